import type { Session } from './session.ts';

interface Lease {
  readonly session: Promise<Session>;
  users: number;
  /** False while the connection is still waited for: whoever comes meanwhile goes along. */
  begun: boolean;
}

/**
 * One connection for all batches that come while it is out. A batch says everything at once and ends what it begins, so
 * batches can follow each other on the wire without waiting for answers in between.
 */
export class BatchLease {
  readonly #connect: () => Promise<Session>;
  readonly #othersWait: () => boolean;
  #lease: Lease | undefined;

  /** `othersWait`: whether somebody needs the connection alone; batches that come later queue up behind. */
  constructor(connect: () => Promise<Session>, othersWait: () => boolean) {
    this.#connect = connect;
    this.#othersWait = othersWait;
  }

  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const lease = this.#join();
    try {
      return await work(await lease.session);
    } finally {
      lease.users--;
      if (lease.users === 0) {
        if (this.#lease === lease) this.#lease = undefined;
        // Where it could not be had, there is nothing to release.
        await lease.session.then(
          (session) => session.release(),
          () => {},
        );
      }
    }
  }

  #join(): Lease {
    const open = this.#lease;
    if (open !== undefined && (!open.begun || !this.#othersWait())) {
      open.users++;
      return open;
    }
    const lease: Lease = { session: this.#connect(), users: 1, begun: false };
    const begin = () => {
      lease.begun = true;
    };
    lease.session.then(begin, begin);
    this.#lease = lease;
    return lease;
  }
}
