import type { Uuid } from '../core/ids.ts';
import type { PreventionItem, StepPhase, StepSource } from '../core/runbook.ts';
import { PATTERN_TITLE, STANDING } from './patterns.ts';
import { number, type Query } from './query.ts';
import { type MatchReason, READY_RUNBOOK } from './runbook-matches.ts';
import { Parameters } from './selection-sql.ts';

/** `drafted` from what resolved a pattern's incidents, or `imported` as a document. */
export type RunbookOrigin = 'drafted' | 'imported';

/** A step of either; an imported one has no phase and stands in no incident. */
export interface StoredRunbookStep {
  readonly text: string;
  readonly phase: StepPhase | null;
  readonly sources: readonly StepSource[];
}

/** What was said of following a runbook. */
interface UseFigures {
  readonly resolved: number;
  readonly helped: number;
  readonly failed: number;
  readonly lastUsedAt: Date | null;
}

export interface StoredRunbook {
  readonly id: Uuid;
  readonly origin: RunbookOrigin;
  readonly title: string;
  readonly services: readonly string[];
  readonly alerts: readonly string[];
  readonly steps: readonly StoredRunbookStep[];
  readonly prevention: readonly PreventionItem[];
  /** When it was drafted, or last imported, in these words. */
  readonly generatedAt: Date;
  readonly uses: UseFigures;
}

export interface RunbookFilter {
  /** Name of a service, in any letter case. */
  readonly service: string | null;
  /** Each stands in title, steps or alerts, as a part of a word too. */
  readonly words: readonly string[];
}

/** Services of an imported runbook: those that it names, and those of the patterns that it is about. */
const IMPORTED_SERVICES = `array(
      select s.name from runbook_matchings m cross join unnest(m.services) s (name)
      where m.tenant_id = d.tenant_id and m.document_id = d.id
      union
      select s.name from runbook_patterns r
      join patterns p on p.tenant_id = r.tenant_id and p.id = r.pattern_id and ${STANDING}
      cross join unnest(p.services) s (name)
      where r.tenant_id = d.tenant_id and r.document_id = d.id
      order by 1)`;

/** Both kinds in one form; $1 is the tenant. */
const EVERY = `select r.id, 'drafted' as origin, ${PATTERN_TITLE} as title, r.services, '{}'::text[] as alerts, r.steps, r.prevention, r.generated_at
    from runbooks r
    join patterns p on p.tenant_id = r.tenant_id and p.id = r.pattern_id and ${STANDING}
    where r.tenant_id = $1::uuid and r.withdrawn_at is null
    union all
    select d.id, 'imported', d.title, ${IMPORTED_SERVICES}, d.alerts, d.steps::json, '[]'::json, d.updated_at
    from documents d where d.tenant_id = $1::uuid and ${READY_RUNBOOK}`;

const USES = `left join lateral (
      select count(*) filter (where u.outcome = 'resolved')::int as resolved,
        count(*) filter (where u.outcome = 'helped')::int as helped,
        count(*) filter (where u.outcome = 'failed')::int as failed, max(u.used_at) as last_used_at
      from runbook_uses u where u.tenant_id = $1::uuid and u.runbook_id = b.id) u on true`;

const COLUMNS = `b.id, b.origin, b.title, b.services, b.alerts, b.steps, b.prevention, b.generated_at,
  u.resolved, u.helped, u.failed, u.last_used_at`;

const readRunbook = (row: Record<string, unknown>): StoredRunbook => ({
  id: String(row.id),
  origin: row.origin as RunbookOrigin,
  title: String(row.title),
  services: row.services as string[],
  alerts: row.alerts as string[],
  steps: (row.steps as (Partial<StoredRunbookStep> & { text: string })[]).map(({ text, phase, sources }) => ({
    ...{ text, phase: phase ?? null, sources: sources ?? [] },
  })),
  prevention: row.prevention as PreventionItem[],
  generatedAt: row.generated_at as Date,
  uses: {
    resolved: number(row.resolved) ?? 0,
    helped: number(row.helped) ?? 0,
    failed: number(row.failed) ?? 0,
    lastUsedAt: row.last_used_at as Date | null,
  },
});

