import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** A stored pattern, as an extraction starts from it. */
export interface PatternStart {
  readonly id: Uuid;
  readonly occurrences: number;
  readonly isVanished: boolean;
  /** Named or dismissed by people. */
  readonly isDecided: boolean;
  readonly mergedInto: Uuid | null;
  /** Its story was forgotten with what people decided, and is to be told anew. */
  readonly isUntold: boolean;
}

/** Every pattern of the tenant, whatever became of it. Scope: the tenant. */
export const selectPatternStarts = (tenantId: Uuid): Query<PatternStart[]> => ({
  sql: `select id, occurrences, vanished_at is not null as vanished, merged_into,
      given_title is not null or dismissed_at is not null as decided, summary is null as untold
    from patterns where tenant_id = $1::uuid order by id`,
  params: [tenantId],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      occurrences: Number(row.occurrences),
      isVanished: row.vanished === true,
      isDecided: row.decided === true,
      mergedInto: row.merged_into as Uuid | null,
      isUntold: row.untold === true,
    })),
});

/** Which incidents each pattern has, as one list a pattern. Scope: the tenant. */
export const selectMemberLists = (tenantId: Uuid): Query<Map<Uuid, Uuid[]>> => ({
  sql: `select pattern_id, array_agg(incident_id::text order by incident_id) as members from pattern_members
    where tenant_id = $1::uuid group by pattern_id`,
  params: [tenantId],
  read: (rows) => new Map(rows.map((row) => [String(row.pattern_id), row.members as Uuid[]])),
});

export interface Pin {
  readonly incidentId: Uuid;
  readonly patternId: Uuid;
  readonly place: 'in' | 'out';
}

/** Scope: the tenant. */
export const selectPins = (tenantId: Uuid): Query<Pin[]> => ({
  sql: 'select incident_id, pattern_id, place from pattern_pins where tenant_id = $1::uuid order by incident_id, pattern_id',
  params: [tenantId],
  read: (rows) =>
    rows.map((row) => ({
      incidentId: String(row.incident_id),
      patternId: String(row.pattern_id),
      place: row.place as Pin['place'],
    })),
});

/**
 * Changes whenever people decide something about patterns: what an extraction has worked out meanwhile is worked out
 * again. Scope: the tenant.
 */
export const selectDecisionMark = (tenantId: Uuid): Query<string> => ({
  sql: `select (select count(*) from pattern_pins where tenant_id = $1::uuid) || ' '
      || (select count(*) from pattern_changes where tenant_id = $1::uuid and actor <> 'extraction') as mark`,
  params: [tenantId],
  read: ([row]) => String(row?.mark),
});

/** What a pattern is told from, of one member. */
export interface MemberText {
  readonly patternId: Uuid;
  readonly title: string;
  readonly summary: string | null;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly resolution: string | null;
  readonly startedAt: Date | null;
  readonly services: readonly string[];
}

const MOST_CHARACTERS = 4_000;

/** Texts of incidents that are to be members, at most `limit` of each pattern, the latest first. Scope: the tenant. */
export const selectMemberTexts = (
  tenantId: Uuid,
  members: readonly { readonly patternId: Uuid; readonly incidentId: Uuid }[],
  limit: number,
): Query<MemberText[]> => ({
  sql: `select m.pattern_id, i.title, left(t.summary, $5) as summary, left(t.root_cause, $5) as root_cause,
      left(t.trigger, $5) as trigger, left(t.resolution, $5) as resolution, i.started_at,
      array(select l.value from incident_labels l where l.tenant_id = i.tenant_id and l.incident_id = i.id
        and l.name = 'service' order by l.value_key limit 50) as services
    from (
      select wanted.pattern_id, wanted.incident_id, row_number() over (partition by wanted.pattern_id
        order by i.started_at desc nulls last, i.id) as place
      from unnest($2::uuid[], $3::uuid[]) wanted (pattern_id, incident_id)
      join incidents i on i.tenant_id = $1::uuid and i.id = wanted.incident_id) m
    join incidents i on i.tenant_id = $1::uuid and i.id = m.incident_id
    join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id
    where m.place <= $4 order by m.pattern_id, m.place`,
  params: [
    tenantId,
    members.map(({ patternId }) => patternId),
    members.map(({ incidentId }) => incidentId),
    ...[limit, MOST_CHARACTERS],
  ],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.pattern_id),
      title: String(row.title),
      summary: row.summary as string | null,
      rootCause: row.root_cause as string | null,
      trigger: row.trigger as string | null,
      resolution: row.resolution as string | null,
      startedAt: row.started_at as Date | null,
      services: row.services as string[],
    })),
});
