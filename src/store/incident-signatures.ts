import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** An incident whose signature is missing, or was made from other content or in another way. */
export interface UnsignedIncident {
  readonly id: Uuid;
  readonly contentHash: Buffer;
  readonly title: string;
  readonly summary: string | null;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly impact: string | null;
  readonly detection: string | null;
  readonly timeline: readonly string[];
  readonly services: readonly string[];
  readonly fullText: string;
}

/** Longer texts are cut: a signature is made from the beginning of them. */
const MOST_CHARACTERS = 30_000;

/** At most `limit` incidents whose signature is to be made with `method`, by id, from behind `after` on. Scope: the tenant. */
export const selectUnsigned = (
  tenantId: Uuid,
  method: number,
  after: Uuid | null,
  limit: number,
): Query<UnsignedIncident[]> => ({
  // Which ones first, their texts afterwards: texts are wide.
  sql: `with due as materialized (
      select i.id, i.content_hash, i.title from incidents i
      where i.tenant_id = $1::uuid and ($5::uuid is null or i.id > $5) and not exists (
        select from incident_signatures s where s.tenant_id = $1::uuid and s.incident_id = i.id
          and s.content_hash = i.content_hash and s.method = $2)
      order by i.id limit $3)
    select due.*, left(t.summary, $4) as summary, left(t.root_cause, $4) as root_cause, left(t.trigger, $4) as trigger,
      left(t.impact, $4) as impact, left(t.detection, $4) as detection, left(t.full_text, $4) as full_text,
      array(select left(entry ->> 'text', 2000) from jsonb_array_elements(t.timeline) entry limit 200) as timeline,
      array(select l.value from incident_labels l where l.tenant_id = $1::uuid and l.incident_id = due.id
        and l.name = 'service' order by l.value_key limit 50) as services
    from due join incident_texts t on t.tenant_id = $1::uuid and t.incident_id = due.id order by due.id`,
  params: [tenantId, method, limit, MOST_CHARACTERS, after],
  // Of a tenant whose signatures are all there it reads next to nothing, of a new one everything.
  isPlannedAnew: true,
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      contentHash: row.content_hash as Buffer,
      title: String(row.title),
      summary: row.summary as string | null,
      rootCause: row.root_cause as string | null,
      trigger: row.trigger as string | null,
      impact: row.impact as string | null,
      detection: row.detection as string | null,
      timeline: row.timeline as string[],
      services: row.services as string[],
      fullText: String(row.full_text),
    })),
});

export interface SignatureWrite {
  readonly incidentId: Uuid;
  readonly contentHash: Buffer;
  /** JSON: a list of `SignatureTerm`. */
  readonly terms: string;
}

/**
 * Stores signatures of the extraction `run`; those of incidents that are gone meanwhile are left out. Scope: the tenant.
 */
export const writeSignatures = (
  tenantId: Uuid,
  { method, run }: { readonly method: number; readonly run: number },
  signatures: readonly SignatureWrite[],
): Query<void> => ({
  sql: `insert into incident_signatures (tenant_id, incident_id, content_hash, method, terms, run)
    select $1::uuid, i.id, decode(r.hash, 'hex'), $2, r.terms::json, $3
    from json_to_recordset($4::json) as r (id uuid, hash text, terms text)
    join incidents i on i.tenant_id = $1::uuid and i.id = r.id
    on conflict (tenant_id, incident_id) do update set content_hash = excluded.content_hash, method = excluded.method,
      terms = excluded.terms, run = excluded.run`,
  params: [
    ...[tenantId, method, run],
    JSON.stringify(
      signatures.map(({ incidentId, contentHash, terms }) => ({
        ...{ id: incidentId, terms },
        hash: contentHash.toString('hex'),
      })),
    ),
  ],
  read: () => undefined,
});

/** A signature as it is stored; `terms` is JSON. */
export interface StoredSignature {
  readonly incidentId: Uuid;
  readonly terms: string;
}

/** Signatures of extractions after `sinceRun`, in the order of ids from behind `after` on. Scope: the tenant. */
export const selectSignatures = (
  tenantId: Uuid,
  sinceRun: number,
  after: Uuid | null,
  limit: number,
): Query<StoredSignature[]> => ({
  sql: `select incident_id, terms::text as terms from incident_signatures
    where tenant_id = $1::uuid and run > $2 and ($3::uuid is null or incident_id > $3)
    order by incident_id limit $4`,
  params: [tenantId, sinceRun, after, limit],
  read: (rows) => rows.map((row) => ({ incidentId: String(row.incident_id), terms: String(row.terms) })),
});

/** Scope: the tenant. */
export const countSignatures = (tenantId: Uuid): Query<number> => ({
  sql: 'select count(*) as count from incident_signatures where tenant_id = $1::uuid',
  params: [tenantId],
  read: (rows) => Number(rows[0]?.count ?? 0),
});

/** Of all incidents that have a signature. Scope: the tenant. */
export const selectSignedIds = (tenantId: Uuid): Query<Uuid[]> => ({
  sql: 'select incident_id from incident_signatures where tenant_id = $1::uuid',
  params: [tenantId],
  read: (rows) => rows.map((row) => String(row.incident_id)),
});

/** Incidents whose signature was made by an extraction after `run`. Scope: the tenant. */
export const selectSignedSince = (tenantId: Uuid, run: number): Query<Uuid[]> => ({
  sql: 'select incident_id from incident_signatures where tenant_id = $1::uuid and run > $2',
  params: [tenantId, run],
  read: (rows) => rows.map((row) => String(row.incident_id)),
});
