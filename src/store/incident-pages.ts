import type { Uuid } from '../core/ids.ts';
import { type IncidentParts, partColumns, readParts } from './incident-queries.ts';
import type { Selection } from './incident-selection.ts';
import { type PageOrder, pageSql, readPage, type StoredPage } from './page-sql.ts';
import type { Query } from './query.ts';
import { Parameters, selectionSql } from './selection-sql.ts';

/** An incident as lists show it. */
export interface StoredIncident extends IncidentParts {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type IncidentTime = 'created_at' | 'updated_at' | 'started_at' | 'mitigated_at' | 'resolved_at';

export interface TimeCondition<Column extends string> {
  readonly column: Column;
  readonly comparison: '>' | '>=' | '<' | '<=';
  readonly at: Date;
}

/** Which incidents a list holds; all conditions hold together. */
export interface IncidentFilter {
  readonly selection: Selection;
  readonly search: SearchCondition | null;
  readonly cause: CauseCondition | null;
  readonly times: readonly TimeCondition<'created_at' | 'started_at' | 'resolved_at'>[];
}

/** Words and phrases that stand together in one passage; a passage begins with its incident's title. */
interface SearchCondition {
  readonly words: string;
  readonly phrases: readonly string[];
  /** The external id that the text may be instead, lower case. */
  readonly externalId: string;
}

/** A label of one of the names has one of the values, or root cause or trigger hold one of them. Lower case. */
interface CauseCondition {
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** First instant after the interval that the precision leaves open, as `started_until` is for the start. */
const untilOf = {
  // A caller knows the time of creation to the millisecond.
  created_at: "date_trunc('milliseconds', i.created_at)",
  started_at: 'i.started_until',
  resolved_at: `case when i.resolved_precision = 'minute' then i.resolved_at
    else (i.resolved_at at time zone 'UTC' + ('1 ' || i.resolved_precision)::interval) at time zone 'UTC' end`,
};

/** As in a selection's window: the whole interval that a time leaves open lies on the asked side. */
function timeSql(
  { column, comparison, at }: IncidentFilter['times'][number],
  parameters: Parameters,
): string {
  const bound = parameters.add(at);
  const from = column === 'created_at' ? untilOf.created_at : `i.${column}`;
  if (comparison === '<') return `${from} < ${bound} and ${untilOf[column]} <= ${bound}`;
  return `${comparison === '<=' ? untilOf[column] : from} ${comparison} ${bound}`;
}

function searchSql(
  { words, phrases, externalId }: SearchCondition,
  tenantId: Uuid,
  parameters: Parameters,
): string {
  const tenant = `${parameters.add(tenantId)}::uuid`;
  const query = [
    `plainto_tsquery('english', ${parameters.add(words)})`,
    ...phrases.map((phrase) => `phraseto_tsquery('english', ${parameters.add(phrase)})`),
  ].join(' && ');
  return `(select m.incident_id from passages_matching(${query}) m
    union select n.id from incidents n where n.tenant_id = ${tenant} and lower(n.external_id) = ${parameters.add(externalId)})`;
}

function causeSql({ names, values }: CauseCondition, tenantId: Uuid, parameters: Parameters): string {
  const tenant = `${parameters.add(tenantId)}::uuid`;
  const wanted = `${parameters.add(values)}::text[]`;
  return `(select l.incident_id from incident_labels l where l.tenant_id = ${tenant}
      and l.name = any(${parameters.add(names)}::text[]) and l.value_key = any(${wanted})
    union select t.incident_id from incident_texts t where t.tenant_id = ${tenant}
      and exists (select from unnest(${wanted}) w (value)
        where strpos(lower(coalesce(t.root_cause, '') || ' ' || coalesce(t.trigger, '')), w.value) > 0))`;
}

const columns = `${partColumns}, i.created_at, i.updated_at`;
const texts = 'join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id';

const readIncident = (row: Record<string, unknown>): StoredIncident => ({
  ...readParts(row),
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
});

/** A page of the incidents that the filter leaves, and how many it leaves. Scope: the tenant. */
export function selectIncidentPage(
  tenantId: Uuid,
  filter: IncidentFilter,
  order: PageOrder<IncidentTime>,
): Query<StoredPage<StoredIncident>> {
  const parameters = new Parameters();
  const where = [
    selectionSql(filter.selection, tenantId, parameters, 'many'),
    ...filter.times.map((condition) => timeSql(condition, parameters)),
  ].join(' and ');
  const found: string[] = [];
  if (filter.search) found.push(searchSql(filter.search, tenantId, parameters));
  if (filter.cause) found.push(causeSql(filter.cause, tenantId, parameters));
  const among = found.join(' intersect ') || undefined;
  return {
    sql: pageSql({ alias: 'i', table: 'incidents', where, among, columns, join: texts }, order, parameters),
    params: parameters.values,
    read: readPage(readIncident),
  };
}

/** The incident of that id, or of that external id, or whose label `slug` is the reference. Scope: the tenant. */
export const selectIncident = (
  tenantId: Uuid,
  id: Uuid | undefined,
  reference: string,
): Query<StoredIncident | undefined> => ({
  sql: `select ${columns} from incidents i ${texts}
    where i.tenant_id = $1::uuid and i.id = (select r.id from (
      select id, 1 as place from incidents where tenant_id = $1::uuid and id = $2::uuid
      union all select id, 2 from incidents where tenant_id = $1::uuid and external_id = $3
      union all select incident_id, 3 from incident_labels
        where tenant_id = $1::uuid and name = 'slug' and value_key = lower($3)) r
      order by r.place, r.id limit 1)`,
  params: [tenantId, id ?? null, reference],
  read: (rows) => (rows[0] ? readIncident(rows[0]) : undefined),
});

/** The first of the label names under which the tenant has anything. Scope: the tenant. */
export const selectKnownLabel = (tenantId: Uuid, names: readonly string[]): Query<string | undefined> => ({
  sql: `select n.name from unnest($2::text[]) with ordinality n (name, place)
    where exists (select from incident_labels l where l.tenant_id = $1::uuid and l.name = n.name)
    order by n.place limit 1`,
  params: [tenantId, names],
  read: (rows) => rows[0]?.name as string | undefined,
});
