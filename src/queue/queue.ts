import type { Tx } from '../db/db.ts';
import type { Job, JobPayload } from './define-job.ts';

interface EnqueueOptions {
  /** While a job of this kind, tenant and key waits, another one is not added. */
  readonly onceKey?: string;
}

/** Background work that survives a restart. A job runs at least once: what it does must bear being done again. */
export interface Queue {
  /** Makes the store ready for the jobs that the queue was opened with; nothing happens when there are none. */
  start(): Promise<void>;

  /** Adds a job as part of `tx`: it exists once that is committed, and not at all when it is rolled back. */
  enqueue<Payload extends JobPayload>(
    tx: Tx,
    job: Job<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<void>;

  /** Runs jobs of this kind, one at a time, as they come; a run that throws is tried again later. */
  work<Payload extends JobPayload>(
    job: Job<Payload>,
    run: (payload: Payload) => Promise<void>,
  ): Promise<void>;

  /** Takes no new job and waits for the running ones. The store stays open. */
  close(): Promise<void>;
}
