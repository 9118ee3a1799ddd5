import type { Uuid } from '../core/ids.ts';
import { number, type Query } from './query.ts';

/** Where an incident stands to a pattern, as far as the decision about both has to know. */
export interface PatternPlace {
  /** The pattern that the incident is in, of whatever kind; null where it is in none. */
  readonly memberOf: Uuid | null;
  /** True where somebody took the incident out of this pattern. */
  readonly isPinnedOut: boolean;
}

/** Undefined where the tenant has no such incident. Scope: the tenant. */
export const selectPatternPlace = (
  tenantId: Uuid,
  incidentId: Uuid,
  patternId: Uuid | null,
): Query<PatternPlace | undefined> => ({
  sql: `select m.pattern_id, exists (select from pattern_pins n where n.tenant_id = i.tenant_id
      and n.incident_id = i.id and n.pattern_id = $3::uuid and n.place = 'out') as is_pinned_out
    from incidents i left join pattern_members m on m.tenant_id = i.tenant_id and m.incident_id = i.id
    where i.tenant_id = $1::uuid and i.id = $2::uuid`,
  params: [tenantId, incidentId, patternId],
  read: ([row]) =>
    row && { memberOf: row.pattern_id as Uuid | null, isPinnedOut: row.is_pinned_out === true },
});

/** An incident of a pattern, as far as taking patterns apart has to know. */
export interface PlacedIncident {
  readonly incidentId: Uuid;
  readonly title: string;
  readonly similarity: number;
}

/** All incidents of a pattern, the most alike to the others first. Scope: the tenant. */
export const selectPlacedIncidents = (tenantId: Uuid, patternId: Uuid): Query<PlacedIncident[]> => ({
  sql: `select m.incident_id, m.similarity, i.title from pattern_members m
    join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
    where m.tenant_id = $1::uuid and m.pattern_id = $2::uuid order by m.similarity desc, m.incident_id`,
  params: [tenantId, patternId],
  read: (rows) =>
    rows.map((row) => ({
      incidentId: String(row.incident_id),
      title: String(row.title),
      similarity: number(row.similarity) ?? 0,
    })),
});

/**
 * Puts the incidents into the pattern, whichever they were in. How alike they are to its others is not known before the
 * next extraction; those that were in none count as alike as its members are. Scope: the tenant.
 */
export const placeIncidents = (
  tenantId: Uuid,
  patternId: Uuid,
  incidentIds: readonly Uuid[],
): Query<void> => ({
  sql: `insert into pattern_members (tenant_id, incident_id, pattern_id, similarity)
    select p.tenant_id, i.id, p.id, p.coherence from patterns p, unnest($3::uuid[]) i (id)
    where p.tenant_id = $1::uuid and p.id = $2::uuid
    on conflict (tenant_id, incident_id) do update set pattern_id = excluded.pattern_id, added_at = now()
      where pattern_members.pattern_id <> excluded.pattern_id`,
  params: [tenantId, patternId, incidentIds],
  read: () => undefined,
});

/** Scope: the tenant. */
export const takeOutIncident = (tenantId: Uuid, patternId: Uuid, incidentId: Uuid): Query<void> => ({
  sql: 'delete from pattern_members where tenant_id = $1::uuid and pattern_id = $2::uuid and incident_id = $3::uuid',
  params: [tenantId, patternId, incidentId],
  read: () => undefined,
});

export interface Pinning {
  readonly patternId: Uuid;
  readonly incidentIds: readonly Uuid[];
  readonly place: 'in' | 'out';
  readonly actor: string;
}

/**
 * Holds the incidents in the pattern, or keeps them out of it, until somebody says otherwise: two statements, because an
 * incident is held in one pattern at most. Scope: the tenant.
 */
export const pinIncidents = (
  tenantId: Uuid,
  { patternId, incidentIds, place, actor }: Pinning,
): [Query<void>, Query<void>] => [
  {
    sql: `delete from pattern_pins where tenant_id = $1::uuid and incident_id = any($2::uuid[]) and place = 'in'
      and (pattern_id = $3::uuid or $4 = 'in')`,
    params: [tenantId, incidentIds, patternId, place],
    read: () => undefined,
  },
  {
    sql: `insert into pattern_pins (tenant_id, incident_id, pattern_id, place, actor)
      select $1::uuid, i.id, $2::uuid, $4, $5 from unnest($3::uuid[]) i (id)
      on conflict (tenant_id, incident_id, pattern_id) do update
        set place = excluded.place, actor = excluded.actor, created_at = now()`,
    params: [tenantId, patternId, incidentIds, place, actor],
    read: () => undefined,
  },
];

/**
 * Of a pattern that has become a part of another: what was kept out of it stays out of the other, unless it is in
 * there; what else was pinned to it is forgotten. Scope: the tenant.
 */
export const movePins = (tenantId: Uuid, from: Uuid, to: Uuid): [Query<void>, Query<void>] => [
  {
    sql: `insert into pattern_pins (tenant_id, incident_id, pattern_id, place, actor, created_at)
      select n.tenant_id, n.incident_id, $3::uuid, n.place, n.actor, n.created_at from pattern_pins n
      where n.tenant_id = $1::uuid and n.pattern_id = $2::uuid and n.place = 'out'
        and not exists (select from pattern_members m where m.tenant_id = n.tenant_id
          and m.incident_id = n.incident_id and m.pattern_id = $3::uuid)
      on conflict do nothing`,
    params: [tenantId, from, to],
    read: () => undefined,
  },
  {
    sql: 'delete from pattern_pins where tenant_id = $1::uuid and pattern_id = $2::uuid',
    params: [tenantId, from],
    read: () => undefined,
  },
];
