import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { ParleyError } from '../core/errors.ts';
import { BatchLease } from './batch-lease.ts';
import { connectError } from './connection-error.ts';
import type { Db, Scope, Statement, Tx } from './db.ts';
import { parameter } from './parameter.ts';
import { type Rows, Session } from './session.ts';
import { StatementNames } from './statement-names.ts';

const NAMED_STATEMENTS = 200;

/** Marks the code that runs inside a transaction, whose connection it would wait for for ever. */
const inTransaction = new AsyncLocalStorage<{ open: boolean }>();

function refuseNesting(): void {
  if (inTransaction.getStore()?.open)
    throw new Error('A transaction may not wait for another one: pass its tx on');
}

/** The store over a pool of connections of either engine. `afterClose` runs once the last connection has ended. */
export function pooledDb(engine: Db['engine'], pool: pg.Pool, afterClose?: () => Promise<void>): Db {
  // The embedded engine has one connection: batches that wait for it go out together.
  const lease = engine === 'pglite' ? new BatchLease(connect, () => pool.waitingCount > 0) : undefined;
  const names = new StatementNames(NAMED_STATEMENTS);
  // An idle connection that breaks leaves the pool; the next caller gets a new one.
  pool.on('error', () => {});

  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const withSession = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    untilClosing(() => runSession(work));

  function untilClosing<T>(work: () => Promise<T>): Promise<T> {
    if (closing !== undefined) return Promise.reject(new ParleyError('unavailable', 'The store is closing.'));
    const done = work();
    running.add(done);
    const forget = () => running.delete(done);
    done.then(forget, forget);
    return done;
  }

  async function connect(): Promise<Session> {
    const client = await pool.connect().catch((error: unknown) => {
      throw connectError(error);
    });
    return new Session(client, names);
  }

  async function runSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    refuseNesting();
    const session = await connect();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }

  async function atomically<T>(session: Session, scope: Scope, work: () => Promise<T>): Promise<T> {
    const begun = session.begin(scope);
    const running = work();
    try {
      await Promise.allSettled([begun, running]);
      // In this order, so that a refused role is reported and not the failures that follow from it.
      await begun;
      const result = await running;
      await session.commit();
      return result;
    } catch (error) {
      await session.rollback();
      throw error;
    }
  }

  return {
    engine,
    transaction: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) =>
      withSession((session) =>
        atomically(session, scope, async () => {
          const mark = { open: true };
          const tx: Tx = {
            async query<Row>(sql: string, params?: readonly unknown[]) {
              if (!mark.open) throw new Error('The transaction has ended');
              return (await session.send(sql, params?.map(parameter))) as Row[];
            },
          };
          try {
            return await inTransaction.run(mark, () => work(tx));
          } finally {
            mark.open = false;
          }
        }),
      ),
    batch: (scope: Scope, statements: readonly Statement[]) =>
      untilClosing(async () => {
        refuseNesting();
        const work = (session: Session) => runBatch(session, scope, statements);
        return lease === undefined ? runSession(work) : lease.run(work);
      }),
    autocommit: (sql: string, params?: readonly unknown[]) =>
      withSession(async (session) => {
        try {
          return await session.send(sql, params?.map(parameter));
        } catch (error) {
          // It may have been in the middle of a transaction of its own.
          await session.rollback();
          throw error;
        }
      }),
    async maintain(statements) {
      await withSession(async (session) => {
        await session.send('set statement_timeout = 0');
        try {
          for (const statement of statements) await session.send(statement);
        } finally {
          await session.send('reset statement_timeout');
        }
      });
    },
    async ping() {
      await withSession((session) => session.send('select 1'));
    },
    close() {
      closing ??= Promise.allSettled(running)
        .then(() => pool.end())
        .then(() => afterClose?.());
      return closing;
    },
  };
}

/** Sends everything, the commit included, before the first answer is awaited. */
async function runBatch(session: Session, scope: Scope, statements: readonly Statement[]): Promise<Rows[]> {
  // Before anything is sent: a value that cannot be written must not leave a half to be committed.
  const ready = statements.map((statement) => ({ ...statement, params: statement.params?.map(parameter) }));
  const begun = session.begin(scope);
  const sent = ready.map(({ sql, params, isPlannedAnew }) => session.send(sql, params, isPlannedAnew));
  const committed = session.commit();
  const all = await Promise.allSettled([begun, ...sent, committed]);
  const failure = all.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return Promise.all(sent);
}
