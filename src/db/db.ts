/**
 * One open transaction. Parameters are `$1…$n`: a Date, a Buffer (bytea) and an array (a PostgreSQL array) as such, any
 * other object as JSON; a JSON array is passed as `JSON.stringify(…)`. Rows come back as plain objects: int8, numeric
 * and count(*) as numbers, timestamptz as Date, date as `YYYY-MM-DD`, jsonb parsed, bytea as Buffer.
 */
export interface Tx {
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface Statement {
  readonly sql: string;
  readonly params?: readonly unknown[];
  /**
   * Set where a plan made without the values would be a bad one, such as for a window of time: the statement is planned
   * each time that it runs. Others are planned once and kept.
   */
  readonly isPlannedAnew?: true;
}

/**
 * Whose rows a transaction may touch.
 * - `{ tenantId }`: that tenant's rows only, through the role `parley_tenant` and row-level security.
 * - `'credentials'`: the look-up of a credential before a tenant is known, through the role `parley_credentials`.
 * - `'system'`: the owner, for migrations and for tables that belong to no tenant.
 */
export type Scope = { readonly tenantId: string } | 'credentials' | 'system';

/** What the application needs of a database; both engines implement it and pass one contract suite. */
export interface Db {
  readonly engine: 'pglite' | 'postgres';

  /**
   * Runs `work` in one transaction: committed (and durable) when it resolves, rolled back when it throws.
   * Nothing but this database may be awaited inside: the embedded engine runs one transaction at a time.
   */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;

  /** Runs `statements` in order in one transaction and one round trip; the rows of each, in the same order. */
  batch(scope: Scope, statements: readonly Statement[]): Promise<Record<string, unknown>[][]>;

  /**
   * Runs `sql` as the owner outside any transaction; without parameters it may hold several statements, a transaction
   * among them. For a library that brings its own SQL.
   */
  autocommit(sql: string, params?: readonly unknown[]): Promise<Record<string, unknown>[]>;

  /** Runs statements that may not stand in a transaction (VACUUM, CHECKPOINT) as the owner. */
  maintain(statements: readonly string[]): Promise<void>;

  /** Throws when the store cannot answer. */
  ping(): Promise<void>;

  /** Waits for running transactions, then closes and releases the directory lock or the connections. */
  close(): Promise<void>;
}
