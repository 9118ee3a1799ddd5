import type { Uuid } from '../core/ids.ts';
import type { Pattern, SharedTerms } from '../core/pattern.ts';
import type { Tx } from '../db/db.ts';
import { jsonPages } from './json-pages.ts';

/** Whoever changes patterns of a tenant takes turns, transaction by transaction. Scope: the tenant. */
export async function lockPatterns(tx: Tx, tenantId: Uuid): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('patterns ' || $1, 0))", [tenantId]);
}

/** A pattern as an extraction writes it; what people said of it stays as it is. */
export type PatternWrite = Pick<
  Pattern,
  'id' | 'title' | 'summary' | 'coherence' | 'services' | 'triggers' | 'shared'
>;

export interface MemberWrite {
  readonly incidentId: Uuid;
  readonly patternId: Uuid;
  readonly similarity: number;
  readonly reasons: readonly SharedTerms[];
}

export interface TermWrite {
  readonly patternId: Uuid;
  readonly term: string;
  readonly weight: number;
  readonly rarity: number;
}

/** Stores patterns, new ones and those that are there; what is counted of them follows with `writeStanding`. Scope: the tenant. */
export async function writePatterns(
  tx: Tx,
  tenantId: Uuid,
  patterns: readonly PatternWrite[],
): Promise<void> {
  for (const page of jsonPages(patterns))
    await tx.query(
      `insert into patterns (tenant_id, id, title, summary, coherence, services, triggers, shared, confidence, status,
         occurrences)
       select $1::uuid, r.id, r.title, r.summary, r.coherence, r.services, r.triggers, r.shared, 0, 'emerging', 0
       from json_to_recordset($2::json) as r (id uuid, title text, summary text, coherence float8, services text[],
         triggers text[], shared json)
       on conflict (tenant_id, id) do update set title = excluded.title, summary = excluded.summary,
         coherence = excluded.coherence, services = excluded.services, triggers = excluded.triggers,
         shared = excluded.shared, updated_at = now()`,
      [tenantId, page],
    );
}

/** Patterns that became part of another one. Scope: the tenant. */
export async function markMerged(
  tx: Tx,
  tenantId: Uuid,
  merges: readonly { readonly id: Uuid; readonly into: Uuid }[],
): Promise<void> {
  await tx.query(
    `update patterns p set merged_into = m.into_id, occurrences = 0, updated_at = now()
     from unnest($2::uuid[], $3::uuid[]) m (id, into_id) where p.tenant_id = $1::uuid and p.id = m.id`,
    [tenantId, merges.map(({ id }) => id), merges.map(({ into }) => into)],
  );
}

/** Takes incidents out of whatever pattern they are in. Scope: the tenant. */
export async function deleteMembers(tx: Tx, tenantId: Uuid, incidentIds: readonly Uuid[]): Promise<void> {
  await tx.query('delete from pattern_members where tenant_id = $1::uuid and incident_id = any($2::uuid[])', [
    tenantId,
    incidentIds,
  ]);
}

/** Puts incidents into patterns; those that are gone meanwhile are left out. Scope: the tenant. */
export async function writeMembers(tx: Tx, tenantId: Uuid, members: readonly MemberWrite[]): Promise<void> {
  for (const page of jsonPages(members))
    await tx.query(
      `insert into pattern_members (tenant_id, incident_id, pattern_id, similarity, reasons)
       select $1::uuid, i.id, r."patternId", r.similarity, r.reasons
       from json_to_recordset($2::json) as r ("incidentId" uuid, "patternId" uuid, similarity float8, reasons json)
       join incidents i on i.tenant_id = $1::uuid and i.id = r."incidentId"
       on conflict (tenant_id, incident_id) do update set similarity = excluded.similarity, reasons = excluded.reasons,
         added_at = case when pattern_members.pattern_id = excluded.pattern_id then pattern_members.added_at else now() end,
         pattern_id = excluded.pattern_id`,
      [tenantId, page],
    );
}

/** Scope: the tenant. */
export async function replaceTerms(
  tx: Tx,
  tenantId: Uuid,
  patternIds: readonly Uuid[],
  terms: readonly TermWrite[],
): Promise<void> {
  await tx.query('delete from pattern_terms where tenant_id = $1::uuid and pattern_id = any($2::uuid[])', [
    tenantId,
    patternIds,
  ]);
  for (const page of jsonPages(terms))
    await tx.query(
      `insert into pattern_terms (tenant_id, term, pattern_id, weight, rarity)
       select $1::uuid, r.term, r."patternId", r.weight, r.rarity
       from json_to_recordset($2::json) as r (term text, "patternId" uuid, weight real, rarity real)`,
      [tenantId, page],
    );
}
