import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';

/** What a test says of a pattern; the rest is usual. */
export interface MadePattern {
  /** A new one unless given. */
  readonly id?: Uuid;
  readonly title: string;
  readonly incidentIds: readonly Uuid[];
  readonly confidence?: number;
  readonly status?: 'emerging' | 'stable';
  readonly services?: readonly string[];
  readonly triggers?: readonly string[];
}

/** Stores a pattern of incidents that the tenant has, as extraction would; its id. */
export async function newPattern(db: Db, tenantId: Uuid, made: MadePattern): Promise<Uuid> {
  const { id = newId() } = made;
  const { title, incidentIds, confidence = 0.7, status = 'emerging', services = [], triggers = [] } = made;
  await db.transaction({ tenantId }, async (tx) => {
    await tx.query(
      `insert into patterns (tenant_id, id, title, coherence, confidence, status, occurrences, first_seen_at, last_seen_at,
         services, triggers)
       select $1::uuid, $2::uuid, $3, 0.8, $4, $5, count(*), min(started_at), max(started_at), $7::text[], $8::text[]
       from incidents where tenant_id = $1::uuid and id = any($6::uuid[])`,
      [tenantId, id, title, confidence, status, incidentIds, services, triggers],
    );
    await tx.query(
      `insert into pattern_members (tenant_id, incident_id, pattern_id, similarity, reasons)
       select $1::uuid, m.id, $2::uuid, 0.8, '[{"field":"title","terms":["made"]}]' from unnest($3::uuid[]) m (id)`,
      [tenantId, id, incidentIds],
    );
  });
  return id;
}
