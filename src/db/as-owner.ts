import type { Tx } from './db.ts';

/**
 * Runs `work` inside the tenant's own transaction as the owner, who may touch tables of no tenant, and hands the
 * transaction back to the tenant. When `work` throws, the transaction has to be given up.
 */
export async function asOwner<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [before] = await tx.query<{ role: string }>(
    "select current_setting('role') as role, set_config('role', 'none', true)",
  );
  const result = await work();
  await tx.query("select set_config('role', $1, true)", [before?.role ?? 'none']);
  return result;
}