function filterSql({ service, words }: RunbookFilter, parameters: Parameters): string {
  const conditions = ['true'];
  if (service !== null)
    conditions.push(
      `exists (select from unnest(b.services) s (name) where lower(s.name) = lower(${parameters.add(service)}::text))`,
    );
  if (words.length > 0)
    conditions.push(`(select bool_and(strpos(told.text, lower(w.word)) > 0) from unnest(${parameters.add(words)}::text[]) w (word),
      lateral (select lower(concat_ws(' ', b.title, array_to_string(b.alerts, ' '),
        (select string_agg(s ->> 'text', ' ') from json_array_elements(b.steps) s))) as text) told)`);
  return conditions.join(' and ');
}

/**
 * At most `limit` runbooks of both kinds made before the id `before`, the newest first. Ids never change, so that a page
 * is the same while runbooks are drafted. Scope: the tenant.
 */
export function selectRunbooks(
  tenantId: Uuid,
  filter: RunbookFilter,
  before: Uuid | null,
  limit: number,
): Query<StoredRunbook[]> {
  const parameters = new Parameters();
  parameters.add(tenantId);
  const where = filterSql(filter, parameters);
  const behind = before === null ? '' : ` and b.id < ${parameters.add(before)}::uuid`;
  return {
    sql: `select ${COLUMNS} from (select b.* from (${EVERY}) b where ${where}${behind} order by b.id desc
      limit ${parameters.add(limit)}) b ${USES} order by b.id desc`,
    params: parameters.values,
    read: (rows) => rows.map(readRunbook),
  };
}

/** How many runbooks the filter leaves. Scope: the tenant. */
export function countRunbooks(tenantId: Uuid, filter: RunbookFilter): Query<number> {
  const parameters = new Parameters();
  parameters.add(tenantId);
  return {
    sql: `select count(*)::int as count from (${EVERY}) b where ${filterSql(filter, parameters)}`,
    params: parameters.values,
    read: ([row]) => Number(row?.count ?? 0),
  };
}

/** The runbooks of these ids, whichever kind they are. Scope: the tenant. */
export const selectRunbooksOfIds = (tenantId: Uuid, ids: readonly Uuid[]): Query<StoredRunbook[]> => ({
  sql: `select ${COLUMNS} from (${EVERY}) b ${USES} where b.id = any($2::uuid[]) order by array_position($2::uuid[], b.id)`,
  params: [tenantId, ids],
  read: (rows) => rows.map(readRunbook),
});

/** A pattern that a runbook is for. */
export interface RunbookPattern {
  readonly patternId: Uuid;
  readonly title: string;
  /** 1 for the pattern that it was drafted from. */
  readonly score: number;
  /** Empty for the pattern that it was drafted from. */
  readonly reasons: readonly MatchReason[];
}

/** The standing patterns that a runbook is for, the likeliest first. Scope: the tenant. */
export const selectPatternsOfRunbook = (
  tenantId: Uuid,
  runbookId: Uuid,
  limit: number,
): Query<RunbookPattern[]> => ({
  sql: `select p.id, ${PATTERN_TITLE} as title, o.score, o.reasons from (
      select r.pattern_id, 1::float8 as score, '[]'::json as reasons from runbooks r
      where r.tenant_id = $1::uuid and r.id = $2::uuid and r.withdrawn_at is null
      union all
      select m.pattern_id, m.score, m.reasons from runbook_patterns m where m.tenant_id = $1::uuid and m.document_id = $2::uuid
    ) o
    join patterns p on p.tenant_id = $1::uuid and p.id = o.pattern_id and ${STANDING}
    order by o.score desc, p.id desc limit $3`,
  params: [tenantId, runbookId, limit],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.id),
      title: String(row.title),
      score: Number(row.score),
      reasons: row.reasons as MatchReason[],
    })),
});
