/** Runs one piece of work after the other; urgent ones go before all others that wait. */
export interface Turns {
  /** Rejects with the signal's reason where it aborts before the work has begun. */
  take<T>(work: () => Promise<T>, options: TurnOptions): Promise<T>;
}

interface TurnOptions {
  readonly urgent: boolean;
  readonly signal?: AbortSignal | undefined;
}

export function takeTurns(): Turns {
  const urgent: (() => void)[] = [];
  const patient: (() => void)[] = [];
  let isBusy = false;

  function pass(): void {
    const next = urgent.shift() ?? patient.shift();
    isBusy = next !== undefined;
    next?.();
  }

  async function wait({ urgent: isUrgent, signal }: TurnOptions): Promise<void> {
    signal?.throwIfAborted();
    if (!isBusy) {
      isBusy = true;
      return;
    }
    const queue = isUrgent ? urgent : patient;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      queue.splice(queue.indexOf(resolve), 1);
      reject(signal?.reason);
    };
    queue.push(resolve);
    signal?.addEventListener('abort', leave, { once: true });
    // The turn is ours as soon as it is passed: a signal that aborts now must not take it out of the queue again.
    await promise.finally(() => signal?.removeEventListener('abort', leave));
  }

  return {
    async take(work, options) {
      await wait(options);
      try {
        return await work();
      } finally {
        pass();
      }
    },
  };
}
