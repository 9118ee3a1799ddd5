import type { Uuid } from '../core/ids.ts';
import type { Moment, Precision, TimelineEntry } from '../core/incident.ts';
import type { Measure, Selection } from './incident-selection.ts';
import { number, type Query } from './query.ts';
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

/** An incident with its parts and labels (label name to values as displayed). */
export interface IncidentParts extends IncidentRow {
  readonly summary: string | null;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly impact: string | null;
  readonly detection: string | null;
  readonly resolution: string | null;
  readonly lessons: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly string[];
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

export interface IncidentDetails extends IncidentParts {
  readonly fullText: string;
}

export type IncidentOrder =
  | 'newest'
  | 'oldest'
  | { readonly measure: Measure; readonly direction: 'most' | 'least' };

const rowColumns = `i.id, i.external_id, i.title, i.started_at, i.started_precision, i.detected_at, i.detected_precision,
  i.mitigated_at, i.mitigated_precision,
  i.resolved_at, i.resolved_precision, i.duration_minutes, i.detect_minutes, i.recover_minutes, i.source_url`;

/** Columns of `incidents i` and `incident_texts t` that make an `IncidentParts`. */
export const partColumns = `${rowColumns}, t.summary, t.root_cause, t.trigger, t.impact, t.detection, t.resolution, t.lessons,
  t.timeline, t.action_items,
  (select jsonb_object_agg(g.name, g.shown) from (
    select l.name, jsonb_agg(l.value order by l.value_key) as shown from incident_labels l
    where l.tenant_id = i.tenant_id and l.incident_id = i.id group by l.name) g) as labels`;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A time and its precision as two columns hold them. */
export const storedMoment = (at: unknown, precision: unknown): Moment | null =>
  at instanceof Date ? { at, precision: precision as Precision } : null;

function readRow(row: Record<string, unknown>): IncidentRow {
  return {
    id: String(row.id),
    externalId: String(row.external_id),
    title: String(row.title),
    startedAt: storedMoment(row.started_at, row.started_precision),
    detectedAt: storedMoment(row.detected_at, row.detected_precision),
    mitigatedAt: storedMoment(row.mitigated_at, row.mitigated_precision),
    resolvedAt: storedMoment(row.resolved_at, row.resolved_precision),
    durationMinutes: number(row.duration_minutes),
    detectMinutes: number(row.detect_minutes),
    recoverMinutes: number(row.recover_minutes),
    sourceUrl: text(row.source_url),
  };
}

/** Reads a row of `partColumns`. */
export function readParts(row: Record<string, unknown>): IncidentParts {
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
    labels: (row.labels ?? {}) as Record<string, string[]>,
  };
}

/** How many incidents the selection holds. */
export function countIncidents(tenantId: Uuid, selection: Selection): Query<number> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  return {
    sql: `select count(*)::int as n from incidents i where ${where}`,
    isPlannedAnew: true,
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
  const where = selectionSql(selection, tenantId, parameters, typeof order === 'string' ? 'few' : undefined);
  return {
    sql: `select ${rowColumns} from incidents i where ${where} order by ${orderSql(order)} limit ${parameters.add(limit)}`,
    isPlannedAnew: true,
    params: parameters.values,
    read: (rows) => rows.map(readRow),
  };
}

/** Incidents with texts and labels, in the order of `ids`; ids that the tenant does not have are left out. */
export function getIncidents(tenantId: Uuid, ids: readonly Uuid[]): Query<IncidentDetails[]> {
  return {
    sql: `select ${partColumns}, t.full_text
      from incidents i
      join incident_texts t on t.tenant_id = i.tenant_id and t.incident_id = i.id
      where i.tenant_id = $1::uuid and i.id = any($2::uuid[])
      order by array_position($2::uuid[], i.id)`,
    params: [tenantId, ids],
    read: (rows) => rows.map((row) => ({ ...readParts(row), fullText: String(row.full_text) })),
  };
}
