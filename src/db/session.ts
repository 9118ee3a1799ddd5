import type pg from 'pg';
import { statementError } from './connection-error.ts';
import type { Scope, Statement } from './db.ts';
import type { StatementNames } from './statement-names.ts';

export type Rows = Record<string, unknown>[];

// One statement: role and tenant end with the transaction.
const ENTER = "select set_config('role', $1, true), set_config('app.tenant', $2, true)";

function entry(scope: Scope): Statement | undefined {
  if (scope === 'system') return undefined;
  if (scope === 'credentials') return { sql: ENTER, params: ['parley_credentials', ''] };
  return { sql: ENTER, params: ['parley_tenant', scope.tenantId] };
}

/** Which statements a connection has under a name, and which are on their way to it for the first time. */
interface Prepared {
  readonly known: Set<string>;
  readonly pending: Set<string>;
}

const preparedOf = new WeakMap<pg.PoolClient, Prepared>();

/** One connection, checked out of the pool. Statements are sent at once and answered in order. */
export class Session {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #prepared: Prepared;
  #lost = false;
  readonly #onError = () => {
    this.#lost = true;
  };

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    this.#prepared = preparedOf.get(client) ?? { known: new Set(), pending: new Set() };
    preparedOf.set(client, this.#prepared);
    client.on('error', this.#onError);
  }

  /** Rows of one statement; without parameters `sql` may hold several, whose rows come back together. */
  async send(sql: string, params: readonly unknown[] = [], isPlannedAnew = false): Promise<Rows> {
    try {
      if (params.length === 0) {
        const results: pg.QueryResult | pg.QueryResult[] = await this.#client.query(sql);
        return Array.isArray(results) ? results.flatMap((result) => result.rows) : results.rows;
      }
      const values = [...params];
      if (isPlannedAnew) return (await this.#client.query({ text: sql, values })).rows;
      return await this.#sendNamed(sql, values);
    } catch (error) {
      throw statementError(error, this.#lost);
    }
  }

  /**
   * A name is used once the connection is known to have it: of two statements that are sent one after the other, the
   * first may fail in a transaction that had failed before, and never get its name.
   */
  async #sendNamed(text: string, values: unknown[]): Promise<Rows> {
    const { known, pending } = this.#prepared;
    const name = this.#names.of(text);
    if (name === undefined || pending.has(name)) return (await this.#client.query({ text, values })).rows;
    if (known.has(name)) return (await this.#client.query({ text, values, name })).rows;
    pending.add(name);
    try {
      const { rows } = await this.#client.query({ text, values, name });
      known.add(name);
      return rows;
    } finally {
      pending.delete(name);
    }
  }

  /** Begins without waiting: when role or tenant cannot be set, every statement behind it fails. */
  begin(scope: Scope): Promise<unknown> {
    const enter = entry(scope);
    const begun = Promise.all([
      this.send('begin'),
      enter === undefined ? undefined : this.send(enter.sql, enter.params),
    ]);
    // Whoever waits for it is told; until then it must not count as unhandled.
    begun.catch(() => {});
    return begun;
  }

  async commit(): Promise<void> {
    let command: string;
    try {
      command = (await this.#client.query('commit')).command;
    } catch (error) {
      throw statementError(error, this.#lost);
    }
    // PostgreSQL answers so when a statement failed and the failure was swallowed.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: one of its statements had failed');
  }

  /** Rolls back whatever is open; the connection is dropped when even that fails. */
  async rollback(): Promise<void> {
    try {
      await this.#client.query('rollback');
    } catch {
      this.#lost = true;
    }
  }

  release(): void {
    this.#client.off('error', this.#onError);
    this.#client.release(this.#lost);
  }
}
