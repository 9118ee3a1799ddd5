import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db as BossDb, PgBoss } from 'pg-boss';
import { newId } from '../core/ids.ts';
import { asOwner } from '../db/as-owner.ts';
import type { Db, Tx } from '../db/db.ts';
import type { Job, JobPayload } from './define-job.ts';
import type { Queue } from './queue.ts';

export interface QueueSettings {
  /** How often an idle worker looks for a job. */
  readonly pollSeconds: number;
  /** How long `close` waits for running jobs. */
  readonly closeTimeoutMs: number;
  /** Told of failures outside any caller: a worker that cannot reach the store, a job that threw. */
  readonly onError: (error: unknown) => void;
}

/** The transaction that a job is being added in: everything the library asks meanwhile has to go through it. */
const enqueueing = new AsyncLocalStorage<Tx>();

const overDb = (db: Db): BossDb => ({
  async executeSql(sql, params) {
    const tx = enqueueing.getStore();
    return { rows: await (tx === undefined ? db.autocommit(sql, params) : tx.query(sql, params)) };
  },
});

/** What is needed of a job before one is added: kinds of any payload together in one list. */
type JobName = Pick<Job<JobPayload>, 'name'>;

/** Loaded only where there are jobs: a store without any starts sooner. */
async function startBoss(db: Db, jobs: readonly JobName[], settings: QueueSettings): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: overDb(db),
    backend: db.engine,
    schedule: false,
    // Looked after by autovacuum or by our own upkeep.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', settings.onError);
  await boss.start();
  // The policy under which a key that waits is not added again.
  for (const { name } of jobs) await boss.createQueue(name, { policy: 'short' });
  return boss;
}

/** A queue for `jobs` in the same store as everything else. Opening it costs nothing. */
export function openQueue(db: Db, jobs: readonly JobName[], settings: QueueSettings): Queue {
  let starting: Promise<PgBoss> | undefined;
  let started: PgBoss | undefined;

  async function boss(): Promise<PgBoss> {
    starting ??= startBoss(db, jobs, settings);
    started = await starting;
    return started;
  }

  return {
    async start() {
      if (jobs.length > 0) await boss();
    },

    async enqueue(tx, job, payload, { onceKey } = {}) {
      // Starting needs a transaction of its own, which an open one would wait for for ever.
      const open = started;
      if (open === undefined) throw new Error('The queue has to be started before a job is added');
      const options = {
        expireInSeconds: job.timeoutSeconds,
        retryLimit: job.retries,
        retryBackoff: true,
        singletonKey: `${payload.tenantId} ${onceKey ?? newId()}`,
      };
      const data = job.payload.parse(payload);
      await asOwner(tx, () => enqueueing.run(tx, () => open.send(job.name, data, options)));
    },

    async work<Payload extends JobPayload>(job: Job<Payload>, run: (payload: Payload) => Promise<void>) {
      const options = { batchSize: 1, pollingIntervalSeconds: settings.pollSeconds };
      await (await boss()).work(job.name, options, async (batch) => {
        for (const { data } of batch) {
          try {
            await run(job.payload.parse(data));
          } catch (error) {
            settings.onError(error);
            throw error;
          }
        }
      });
    },

    async close() {
      const running = await starting;
      await running?.stop({ graceful: true, close: false, timeout: settings.closeTimeoutMs });
    },
  };
}
