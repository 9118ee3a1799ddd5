import type { Db, Scope, Statement } from '../../src/db/db.ts';

/** What a turn asks of the store, in its order. */
const ERRANDS = ['credential', 'rate limit', 'look-up', 'load', 'store'] as const;

type Errand = (typeof ERRANDS)[number];

/** From the call to its rows: waiting for the connection, the way there and back, and the work. */
export type BatchTimes = Record<Errand, { count: number; ms: number }>;

function errandOf(statements: readonly Statement[]): Errand {
  const text = statements.map(({ sql }) => sql).join(' ');
  if (/\bapi_keys\b/.test(text)) return 'credential';
  if (/\bcount_request\b/.test(text)) return 'rate limit';
  if (/\binsert into chat_messages\b/.test(text)) return 'store';
  if (/\bknowledge_versions\b/.test(text)) return 'load';
  return 'look-up';
}

/** Times every batch of `db` from now on; the function gives the sums since it was last called. */
export function timeBatches(db: Db): () => BatchTimes {
  const batch = db.batch.bind(db);
  let times = nothing();
  db.batch = async (scope: Scope, statements: readonly Statement[]) => {
    const begun = performance.now();
    try {
      return await batch(scope, statements);
    } finally {
      const time = times[errandOf(statements)];
      time.count++;
      time.ms += performance.now() - begun;
    }
  };
  return () => {
    const taken = times;
    times = nothing();
    return taken;
  };
}

const nothing = (): BatchTimes =>
  Object.fromEntries(ERRANDS.map((errand) => [errand, { count: 0, ms: 0 }])) as BatchTimes;
