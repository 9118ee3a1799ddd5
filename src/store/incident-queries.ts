import type { Uuid } from '../core/ids.ts';
import type { Moment, Precision, TimelineEntry } from '../core/incident.ts';
import type { Measure, Selection } from './incident-selection.ts';
import type { Query } from './query.ts';
import { measureSql, Parameters, selectionSql } from './selection-sql.ts';

/** The narrow facts of one incident. Minutes are null where unknown. */
export interface IncidentRow {
  readonly id: Uuid;
  readonly externalId: string;
  readonly title: string;
  readonly startedAt: Moment | null;
  readonly detectedAt: Moment | null;
  readonly mitigatedAt: Moment | null;
  readonly resolvedAt: Moment | null;
  readonly durationMinutes: number | null;
  readonly detectMinutes: number | null;
  readonly recoverMinutes: number | null;
  readonly sourceUrl: string | null;
}

/** An incident with its texts and labels (label name to values as displayed). */
export interface IncidentDetails extends IncidentRow {
  readonly summary: string | null;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly impact: string | null;
  readonly detection: string | null;
  readonly resolution: string | null;
  readonly lessons: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly string[];
  readonly fullText: string;
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

export type IncidentOrder =
  | 'newest'
  | 'oldest'
  | { readonly measure: Measure; readonly direction: 'most' | 'least' };

const rowColumns = `i.id, i.external_id, i.title, i.started_at, i.started_precision, i.detected_at, i.detected_precision,
  i.mitigated_at, i.mitigated_precision,
  i.resolved_at, i.resolved_precision, i.duration_minutes, i.detect_minutes, i.recover_minutes, i.source_url`;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
const date = (value: unknown): Date | null => (value instanceof Date ? value : null);

const moment = (at: unknown, precision: unknown): Moment | null =>
  at instanceof Date ? { at, precision: precision as Precision } : null;

function readRow(row: Record<string, unknown>): IncidentRow {
  return {
    id: String(row.id),
    externalId: String(row.external_id),
    title: String(row.title),
    startedAt: moment(row.started_at, row.started_precision),
    detectedAt: moment(row.detected_at, row.detected_precision),
    mitigatedAt: moment(row.mitigated_at, row.mitigated_precision),
    resolvedAt: moment(row.resolved_at, row.resolved_precision),
    durationMinutes: number(row.duration_minutes),
    detectMinutes: number(row.detect_minutes),
    recoverMinutes: number(row.recover_minutes),
    sourceUrl: text(row.source_url),
  };
}

function readDetails(row: Record<string, unknown>): IncidentDetails {
  const timeline = row.timeline as { at: string | null; text: string }[];
  return {
    ...readRow(row),
    summary: text(row.summary),
    rootCause: text(row.root_cause),
    trigger: text(row.trigger),
    impact: text(row.impact),
    detection: text(row.detection),
    resolution: text(row.resolution),
    lessons: text(row.lessons),
    timeline: timeline.map((entry) => ({ at: entry.at ? new Date(entry.at) : null, text: entry.text })),
    actionItems: row.action_items as string[],
    fullText: String(row.full_text),
    labels: (row.labels ?? {}) as Record<string, string[]>,
  };
}

/** How many incidents the selection holds. */
export function countIncidents(tenantId: Uuid, selection: Selection): Query<number> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select count(*)::int as n from incidents i where ${where}`,
    params: parameters.values,
    read: (rows) => Number(rows[0]?.n ?? 0),
  };
}

function orderSql(order: IncidentOrder): string {
  if (order === 'newest') return 'i.started_at desc nulls last, i.id';
  if (order === 'oldest') return 'i.started_at asc nulls last, i.id';
  return `${measureSql[order.measure]} ${order.direction === 'most' ? 'desc' : 'asc'} nulls last, i.started_at desc nulls last, i.id`;
}

/** The first `limit` incidents of the selection in the given order; unknown values come last. */
export function listIncidents(
  tenantId: Uuid,
  selection: Selection,
  order: IncidentOrder,
  limit: number,
): Query<IncidentRow[]> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select ${rowColumns} from incidents i where ${where} order by ${orderSql(order)} limit ${parameters.add(limit)}`,
    params: parameters.values,
    read: (rows) => rows.map(readRow),
  };
}

/** Incidents with texts and labels, in the order of `ids`; ids that the tenant does not have are left out. */
export function getIncidents(tenantId: Uuid, ids: readonly Uuid[]): Query<IncidentDetails[]> {
  return {
    sql: `select ${rowColumns}, t.summary, t.root_cause, t.trigger, t.impact, t.detection, t.resolution, t.lessons,
        t.timeline, t.action_items, t.full_text,
        (select jsonb_object_agg(g.name, g.shown) from (
          select l.name, jsonb_agg(l.value order by l.value_key) as shown from incident_labels l
          where l.tenant_id = i.tenant_id and l.incident_id = i.id group by l.name) g) as labels
      from incidents i
      join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id
      where i.tenant_id = $1::uuid and i.id = any($2::uuid[])
      order by array_position($2::uuid[], i.id)`,
    params: [tenantId, ids],
    read: (rows) => rows.map(readDetails),
  };
}

