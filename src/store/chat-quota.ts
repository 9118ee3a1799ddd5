import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** Takes one of `limit` in the month, which is its first day as `2026-11-01`; false when none is left. Scope: the tenant. */
export const takeQuota = (tenantId: Uuid, month: string, limit: number): Query<boolean> => ({
  sql: `insert into chat_quota as quota (tenant_id, month, used) select $1::uuid, $2::date, 1 where $3::int > 0
    on conflict (tenant_id, month) do update set used = quota.used + 1 where quota.used < $3
    returning used`,
  params: [tenantId, month, limit],
  read: (rows) => rows.length === 1,
});

/** Gives one back. Scope: the tenant. */
export const returnQuota = (tenantId: Uuid, month: string): Query<void> => ({
  sql: 'update chat_quota set used = used - 1 where tenant_id = $1 and month = $2 and used > 0',
  params: [tenantId, month],
  read: () => undefined,
});
