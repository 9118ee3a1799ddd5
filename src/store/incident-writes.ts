import type { Uuid } from '../core/ids.ts';
import type { IncidentRecord, Moment } from '../core/incident.ts';
import type { Tx } from '../db/db.ts';
import { momentEnd } from '../lib/resolve-date.ts';
import { bumpKnowledgeVersion } from './knowledge-version.ts';

interface PassageRow {
  readonly ordinal: number;
  readonly heading: string | null;
  readonly body: string;
  readonly identifiers: readonly string[];
}

/** An incident as it is stored. */
export interface IncidentWrite {
  readonly id: Uuid;
  readonly record: IncidentRecord;
  readonly contentHash: Buffer;
  /** Null for an incident that came through the API. */
  readonly sourceFile: string | null;
  readonly passages: readonly PassageRow[];
}

export interface StoredIdentity {
  readonly id: Uuid;
  readonly externalId: string;
  readonly title: string;
  readonly contentHash: Buffer;
}

/** Imports into one tenant take turns, transaction by transaction. Scope: the tenant. */
export async function lockIncidentWrites(tx: Tx, tenantId: Uuid): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('incident writes ' || $1, 0))", [tenantId]);
}

/** The stored incidents that have one of the ids or one of the external ids. Scope: the tenant. */
export async function selectIdentities(
  tx: Tx,
  tenantId: Uuid,
  ids: readonly Uuid[],
  externalIds: readonly string[],
): Promise<StoredIdentity[]> {
  const columns = 'id, external_id, title, content_hash';
  const rows = await tx.query(
    `select ${columns} from incidents where tenant_id = $1::uuid and id = any($2::uuid[])
     union select ${columns} from incidents where tenant_id = $1::uuid and external_id = any($3::text[])`,
    [tenantId, ids, externalIds],
  );
  return rows.map((row) => ({
    id: String(row.id),
    externalId: String(row.external_id),
    title: String(row.title),
    contentHash: row.content_hash as Buffer,
  }));
}

/** Stores the incidents, each whole, in place of what the same ids held before. Scope: the tenant. */
export async function writeIncidents(
  tx: Tx,
  tenantId: Uuid,
  writes: readonly IncidentWrite[],
  replaced: readonly Uuid[],
): Promise<void> {
  if (replaced.length > 0) {
    await tx.query(
      'delete from incident_labels where tenant_id = $1::uuid and incident_id = any($2::uuid[])',
      [tenantId, replaced],
    );
    await tx.query('delete from passages where tenant_id = $1::uuid and incident_id = any($2::uuid[])', [
      tenantId,
      replaced,
    ]);
  }
  await tx.query(INSERT_INCIDENTS, [tenantId, JSON.stringify(writes.map(incidentRow))]);
  await tx.query(INSERT_TEXTS, [tenantId, JSON.stringify(writes.map(textRow))]);
  await tx.query(INSERT_LABELS, [tenantId, JSON.stringify(writes.flatMap(labelRows))]);
  await tx.query(INSERT_PASSAGES, [tenantId, JSON.stringify(writes.flatMap(passageRows))]);
  await bumpKnowledgeVersion(tx, tenantId);
}

/**
 * Brings the planner's statistics up to date. Without it, plans made while the tables were empty read them whole for
 * every foreign key that is checked. Runs outside a transaction, as the owner.
 */
export const ANALYZE_INCIDENTS: readonly string[] = [
  'incidents',
  'incident_texts',
  'incident_labels',
  'passages',
].map((table) => `analyze ${table}`);

/** The narrow tables; those of texts and passages are left to quiet moments, being slow to vacuum. */
export const VACUUM_FACTS = ['incidents', 'incident_labels'].map((table) => `vacuum (analyze) ${table}`);

const INSERT_INCIDENTS = `insert into incidents (tenant_id, id, external_id, title, started_at, started_precision, started_until,
    detected_at, detected_precision, mitigated_at, mitigated_precision, resolved_at, resolved_precision,
    duration_minutes, detect_minutes, recover_minutes, content_hash, source_file, source_url)
  select $1::uuid, r.id, r.external_id, r.title, r.started_at, r.started_precision, r.started_until,
    r.detected_at, r.detected_precision, r.mitigated_at, r.mitigated_precision, r.resolved_at, r.resolved_precision,
    r.duration_minutes, r.detect_minutes, r.recover_minutes, decode(r.content_hash, 'hex'), r.source_file, r.source_url
  from json_to_recordset($2::json) as r (id uuid, external_id text, title text,
    started_at timestamptz, started_precision text, started_until timestamptz,
    detected_at timestamptz, detected_precision text, mitigated_at timestamptz, mitigated_precision text,
    resolved_at timestamptz, resolved_precision text, duration_minutes float8, detect_minutes float8,
    recover_minutes float8, content_hash text, source_file text, source_url text)
  on conflict (tenant_id, id) do update set external_id = excluded.external_id, title = excluded.title,
    started_at = excluded.started_at, started_precision = excluded.started_precision, started_until = excluded.started_until,
    detected_at = excluded.detected_at, detected_precision = excluded.detected_precision,
    mitigated_at = excluded.mitigated_at, mitigated_precision = excluded.mitigated_precision,
    resolved_at = excluded.resolved_at, resolved_precision = excluded.resolved_precision,
    duration_minutes = excluded.duration_minutes, detect_minutes = excluded.detect_minutes,
    recover_minutes = excluded.recover_minutes, content_hash = excluded.content_hash,
    source_file = excluded.source_file, source_url = excluded.source_url, updated_at = now()`;

