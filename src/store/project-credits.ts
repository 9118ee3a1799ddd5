import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** What a running turn may cost its project at most. */
export interface CreditHold {
  readonly tenantId: Uuid;
  readonly projectId: Uuid;
  readonly id: Uuid;
}

/** A project's balance, and how much of it running turns hold. */
export interface CreditState {
  readonly balance: number;
  readonly held: number;
}

// Amounts come as binary fractions; in the store they are decimal ones.
const credits = (parameter: string): string => `round(${parameter}::numeric, 9)`;

/** Has the project's balance to itself until the transaction ends: what is counted behind it stays true. Scope: the tenant. */
export const lockCredits = (tenantId: Uuid, projectId: Uuid): Query<void> => ({
  sql: 'select from project_credits where tenant_id = $1 and project_id = $2 for update',
  params: [tenantId, projectId],
  read: () => undefined,
});

/**
 * Holds `amount` until `heldUntil`, where the balance has so much beside what others hold at `now`. Undefined: there is
 * no such project. Needs `lockCredits` before it in the transaction. Scope: the tenant.
 */
export const takeCreditHold = (
  { tenantId, projectId, id }: CreditHold,
  amount: number,
  now: Date,
  heldUntil: Date,
): Query<(CreditState & { taken: boolean }) | undefined> => ({
  // A hold that counts no longer can still be settled by a very slow turn: it stays for another day.
  sql: `with dead as (
      delete from credit_holds where tenant_id = $1 and project_id = $2 and held_until < $5::timestamptz - interval '1 day'
    ), held as (
      select coalesce(sum(amount), 0) as amount from credit_holds
      where tenant_id = $1 and project_id = $2 and held_until > $5
    ), taken as (
      insert into credit_holds (tenant_id, project_id, id, amount, held_until)
      select $1, $2, $3::uuid, ${credits('$4')}, $6::timestamptz from project_credits, held
      where tenant_id = $1 and project_id = $2 and balance - held.amount >= ${credits('$4')}
      returning id
    )
    select balance, held.amount as held, exists (select from taken) as taken from project_credits, held
    where tenant_id = $1 and project_id = $2`,
  params: [tenantId, projectId, id, amount, now, heldUntil],
  read: ([row]) => row as unknown as (CreditState & { taken: boolean }) | undefined,
});

/**
 * Takes `cost` for the hold or, where it is more than was held, as much of it as nobody else holds at `now`. A second
 * time, or after `releaseCreditHold`, it takes nothing. Scope: the tenant.
 */
export const settleCreditHold = (
  { tenantId, projectId, id }: CreditHold,
  cost: number,
  now: Date,
): Query<void> => ({
  sql: `select settle_credits($1, $2, $3, ${credits('$4')}, $5)`,
  params: [tenantId, projectId, id, cost, now],
  read: () => undefined,
});

/** Gives back what was held; what was settled stays taken. Scope: the tenant. */
export const releaseCreditHold = ({ tenantId, projectId, id }: CreditHold): Query<void> => ({
  sql: 'delete from credit_holds where tenant_id = $1 and project_id = $2 and id = $3',
  params: [tenantId, projectId, id],
  read: () => undefined,
});

/**
 * Adds `amount`, or takes it where it is negative, unless the balance would then be more than `most` or less than is
 * held at `now`. Gives the state before it and the new balance, null where nothing was changed; undefined: there is no
 * such project. Needs `lockCredits` before it in the transaction. Scope: the tenant.
 */
export const addCredits = (
  tenantId: Uuid,
  projectId: Uuid,
  { amount, most, now }: { readonly amount: number; readonly most: number; readonly now: Date },
): Query<(CreditState & { newBalance: number | null }) | undefined> => ({
  sql: `with held as (
      select coalesce(sum(amount), 0) as amount from credit_holds
      where tenant_id = $1 and project_id = $2 and held_until > $5
    ), changed as (
      update project_credits set balance = balance + ${credits('$3')} from held
      where tenant_id = $1 and project_id = $2 and balance + ${credits('$3')} between held.amount and $4::numeric
      returning balance
    )
    select balance, held.amount as held, (select balance from changed) as "newBalance" from project_credits, held
    where tenant_id = $1 and project_id = $2`,
  params: [tenantId, projectId, amount, most, now],
  read: ([row]) => row as unknown as (CreditState & { newBalance: number | null }) | undefined,
});
