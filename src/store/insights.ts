import type { Uuid } from '../core/ids.ts';
import type { Finding, Insight } from '../core/insight.ts';
import type { Query } from './query.ts';
import { Parameters } from './selection-sql.ts';

const columns = `n.id, n.kind, n.category, n.severity, n.title, n.summary, n.affected_services, n.incident_count, n.arithmetic,
  n.incident_ids, n.pattern_id, n.generated_at, n.ended_at`;

const readInsight = (row: Record<string, unknown>): Insight => ({
  id: String(row.id),
  kind: row.kind as Insight['kind'],
  category: row.category as Insight['category'],
  severity: row.severity as Insight['severity'],
  title: String(row.title),
  summary: String(row.summary),
  affectedServices: row.affected_services as string[],
  incidentCount: Number(row.incident_count),
  arithmetic: row.arithmetic as Insight['arithmetic'],
  incidentIds: row.incident_ids as Uuid[],
  patternId: row.pattern_id as Uuid | null,
  generatedAt: row.generated_at as Date,
  endedAt: row.ended_at as Date | null,
});

export interface InsightFilter {
  readonly category: string | null;
  readonly severity: string | null;
}

function filterSql(tenantId: Uuid, { category, severity }: InsightFilter, parameters: Parameters): string {
  const conditions = [`n.tenant_id = ${parameters.add(tenantId)}::uuid`, 'n.ended_at is null'];
  if (category !== null) conditions.push(`n.category = ${parameters.add(category)}`);
  if (severity !== null) conditions.push(`n.severity = ${parameters.add(severity)}`);
  return conditions.join(' and ');
}

/** At most `limit` standing insights with an id below `before`, the newest first; runs leave ids as they are. Scope: the tenant. */
export function selectInsights(
  tenantId: Uuid,
  filter: InsightFilter,
  before: Uuid | null,
  limit: number,
): Query<Insight[]> {
  const parameters = new Parameters();
  const where = filterSql(tenantId, filter, parameters);
  const behind = before === null ? '' : ` and n.id < ${parameters.add(before)}::uuid`;
  return {
    sql: `select ${columns} from insights n where ${where}${behind} order by n.id desc limit ${parameters.add(limit)}`,
    params: parameters.values,
    read: (rows) => rows.map(readInsight),
  };
}

/** How many standing insights the filter leaves. Scope: the tenant. */
export function countInsights(tenantId: Uuid, filter: InsightFilter): Query<number> {
  const parameters = new Parameters();
  return {
    sql: `select count(*)::int as count from insights n where ${filterSql(tenantId, filter, parameters)}`,
    params: parameters.values,
    read: ([row]) => Number(row?.count ?? 0),
  };
}

/** The insights of these ids, ended ones too, in the order of the ids. Scope: the tenant. */
export const selectInsightsOfIds = (tenantId: Uuid, ids: readonly Uuid[]): Query<Insight[]> => ({
  sql: `select ${columns} from unnest($2::uuid[]) with ordinality as wanted (id, place)
    join insights n on n.tenant_id = $1::uuid and n.id = wanted.id order by wanted.place`,
  params: [tenantId, ids],
  read: (rows) => rows.map(readInsight),
});

/** Runs of one tenant take turns in writing what they found, until the transaction ends. Scope: the tenant. */
export const lockInsights = (tenantId: Uuid): Query<void> => ({
  sql: "select pg_advisory_xact_lock(hashtextextended('insights ' || $1, 0))",
  params: [tenantId],
  read: () => undefined,
});

/**
 * Stores what a run at `at` found, each under the id that its subject has or gets, and ends what it did not find; how
 * many it ended. A run that is older than what is stored changes nothing. Scope: the tenant.
 */
export const storeFindings = (
  tenantId: Uuid,
  at: Date,
  findings: readonly (Finding & { readonly id: Uuid })[],
): Query<number> => ({
  sql: `with found as materialized (
      select w.* from json_to_recordset($3::json) as w (id uuid, "subjectKey" text, kind text, category text, severity text,
        title text, summary text, "affectedServices" text[], "incidentCount" int, arithmetic json, "incidentIds" uuid[],
        "patternId" uuid)),
    stored as (
      insert into insights as n (tenant_id, id, subject_key, kind, category, severity, title, summary, affected_services,
        incident_count, arithmetic, incident_ids, pattern_id, generated_at)
      select $1::uuid, w.id, w."subjectKey", w.kind, w.category, w.severity, w.title, w.summary, w."affectedServices",
        w."incidentCount", w.arithmetic, w."incidentIds", p.id, $2::timestamptz
      from found w left join patterns p on p.tenant_id = $1::uuid and p.id = w."patternId"
      order by w.id
      on conflict (tenant_id, subject_key) do update set kind = excluded.kind, category = excluded.category,
        severity = excluded.severity, title = excluded.title, summary = excluded.summary,
        affected_services = excluded.affected_services, incident_count = excluded.incident_count,
        arithmetic = excluded.arithmetic, incident_ids = excluded.incident_ids, pattern_id = excluded.pattern_id,
        generated_at = excluded.generated_at, ended_at = null
      where n.generated_at <= excluded.generated_at),
    ended as (
      update insights n set ended_at = $2::timestamptz
      where n.tenant_id = $1::uuid and n.ended_at is null and n.generated_at <= $2::timestamptz
        and not exists (select from found w where w."subjectKey" = n.subject_key)
      returning n.id)
    select count(*)::int as count from ended`,
  params: [tenantId, at, JSON.stringify(findings)],
  read: ([row]) => Number(row?.count ?? 0),
});

/** Remembers when a run last looked. Scope: the tenant. */
export const noteInsightRun = (tenantId: Uuid, at: Date): Query<void> => ({
  sql: `insert into pattern_extractions as e (tenant_id, insights_at) values ($1::uuid, $2)
    on conflict (tenant_id) do update set insights_at = greatest(e.insights_at, excluded.insights_at)`,
  params: [tenantId, at],
  read: () => undefined,
});

/** Has the insights worked out anew as soon as somebody looks for what is due. Scope: the tenant. */
export const makeInsightsDue = (tenantId: Uuid): Query<void> => ({
  sql: 'update pattern_extractions set insights_at = null where tenant_id = $1::uuid',
  params: [tenantId],
  read: () => undefined,
});

/**
 * A tenant with incidents whose insights are older than `before`, claimed by setting their time to `now`, so that of
 * several processes one takes it; null where none is due. Scope: the system.
 */
export const claimDueInsights = (before: Date, now: Date): Query<Uuid | null> => ({
  sql: `insert into pattern_extractions as e (tenant_id, insights_at)
    select t.id, $2::timestamptz from tenants t left join pattern_extractions x on x.tenant_id = t.id
    where (x.insights_at is null or x.insights_at <= $1) and exists (select from incidents i where i.tenant_id = t.id)
    order by x.insights_at nulls first, t.id limit 1
    on conflict (tenant_id) do update set insights_at = excluded.insights_at
    where e.insights_at is null or e.insights_at <= $1
    returning e.tenant_id`,
  params: [before, now],
  read: ([row]) => (row === undefined ? null : String(row.tenant_id)),
});
