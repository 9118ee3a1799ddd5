import type { Uuid } from '../core/ids.ts';
import type { Moment, Precision } from '../core/incident.ts';
import type { Aggregate, Measure, NumberCondition, Selection } from './incident-selection.ts';
import { number, type Query } from './query.ts';
import { measureSql, operatorOf, Parameters, PLAIN_NUMBER, selectionSql } from './selection-sql.ts';

const date = (value: unknown): Date | null => (value instanceof Date ? value : null);

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

/** The median is worked out only where it is asked for: it sorts all values. */
function figureColumns(value: string, aggregate: Aggregate): string {
  const median =
    aggregate === 'median' ? `percentile_cont(0.5) within group (order by ${value})::float8` : 'null::float8';
  return `count(*)::int as total, count(${value})::int as known, avg(${value})::float8 as mean, ${median} as median,
    sum(${value})::float8 as sum, min(${value})::float8 as min, max(${value})::float8 as max`;
}

const readFigures = (row: Record<string, unknown> | undefined): MeasureFigures => ({
  total: Number(row?.total ?? 0),
  known: Number(row?.known ?? 0),
  mean: number(row?.mean),
  median: number(row?.median),
  sum: number(row?.sum),
  min: number(row?.min),
  max: number(row?.max),
});

/** Count, mean, sum and range of a measure over the selection; the median where `aggregate` is it. */
export function measureIncidents(
  tenantId: Uuid,
  selection: Selection,
  measure: Measure,
  aggregate: Aggregate,
): Query<MeasureFigures> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select ${figureColumns(measureSql[measure], aggregate)} from incidents i where ${where}`,
    isPlannedAnew: true,
    params: parameters.values,
    read: (rows) => readFigures(rows[0]),
  };
}

/** The same figures over the numeric values of a label (`customers_affected`), in the label's own unit. */
export function measureLabel(
  tenantId: Uuid,
  selection: Selection,
  label: readonly string[],
  aggregate: Aggregate,
): Query<MeasureFigures> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  const names = parameters.add(label);
  return {
    sql: `with selected as (select i.tenant_id, i.id from incidents i where ${where}),
      valued as (select s.id, (select l.value::float8 from incident_labels l
        where l.tenant_id = s.tenant_id and l.incident_id = s.id and l.name = any(${names}::text[])
          and l.value ~ '${PLAIN_NUMBER}' limit 1) as v from selected s)
      select ${figureColumns('v', aggregate)} from valued`,
    isPlannedAnew: true,
    params: parameters.values,
    read: (rows) => readFigures(rows[0]),
  };
}

/** A value of a label, in its lower-case form, and the group that it counts for. */
export interface ValueGroup {
  readonly valueKey: string;
  readonly group: string;
}

/** What incidents are grouped by: the values of a label, or a unit of the start time in UTC. */
export type GroupBy =
  /** With `only`, groups are as it says and no other value makes one; an incident counts once in a group. */
  | { readonly label: readonly string[]; readonly only?: readonly ValueGroup[] }
  | { readonly time: 'year' | 'quarter' | 'month' | 'calendar month' | 'week' | 'day' | 'weekday' | 'hour' };

export interface Group {
  readonly key: string;
  /** How many groups there are in all, this one among them. */
  readonly groups: number;
  readonly count: number;
  /** The asked figure in minutes over the `known` incidents that have a value; null where none has. */
  readonly figure: number | null;
  readonly known: number;
}

const timeKey: Record<Extract<GroupBy, { time: string }>['time'], string> = {
  year: 'YYYY',
  quarter: 'YYYY-"Q"Q',
  month: 'YYYY-MM',
  'calendar month': 'MM',
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
  'calendar month': ['minute', 'day', 'month'],
  week: ['minute', 'day'],
  day: ['minute', 'day'],
  weekday: ['minute', 'day'],
  hour: ['minute'],
};

export interface Grouping {
  /** What groups are compared by; null counts incidents. */
  readonly figure: { readonly measure: Measure; readonly aggregate: Aggregate } | null;
  /** Only groups with so many incidents; null for all. */
  readonly having: { readonly comparison: NumberCondition['comparison']; readonly count: number } | null;
  /** By key (a time unit's key sorts as text) or by the figure; groups without a figure come last. */
  readonly order: 'key' | 'figure';
  readonly ascending: boolean;
  readonly limit: number;
}

const aggregateSql: Record<Aggregate, (value: string) => string> = {
  mean: (value) => `avg(${value})`,
  median: (value) => `percentile_cont(0.5) within group (order by ${value})`,
  sum: (value) => `sum(${value})`,
  max: (value) => `max(${value})`,
  min: (value) => `min(${value})`,
};

type LabelGroups = Extract<GroupBy, { label: readonly string[] }>;

/** The labels that make groups, as `g`; where groups are given, each once for an incident, whatever its values. */
function labelledSql({ label, only }: LabelGroups, tenantId: Uuid, parameters: Parameters): string {
  const names = parameters.add(label);
  const on = 'g.tenant_id = i.tenant_id and g.incident_id = i.id';
  if (!only) return `incident_labels g on ${on} and g.name = any(${names}::text[])`;
  const [keys, groups] = [only.map(({ valueKey }) => valueKey), only.map(({ group }) => group)];
  return `(select distinct l.tenant_id, l.incident_id, v.value, v.value as value_key from incident_labels l
      join unnest(${parameters.add(keys)}::text[], ${parameters.add(groups)}::text[]) as v (value_key, value)
        on v.value_key = l.value_key
      where l.tenant_id = ${parameters.add(tenantId)}::uuid and l.name = any(${names}::text[])) g on ${on}`;
}

/** Incidents per group; those that share the last place are all there. Start times too coarse for a time unit are in no group. */
export function groupIncidents(
  tenantId: Uuid,
  selection: Selection,
  by: GroupBy,
  { figure, having, order, ascending, limit }: Grouping,
): Query<Group[]> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  const value = figure && measureSql[figure.measure];
  const asked = figure && value ? `${aggregateSql[figure.aggregate](value)}::float8` : 'null::float8';
  const direction = ascending ? 'asc' : 'desc';
  const byFigure = figure ? `figure ${direction} nulls last` : `total ${direction}`;
  // An incident with one value under two names of the label counts once.
  const total = 'label' in by && by.label.length > 1 && !by.only ? 'count(distinct i.id)' : 'count(*)';
  const only = having
    ? `having ${total} ${operatorOf[having.comparison]} ${parameters.add(having.count)}`
    : '';
  const from = 'label' in by ? `incidents i join ${labelledSql(by, tenantId, parameters)}` : 'incidents i';
  const key =
    'label' in by ? 'min(g.value)' : `to_char(i.started_at at time zone 'UTC', '${timeKey[by.time]}')`;
  const precise =
    'label' in by ? '' : `and i.started_precision = any(${parameters.add(precisionsFor[by.time])}::text[])`;
  return {
    sql: `select ${key} as key, ${total}::int as total, count(${value ?? 'null'})::int as known, ${asked} as figure,
        count(*) over ()::int as groups
      from ${from} where ${where} ${precise}
      group by ${'label' in by ? 'g.value_key' : '1'} ${only}
      order by ${order === 'key' ? `key ${direction}` : byFigure} fetch first ${parameters.add(limit)} rows with ties`,
    isPlannedAnew: true,
    params: parameters.values,
    read: (rows) =>
      rows.map((row) => ({
        key: String(row.key),
        groups: Number(row.groups),
        count: Number(row.total),
        figure: number(row.figure),
        known: Number(row.known),
      })),
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
    isPlannedAnew: true,
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
