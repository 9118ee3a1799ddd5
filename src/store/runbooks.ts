import type { Uuid } from '../core/ids.ts';
import type { TimelineEntry } from '../core/incident.ts';
import type { PreventionItem, RunbookStep } from '../core/runbook.ts';
import { STANDING } from './patterns.ts';
import type { Query } from './query.ts';

/** What a member of a pattern tells of its cause and of what was done. */
export interface ResolverRow {
  readonly patternId: Uuid;
  readonly id: Uuid;
  readonly title: string;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly resolution: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly string[];
  /** Known to the minute, else null. */
  readonly detectedAt: Date | null;
  readonly mitigatedAt: Date | null;
  readonly resolvedAt: Date | null;
}

/** The longest part of a cause or a resolution that is read. */
const MOST_CHARACTERS = 20_000;
const MOST_ROWS = 300;
const MOST_ROW_CHARACTERS = 2_000;
const MOST_ITEMS = 20;

const exact = (name: string): string =>
  `case when i.${name}_precision = 'minute' then i.${name}_at end as ${name}_at`;

/** Members of the patterns, at most `limit` of each, the latest first. Scope: the tenant. */
export const selectResolvers = (
  tenantId: Uuid,
  patternIds: readonly Uuid[],
  limit: number,
): Query<ResolverRow[]> => ({
  sql: `select m.pattern_id, r.* from unnest($2::uuid[]) with ordinality as m (pattern_id, place)
    cross join lateral (
      select i.id, i.title, left(t.root_cause, ${MOST_CHARACTERS}) as root_cause, left(t.trigger, ${MOST_CHARACTERS}) as trigger,
        left(t.resolution, ${MOST_CHARACTERS}) as resolution, i.started_at,
        array(select json_build_object('at', e.entry -> 'at', 'text', left(e.entry ->> 'text', ${MOST_ROW_CHARACTERS}))
          from jsonb_array_elements(t.timeline) with ordinality e (entry, place)
          where e.place <= ${MOST_ROWS} order by e.place) as timeline,
        array(select left(e.item, ${MOST_ROW_CHARACTERS})
          from jsonb_array_elements_text(t.action_items) with ordinality e (item, place)
          where e.place <= ${MOST_ITEMS} order by e.place) as action_items,
        ${exact('detected')}, ${exact('mitigated')}, ${exact('resolved')}
      from pattern_members n
      join incidents i on i.tenant_id = n.tenant_id and i.id = n.incident_id
      join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id
      where n.tenant_id = $1::uuid and n.pattern_id = m.pattern_id
      order by i.started_at desc nulls last, i.id limit $3
    ) r
    order by m.place, r.started_at desc nulls last, r.id`,
  params: [tenantId, patternIds, limit],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.pattern_id),
      id: String(row.id),
      title: String(row.title),
      rootCause: row.root_cause as string | null,
      trigger: row.trigger as string | null,
      resolution: row.resolution as string | null,
      timeline: (row.timeline as { at: string | null; text: string }[]).map(({ at, text }) => ({
        at: at === null ? null : new Date(at),
        text,
      })),
      actionItems: row.action_items as string[],
      detectedAt: row.detected_at as Date | null,
      mitigatedAt: row.mitigated_at as Date | null,
      resolvedAt: row.resolved_at as Date | null,
    })),
});

/** Ids of the patterns that stand; of those among `patternIds`, where given. Scope: the tenant. */
export const selectStandingIds = (tenantId: Uuid, patternIds: readonly Uuid[] | null): Query<Uuid[]> => ({
  sql: `select p.id from patterns p where p.tenant_id = $1::uuid and ${STANDING}
    and ($2::uuid[] is null or p.id = any($2)) order by p.id`,
  params: [tenantId, patternIds],
  read: (rows) => rows.map(({ id }) => String(id)),
});

/** A drafted runbook as it is stored. */
export interface RunbookWrite {
  /** Taken where its pattern has no runbook yet. */
  readonly id: Uuid;
  readonly patternId: Uuid;
  readonly services: readonly string[];
  readonly steps: readonly RunbookStep[];
  readonly prevention: readonly PreventionItem[];
}

/** Stores the runbooks; one that says what it said keeps its time, and every one its id. Scope: the tenant. */
export const upsertRunbooks = (tenantId: Uuid, runbooks: readonly RunbookWrite[]): Query<void> => ({
  sql: `insert into runbooks as r (tenant_id, id, pattern_id, services, steps, prevention)
    select $1::uuid, w.id, w."patternId", w.services, w.steps, w.prevention
    from json_to_recordset($2::json) as w (id uuid, "patternId" uuid, services text[], steps json, prevention json)
    join patterns p on p.tenant_id = $1::uuid and p.id = w."patternId"
    on conflict (tenant_id, pattern_id) do update set services = excluded.services,
      steps = excluded.steps, prevention = excluded.prevention, generated_at = now(), withdrawn_at = null
    where r.withdrawn_at is not null or (r.services, r.steps::jsonb, r.prevention::jsonb)
      is distinct from (excluded.services, excluded.steps::jsonb, excluded.prevention::jsonb)`,
  params: [tenantId, JSON.stringify(runbooks)],
  read: () => undefined,
});

/** Takes back the runbooks of patterns whose members no longer tell what was done. Scope: the tenant. */
export const withdrawRunbooks = (tenantId: Uuid, patternIds: readonly Uuid[]): Query<void> => ({
  sql: `update runbooks set withdrawn_at = now()
    where tenant_id = $1::uuid and pattern_id = any($2::uuid[]) and withdrawn_at is null`,
  params: [tenantId, patternIds],
  read: () => undefined,
});
