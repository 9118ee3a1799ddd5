import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** Null gives the computed title back. Scope: the tenant. */
export const updateGivenTitle = (tenantId: Uuid, id: Uuid, title: string | null): Query<void> => ({
  sql: 'update patterns set given_title = $3, updated_at = now() where tenant_id = $1::uuid and id = $2::uuid',
  params: [tenantId, id, title],
  read: () => undefined,
});

/** Scope: the tenant. */
export const updateDismissed = (tenantId: Uuid, id: Uuid, isDismissed: boolean): Query<void> => ({
  sql: `update patterns set dismissed_at = case when $3::boolean then now() end, updated_at = now()
    where tenant_id = $1::uuid and id = $2::uuid`,
  params: [tenantId, id, isDismissed],
  read: () => undefined,
});

/** Makes one pattern, with all that had become a part of it, a part of another. Scope: the tenant. */
export const updateMergedInto = (tenantId: Uuid, id: Uuid, into: Uuid): Query<void> => ({
  sql: `update patterns set merged_into = $3::uuid, updated_at = now()
    where tenant_id = $1::uuid and (id = $2::uuid or merged_into = $2::uuid)`,
  params: [tenantId, id, into],
  read: () => undefined,
});

/** A pattern that a person took out of another. */
export interface SplitPattern {
  readonly id: Uuid;
  readonly from: Uuid;
  /** What stands where nobody gave it one. */
  readonly title: string;
  readonly givenTitle: string | null;
}

/** Without incidents at first, and held for as coherent as the one that it comes from. Scope: the tenant. */
export const insertSplitPattern = (
  tenantId: Uuid,
  { id, from, title, givenTitle }: SplitPattern,
): Query<void> => ({
  sql: `insert into patterns (tenant_id, id, title, given_title, coherence, confidence, status, occurrences)
    select tenant_id, $3::uuid, $4, $5, coherence, 0, 'emerging', 0 from patterns
    where tenant_id = $1::uuid and id = $2::uuid`,
  params: [tenantId, from, id, title, givenTitle],
  read: () => undefined,
});

/**
 * Forgets what was computed from the incidents that were in the patterns, and reads the services of those that are:
 * figures of other incidents would be wrong ones. The next extraction tells it anew. Scope: the tenant.
 */
export const forgetComputedStory = (tenantId: Uuid, ids: readonly Uuid[]): Query<void> => ({
  sql: `update patterns p set summary = null, shared = '[]', triggers = '{}', services = coalesce((
      select array_agg(s.name order by s.incidents desc, s.name) from (
        select min(l.value) as name, count(distinct m.incident_id) as incidents from pattern_members m
        join incident_labels l on l.tenant_id = m.tenant_id and l.incident_id = m.incident_id and l.name = 'service'
        where m.tenant_id = p.tenant_id and m.pattern_id = p.id
        group by l.value_key order by 2 desc, 1 limit 20) s), '{}')
    where p.tenant_id = $1::uuid and p.id = any($2::uuid[])`,
  params: [tenantId, ids],
  read: () => undefined,
});
