import type { Uuid } from '../core/ids.ts';
import { PATTERN_TITLE, STANDING } from './patterns.ts';
import type { Query } from './query.ts';

/** What a runbook can be called by. Drafted ones are of a standing pattern; imported ones are documents. */
export interface RunbookNames {
  readonly id: Uuid;
  readonly isDrafted: boolean;
  readonly externalId: string | null;
  readonly title: string;
  readonly alerts: readonly string[];
  readonly services: readonly string[];
  /** The standing patterns that it serves. */
  readonly patternIds: readonly Uuid[];
}

export interface RunbookStep {
  readonly text: string;
  /** The incident that it was taken from; null for a step of an imported runbook. */
  readonly incidentId: Uuid | null;
}

/** A runbook with the first of its steps. */
export interface RunbookDetails extends RunbookNames {
  readonly steps: readonly RunbookStep[];
  /** How many steps there are in all. */
  readonly stepCount: number;
}

/** Rows of both kinds; `$1` is the tenant. */
const RUNBOOKS = `(
  select r.id, true as is_drafted, null::text as external_id, ${PATTERN_TITLE} as title, '{}'::text[] as alerts, r.services,
    array[r.pattern_id] as pattern_ids, 1.0::float8 as score, r.steps::jsonb as steps
  from runbooks r join patterns p on p.tenant_id = r.tenant_id and p.id = r.pattern_id and ${STANDING}
  where r.tenant_id = $1::uuid and r.withdrawn_at is null
  union all
  select d.id, false, d.external_id, d.title, d.alerts, '{}'::text[],
    array(select s.pattern_id from runbook_patterns s
      join patterns p on p.tenant_id = s.tenant_id and p.id = s.pattern_id and ${STANDING}
      where s.tenant_id = d.tenant_id and s.document_id = d.id),
    (select coalesce(max(s.score), 0) from runbook_patterns s where s.tenant_id = d.tenant_id and s.document_id = d.id),
    d.steps
  from documents d where d.tenant_id = $1::uuid and d.kind = 'runbook' and d.status = 'ready'
) b`;

const NAMES = 'b.id, b.is_drafted, b.external_id, b.title, b.alerts, b.services, b.pattern_ids';

const readNames = (row: Record<string, unknown>): RunbookNames => ({
  id: String(row.id),
  isDrafted: row.is_drafted === true,
  externalId: row.external_id === null ? null : String(row.external_id),
  title: String(row.title),
  alerts: row.alerts as string[],
  services: row.services as string[],
  patternIds: row.pattern_ids as string[],
});

/** `KubePodCrashLooping` beside its parts, so that either is found. */
const parted = (text: string): string =>
  `${text} || ' ' || regexp_replace(${text}, '([a-z0-9])([A-Z])', '\\1 \\2', 'g')`;
const CALLED = `b.title || ' ' || coalesce(b.external_id, '') || ' ' || array_to_string(b.alerts || b.services, ' ')`;

/** At most `limit` runbooks that are called by one of the words, in no order; all of them for no words. Scope: the tenant. */
export const selectRunbookNames = (
  tenantId: Uuid,
  words: readonly string[],
  limit: number,
): Query<RunbookNames[]> => ({
  sql: `select ${NAMES} from ${RUNBOOKS}
    where $2::text is null
      or to_tsvector('english', ${parted(`(${CALLED})`)}) @@ websearch_to_tsquery('english', $2)
    order by b.is_drafted desc, b.title, b.id limit $3`,
  params: [tenantId, words.length === 0 ? null : words.join(' or '), limit],
  read: (rows) => rows.map(readNames),
});

/** At most `limit` runbooks that serve one of the patterns, the best suited first. Scope: the tenant. */
export const selectRunbooksOfPatterns = (
  tenantId: Uuid,
  patternIds: readonly Uuid[],
  limit: number,
): Query<RunbookNames[]> => ({
  sql: `select ${NAMES} from ${RUNBOOKS} where b.pattern_ids && $2::uuid[]
    order by b.score desc, b.title, b.id limit $3`,
  params: [tenantId, patternIds, limit],
  read: (rows) => rows.map(readNames),
});

/** How many runbooks there are. Scope: the tenant. */
export const countRunbooks = (tenantId: Uuid): Query<number> => ({
  sql: `select count(*)::int as n from ${RUNBOOKS}`,
  params: [tenantId],
  read: (rows) => Number(rows[0]?.n ?? 0),
});

/** The runbooks of these ids in their order, each with at most `steps` steps. Scope: the tenant. */
export const selectRunbooks = (
  tenantId: Uuid,
  ids: readonly Uuid[],
  steps: number,
): Query<RunbookDetails[]> => ({
  sql: `select ${NAMES}, jsonb_array_length(b.steps) as step_count,
      coalesce((select jsonb_agg(jsonb_build_object('text', s.step ->> 'text', 'incidentId', s.step ->> 'incidentId')
        order by s.place) from jsonb_array_elements(b.steps) with ordinality s (step, place) where s.place <= $3), '[]') as first_steps
    from ${RUNBOOKS} where b.id = any($2::uuid[]) order by array_position($2::uuid[], b.id)`,
  params: [tenantId, ids, steps],
  read: (rows) =>
    rows.map((row) => ({
      ...readNames(row),
      steps: row.first_steps as RunbookStep[],
      stepCount: Number(row.step_count),
    })),
});
