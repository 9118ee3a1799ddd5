import type { Uuid } from '../core/ids.ts';
import type { TimeCondition } from './incident-pages.ts';
import { type PageOrder, pageSql, readPage, type StoredPage } from './page-sql.ts';
import type { Query } from './query.ts';
import { Parameters } from './selection-sql.ts';

/** What a monitor reported. Unknown is null. */
export interface Alert {
  readonly id: Uuid;
  /** The monitor's own id, or else the alert's. */
  readonly externalId: string;
  readonly source: string | null;
  readonly summary: string;
  readonly description: string | null;
  readonly status: string | null;
  readonly services: readonly string[];
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly url: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** The incident that it belongs to. */
  readonly incidentId: Uuid | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type AlertWrite = Omit<Alert, 'createdAt' | 'updatedAt'>;

export type AlertTime = 'created_at' | 'updated_at' | 'started_at' | 'ended_at';

/** Which alerts a list holds; all conditions hold together, and an empty list of values leaves every alert. */
export interface AlertFilter {
  readonly statuses: readonly string[];
  readonly sources: readonly string[];
  readonly services: readonly string[];
  /** Each stands in the summary or the description, as a part of a word too. */
  readonly words: readonly string[];
  readonly times: readonly TimeCondition<'created_at' | 'started_at'>[];
}

const columns = `a.id, a.external_id, a.source, a.summary, a.description, a.status, a.services, a.labels, a.url,
  a.started_at, a.ended_at, a.incident_id, a.created_at, a.updated_at`;

const readAlert = (row: Record<string, unknown>): Alert => ({
  id: String(row.id),
  externalId: String(row.external_id),
  source: row.source as string | null,
  summary: String(row.summary),
  description: row.description as string | null,
  status: row.status as string | null,
  services: row.services as string[],
  labels: row.labels as Record<string, string[]>,
  url: row.url as string | null,
  startedAt: row.started_at as Date | null,
  endedAt: row.ended_at as Date | null,
  incidentId: row.incident_id as Uuid | null,
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
});

function filterSql(filter: AlertFilter, tenantId: Uuid, parameters: Parameters): string {
  const conditions = [`a.tenant_id = ${parameters.add(tenantId)}::uuid`];
  const lowered = (values: readonly string[]): string =>
    `(select lower(w.value) from unnest(${parameters.add(values)}::text[]) w (value))`;
  if (filter.statuses.length > 0) conditions.push(`lower(a.status) in ${lowered(filter.statuses)}`);
  if (filter.sources.length > 0) conditions.push(`lower(a.source) in ${lowered(filter.sources)}`);
  if (filter.services.length > 0)
    conditions.push(`exists (select from unnest(a.services) s (value)
      where lower(s.value) in ${lowered(filter.services)})`);
  for (const word of filter.words)
    conditions.push(
      `strpos(lower(a.summary || ' ' || coalesce(a.description, '')), lower(${parameters.add(word)}::text)) > 0`,
    );
  // A caller knows a time to the millisecond.
  for (const { column, comparison, at } of filter.times)
    conditions.push(
      `date_trunc('milliseconds', a.${column}) ${comparison} ${parameters.add(at)}::timestamptz`,
    );
  return conditions.join('\n  and ');
}

/** A page of the alerts that the filter leaves, and how many it leaves. Scope: the tenant. */
export function selectAlertPage(
  tenantId: Uuid,
  filter: AlertFilter,
  order: PageOrder<AlertTime>,
): Query<StoredPage<Alert>> {
  const parameters = new Parameters();
  const where = filterSql(filter, tenantId, parameters);
  return {
    sql: pageSql({ alias: 'a', table: 'alerts', where, columns }, order, parameters),
    params: parameters.values,
    read: readPage(readAlert),
  };
}

/** The alert of that id, or of that external id. Scope: the tenant. */
export const selectAlert = (
  tenantId: Uuid,
  id: Uuid | undefined,
  externalId: string,
): Query<Alert | undefined> => ({
  sql: `select ${columns} from alerts a where a.tenant_id = $1::uuid and (a.id = $2::uuid or a.external_id = $3)
    order by a.id = $2::uuid desc nulls last limit 1`,
  params: [tenantId, id ?? null, externalId],
  read: (rows) => (rows[0] ? readAlert(rows[0]) : undefined),
});

/** The latest `limit` alerts of each of the incidents, latest first. Scope: the tenant. */
export const selectAlertsOfIncidents = (
  tenantId: Uuid,
  incidentIds: readonly Uuid[],
  limit: number,
): Query<Alert[]> => ({
  sql: `select latest.* from unnest($2::uuid[]) i (id)
    cross join lateral (select ${columns} from alerts a where a.tenant_id = $1::uuid and a.incident_id = i.id
      order by a.created_at desc, a.id limit $3) latest
    order by latest.created_at desc, latest.id`,
  params: [tenantId, incidentIds, limit],
  read: (rows) => rows.map(readAlert),
});

/** Stores a new alert; undefined where its external id is taken. Scope: the tenant. */
export const insertAlert = (tenantId: Uuid, alert: AlertWrite): Query<Alert | undefined> => ({
  sql: `insert into alerts as a (tenant_id, id, external_id, source, summary, description, status, services, labels, url,
      started_at, ended_at, incident_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict do nothing returning ${columns}`,
  params: [
    tenantId,
    alert.id,
    alert.externalId,
    alert.source,
    alert.summary,
    alert.description,
    alert.status,
    alert.services,
    alert.labels,
    alert.url,
    alert.startedAt,
    alert.endedAt,
    alert.incidentId,
  ],
  read: (rows) => (rows[0] ? readAlert(rows[0]) : undefined),
});

/** Gives alerts that belong to no incident to one; the ids of those that it has got. Scope: the tenant. */
export const attachAlerts = (tenantId: Uuid, incidentId: Uuid, alertIds: readonly Uuid[]): Query<Uuid[]> => ({
  sql: `update alerts set incident_id = $2, updated_at = now()
    where tenant_id = $1 and id = any($3::uuid[]) and incident_id is null returning id`,
  params: [tenantId, incidentId, alertIds],
  read: (rows) => rows.map((row) => String(row.id)),
});

/** Which of the alerts the tenant has. Scope: the tenant. */
export const selectAlertIds = (tenantId: Uuid, alertIds: readonly Uuid[]): Query<Uuid[]> => ({
  sql: 'select id from alerts where tenant_id = $1 and id = any($2::uuid[])',
  params: [tenantId, alertIds],
  read: (rows) => rows.map((row) => String(row.id)),
});