/** Figures over one measure of a selection, in minutes. `known` of `total` incidents have a value. */
export interface MeasureFigures {
  readonly total: number;
  readonly known: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly sum: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

const figureColumns = (value: string): string => `count(*)::int as total, count(${value})::int as known,
  avg(${value})::float8 as mean, percentile_cont(0.5) within group (order by ${value})::float8 as median,
  sum(${value})::float8 as sum, min(${value})::float8 as min, max(${value})::float8 as max`;

const readFigures = (row: Record<string, unknown> | undefined): MeasureFigures => ({
  total: Number(row?.total ?? 0),
  known: Number(row?.known ?? 0),
  mean: number(row?.mean),
  median: number(row?.median),
  sum: number(row?.sum),
  min: number(row?.min),
  max: number(row?.max),
});

/** Count, mean, median, sum and range of a measure over the selection. */
export function measureIncidents(
  tenantId: Uuid,
  selection: Selection,
  measure: Measure,
): Query<MeasureFigures> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select ${figureColumns(measureSql[measure])} from incidents i where ${where}`,
    params: parameters.values,
    read: (rows) => readFigures(rows[0]),
  };
}

/** The same figures over the numeric values of a label (`customers_affected`), in the label's own unit. */
export function measureLabel(tenantId: Uuid, selection: Selection, label: string): Query<MeasureFigures> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  const name = parameters.add(label);
  return {
    sql: `with selected as (select i.tenant_id, i.id from incidents i where ${where}),
      valued as (select s.id, (select l.value::float8 from incident_labels l
        where l.tenant_id = s.tenant_id and l.incident_id = s.id and l.name = ${name}
          and l.value ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' limit 1) as v from selected s)
      select ${figureColumns('v')} from valued`,
    params: parameters.values,
    read: (rows) => readFigures(rows[0]),
  };
}

/** What incidents are grouped by: the values of a label, or a unit of the start time in UTC. */
export type GroupBy =
  | { readonly label: string }
  | { readonly time: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'weekday' | 'hour' };

export interface Group {
  readonly key: string;
  readonly count: number;
  readonly figures: MeasureFigures;
}

const timeKey: Record<Extract<GroupBy, { time: string }>['time'], string> = {
  year: 'YYYY',
  quarter: 'YYYY-"Q"Q',
  month: 'YYYY-MM',
  week: 'IYYY-"W"IW',
  day: 'YYYY-MM-DD',
  weekday: 'ID',
  hour: 'HH24',
};

/** Start times too coarse for the unit are no evidence for it and stay outside the groups. */
const precisionsFor: Record<Extract<GroupBy, { time: string }>['time'], readonly Precision[]> = {
  year: ['minute', 'day', 'month', 'year'],
  quarter: ['minute', 'day', 'month'],
  month: ['minute', 'day', 'month'],
  week: ['minute', 'day'],
  day: ['minute', 'day'],
  weekday: ['minute', 'day'],
  hour: ['minute'],
};

export type GroupOrder =
  | 'count'
  | 'key'
  | { readonly measure: Measure; readonly aggregate: 'mean' | 'median' | 'sum' | 'max' | 'min' };

/** Incidents per group with the figures of a measure, largest first unless `ascending`. A time unit's key sorts as text. */
export function groupIncidents(
  tenantId: Uuid,
  selection: Selection,
  by: GroupBy,
  options: {
    readonly measure: Measure;
    readonly order: GroupOrder;
    readonly ascending: boolean;
    readonly limit: number;
  },
): Query<Group[]> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  const value = measureSql[options.measure];
  const direction = options.ascending ? 'asc' : 'desc';
  const order =
    options.order === 'key'
      ? `key ${direction}`
      : options.order === 'count'
        ? `total ${direction}, key`
        : `${options.order.aggregate} ${direction} nulls last, key`;
  const having = typeof options.order === 'object' ? `having count(${value}) > 0` : '';
  const from =
    'label' in by
      ? `incidents i join incident_labels g on g.tenant_id = i.tenant_id and g.incident_id = i.id
          and g.name = ${parameters.add(by.label)}`
      : 'incidents i';
  const key =
    'label' in by ? 'min(g.value)' : `to_char(i.started_at at time zone 'UTC', '${timeKey[by.time]}')`;
  const precise =
    'label' in by ? '' : `and i.started_precision = any(${parameters.add(precisionsFor[by.time])}::text[])`;
  return {
    sql: `select ${key} as key, ${figureColumns(value)} from ${from} where ${where} ${precise}
      group by ${'label' in by ? 'g.value_key' : '1'} ${having}
      order by ${order} limit ${parameters.add(options.limit)}`,
    params: parameters.values,
    read: (rows) =>
      rows.map((row) => ({ key: String(row.key), count: Number(row.total), figures: readFigures(row) })),
  };
}

/** First and last start in the selection, and how many of its incidents have none. */
export interface Coverage {
  readonly total: number;
  readonly undated: number;
  readonly first: Moment | null;
  readonly last: Moment | null;
}

/** What time the selection covers. */
export function coverIncidents(tenantId: Uuid, selection: Selection): Query<Coverage> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select count(*)::int as total, (count(*) - count(i.started_at))::int as undated,
        min(i.started_at) as first, max(i.started_at) as last from incidents i where ${where}`,
    params: parameters.values,
    read: ([row]) => {
      const first = date(row?.first);
      const last = date(row?.last);
      return {
        total: Number(row?.total ?? 0),
        undated: Number(row?.undated ?? 0),
        first: first && { at: first, precision: 'day' },
        last: last && { at: last, precision: 'day' },
      };
    },
  };
}
