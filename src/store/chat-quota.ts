import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** One message of the month in which a turn began; `month` is its first day as `2026-11-01`. */
export interface QuotaHold {
  readonly tenantId: Uuid;
  readonly month: string;
  readonly id: Uuid;
}

/** Has the month to itself until the transaction ends: what `takeHold` counts behind it stays true. Scope: the tenant. */
export const lockQuotaMonth = ({ tenantId, month }: QuotaHold): Query<void> => ({
  // A conflict locks the row before the condition is looked at, so that it is locked and not written.
  sql: `insert into chat_quota as counted (tenant_id, month, used) values ($1, $2, 0)
    on conflict (tenant_id, month) do update set used = counted.used where false`,
  params: [tenantId, month],
  read: () => undefined,
});

/**
 * Takes the hold until `heldUntil`, where fewer than `limit` messages are used or held at `now`. `used`: the answered
 * ones. Needs `lockQuotaMonth` before it in the transaction. Scope: the tenant.
 */
export const takeHold = (
  { tenantId, month, id }: QuotaHold,
  limit: number,
  now: Date,
  heldUntil: Date,
): Query<{ taken: boolean; used: number }> => ({
  // A hold that counts no longer can still be settled by a very slow turn: it stays for another day.
  sql: `with dead as (
      select month, id from chat_quota_holds where tenant_id = $1 and held_until < $5::timestamptz - interval '1 day'
      for update skip locked
    ), buried as (
      delete from chat_quota_holds hold using dead
      where hold.tenant_id = $1 and hold.month = dead.month and hold.id = dead.id
    ), counted as (
      select used from chat_quota where tenant_id = $1 and month = $2
    ), taken as (
      insert into chat_quota_holds (tenant_id, month, id, held_until)
      select $1, $2, $3::uuid, $6::timestamptz from counted
      where used + (
        select count(*) from chat_quota_holds where tenant_id = $1 and month = $2 and held_until > $5
      ) < $4::int
      returning id
    )
    select used, exists (select from taken) as taken from counted`,
  params: [tenantId, month, id, limit, now, heldUntil],
  read: ([row]) => ({ taken: row?.taken === true, used: Number(row?.used) }),
});

/** Makes the hold a used message; a second time, or after `releaseHold`, it counts nothing. Scope: the tenant. */
export const settleHold = ({ tenantId, month, id }: QuotaHold): Query<void> => ({
  sql: `with settled as (
      delete from chat_quota_holds where tenant_id = $1 and month = $2 and id = $3 returning id
    )
    update chat_quota set used = used + 1 where tenant_id = $1 and month = $2 and exists (select from settled)`,
  params: [tenantId, month, id],
  read: () => undefined,
});

/** Gives the message back; a settled one stays counted. Scope: the tenant. */
export const releaseHold = ({ tenantId, month, id }: QuotaHold): Query<void> => ({
  sql: 'delete from chat_quota_holds where tenant_id = $1 and month = $2 and id = $3',
  params: [tenantId, month, id],
  read: () => undefined,
});
