import { ParleyError } from '../core/errors.ts';
import type { Db, Tx } from './db.ts';
import { type Migration, readMigrations, readTenantPolicy } from './migrations.ts';

// Held for one transaction: two starters take turns.
const LOCK = 'select pg_advisory_xact_lock(8134210)';

const CREATE_HISTORY = `create table if not exists parley_migrations (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`;

// Partitions and partitioned tables alike; extensions and other schemas are none of ours.
const TENANT_TABLES = `select c.relname as name from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;

function refuseChanged(migration: Migration, appliedChecksum: string): void {
  if (migration.checksum !== appliedChecksum)
    throw new ParleyError(
      'unavailable',
      `Migration ${migration.name} was changed after it was applied to this store. Restore the file as it was released.`,
    );
}

async function appliedChecksums(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ name: string; checksum: string }>(
    'select name, checksum from parley_migrations',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

async function apply(tx: Tx, migration: Migration): Promise<void> {
  await tx.query(LOCK);
  const applied = (await appliedChecksums(tx)).get(migration.name);
  // Another starter was faster.
  if (applied !== undefined) return refuseChanged(migration, applied);
  await tx.query(migration.sql).catch((cause: Error) => {
    throw new ParleyError('unavailable', `Migration ${migration.name} failed: ${cause.message}`, { cause });
  });
  await tx.query('insert into parley_migrations (name, checksum) values ($1, $2)', [
    migration.name,
    migration.checksum,
  ]);
}

/** Puts the wall of `policy` around every table with a column tenant_id. */
async function protectTenantTables(tx: Tx, policy: Migration): Promise<void> {
  await tx.query(LOCK);
  for (const { name } of await tx.query<{ name: string }>(TENANT_TABLES))
    await tx.query(policy.sql.replaceAll('%I', `"${name.replaceAll('"', '""')}"`));
  await tx.query(
    'insert into parley_migrations values ($1, $2) on conflict (name) do update set checksum = excluded.checksum',
    [policy.name, policy.checksum],
  );
}

/**
 * Brings the store to the newest schema, each step in a transaction; safe to run by several processes at once.
 * Throws `unavailable`, naming the file, when a step fails or differs from what was applied.
 */
export async function migrate(db: Db, migrations: readonly Migration[] = readMigrations()): Promise<void> {
  const policy = readTenantPolicy();
  const applied = await db.transaction('system', async (tx) => {
    await tx.query(LOCK);
    await tx.query(CREATE_HISTORY);
    return appliedChecksums(tx);
  });
  const pending = migrations.filter((migration) => {
    const checksum = applied.get(migration.name);
    if (checksum !== undefined) refuseChanged(migration, checksum);
    return checksum === undefined;
  });
  for (const migration of pending) await db.transaction('system', (tx) => apply(tx, migration));
  if (pending.length > 0 || applied.get(policy.name) !== policy.checksum)
    await db.transaction('system', (tx) => protectTenantTables(tx, policy));
}