const INSERT_TEXTS = `insert into incident_texts (tenant_id, incident_id, summary, root_cause, trigger, impact, detection,
    resolution, lessons, timeline, action_items, full_text)
  select $1::uuid, r.incident_id, r.summary, r.root_cause, r.trigger, r.impact, r.detection,
    r.resolution, r.lessons, r.timeline, r.action_items, r.full_text
  from json_to_recordset($2::json) as r (incident_id uuid, summary text, root_cause text, trigger text, impact text,
    detection text, resolution text, lessons text, timeline jsonb, action_items jsonb, full_text text)
  on conflict (tenant_id, incident_id) do update set summary = excluded.summary, root_cause = excluded.root_cause,
    trigger = excluded.trigger, impact = excluded.impact, detection = excluded.detection,
    resolution = excluded.resolution, lessons = excluded.lessons, timeline = excluded.timeline,
    action_items = excluded.action_items, full_text = excluded.full_text`;

const INSERT_LABELS = `insert into incident_labels (tenant_id, name, value_key, incident_id, value)
  select $1::uuid, r.name, r.value_key, r.incident_id, r.value
  from json_to_recordset($2::json) as r (name text, value_key text, incident_id uuid, value text)
  on conflict do nothing`;

const INSERT_PASSAGES = `insert into passages (tenant_id, incident_id, ordinal, heading, body, identifiers)
  select $1::uuid, r.incident_id, r.ordinal, r.heading, r.body, r.identifiers
  from json_to_recordset($2::json) as r (incident_id uuid, ordinal int, heading text, body text, identifiers text[])`;

function momentColumns(name: string, moment: Moment | null): Record<string, unknown> {
  return { [`${name}_at`]: moment?.at ?? null, [`${name}_precision`]: moment?.precision ?? null };
}

function incidentRow({ id, record, contentHash, sourceFile }: IncidentWrite): Record<string, unknown> {
  return {
    id,
    external_id: record.externalId,
    title: record.title,
    ...momentColumns('started', record.startedAt),
    started_until: record.startedAt && momentEnd(record.startedAt),
    ...momentColumns('detected', record.detectedAt),
    ...momentColumns('mitigated', record.mitigatedAt),
    ...momentColumns('resolved', record.resolvedAt),
    duration_minutes: record.durationMinutes,
    detect_minutes: record.detectMinutes,
    recover_minutes: record.recoverMinutes,
    content_hash: contentHash.toString('hex'),
    source_file: sourceFile,
    source_url: record.sourceUrl,
  };
}

function textRow({ id, record }: IncidentWrite): Record<string, unknown> {
  return {
    incident_id: id,
    summary: record.summary,
    root_cause: record.rootCause,
    trigger: record.trigger,
    impact: record.impact,
    detection: record.detection,
    resolution: record.resolution,
    lessons: record.lessons,
    timeline: record.timeline,
    action_items: record.actionItems,
    full_text: record.fullText,
  };
}

/** Services, severity and status are labels among the others. */
function labelRows({ id, record }: IncidentWrite): Record<string, unknown>[] {
  const labels: [string, readonly string[]][] = [
    ['service', record.services],
    ['severity', record.severity === null ? [] : [record.severity]],
    ['status', record.status === null ? [] : [record.status]],
    ...Object.entries(record.labels),
  ];
  return labels.flatMap(([name, values]) =>
    values.map((value) => ({
      name,
      value_key: value.trim().toLowerCase(),
      incident_id: id,
      value: value.trim(),
    })),
  );
}

const passageRows = ({ id, passages }: IncidentWrite): Record<string, unknown>[] =>
  passages.map(({ ordinal, heading, body, identifiers }) => ({
    incident_id: id,
    ordinal,
    heading,
    body,
    identifiers,
  }));
