import type { Db, Scope, Statement, Tx } from '../db/db.ts';

/** A statement together with the reading of its rows, so that several can go to the store in one round trip. */
export interface Query<T> extends Statement {
  readonly read: (rows: Record<string, unknown>[]) => T;
}

/** A number of a row, whichever way the driver gives it; null where there is none. */
export const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

type Results<Queries extends readonly Query<unknown>[]> = {
  -readonly [Index in keyof Queries]: Queries[Index] extends Query<infer T> ? T : never;
};

/** Runs all queries in one transaction and one round trip; their results in the same order. */
export async function runQueries<const Queries extends readonly Query<unknown>[]>(
  db: Db,
  scope: Scope,
  queries: Queries,
): Promise<Results<Queries>> {
  const rows = await db.batch(scope, queries);
  return queries.map((query, index) => query.read(rows[index] ?? [])) as Results<Queries>;
}

/** Runs one query in a transaction of its own. */
export async function runQuery<T>(db: Db, scope: Scope, query: Query<T>): Promise<T> {
  const [result] = await runQueries(db, scope, [query]);
  return result;
}

/** Runs one query in a transaction that is open. */
export async function runIn<T>(tx: Tx, query: Query<T>): Promise<T> {
  return query.read(await tx.query(query.sql, query.params));
}
