import type { Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { passageTable, vectorTable } from './brand-tables.ts';
import type { StoredStep } from './documents.ts';
import { selectIndexIds } from './embedding-indexes.ts';
import { runIn } from './query.ts';

/** A passage as it is stored. */
export interface PassageWrite {
  readonly id: Uuid;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly headings: readonly string[];
  readonly content: string;
  readonly searchText: string;
}

/** A document that has been read, without its passages. */
export interface DocumentWrite {
  readonly id: Uuid;
  readonly externalId: string;
  readonly kind: 'document' | 'runbook';
  readonly title: string;
  readonly format: string;
  readonly syntax: 'markdown' | 'plain';
  readonly contentHash: Buffer;
  readonly revisionId: Uuid;
  readonly sizeBytes: number;
  readonly text: string;
  readonly characters: number;
  readonly pages: number | null;
  readonly passages: number;
  readonly alerts: readonly string[];
  readonly steps: readonly StoredStep[];
}

/** Where documents are written to. */
export interface Collection {
  readonly tenantId: Uuid;
  readonly brandId: Uuid;
  /** '' for none. */
  readonly scope: string;
}

/** Writers of one brand take turns, transaction by transaction. Scope: the tenant. */
export async function lockBrandWrites(tx: Tx, brandId: Uuid): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('document writes ' || $1, 0))", [brandId]);
}

/** A document that is going to be read; readers see that it is coming. Scope: the tenant. */
export async function announceDocument(
  tx: Tx,
  { tenantId, brandId, scope }: Collection,
  document: Pick<DocumentWrite, 'id' | 'externalId' | 'kind' | 'title' | 'contentHash' | 'sizeBytes'>,
): Promise<void> {
  const { id, externalId, kind, title, contentHash, sizeBytes } = document;
  await tx.query(
    `insert into documents (tenant_id, id, brand_id, scope, external_id, kind, status, title, format, syntax,
       content_hash, size_bytes)
     values ($1, $2, $3, $4, $5, $6, 'processing', $7, 'unknown', 'plain', $8, $9)`,
    [tenantId, id, brandId, scope, externalId, kind, title, contentHash, sizeBytes],
  );
}

/** A version that could not be read: the document keeps the one before it, where it has one. Scope: the tenant. */
export async function failDocument(tx: Tx, tenantId: Uuid, id: Uuid, error: string): Promise<void> {
  await tx.query(
    `update documents set error = $3, updated_at = now(),
       status = case when revision_id is null then 'failed' else status end
     where tenant_id = $1 and id = $2`,
    [tenantId, id, error],
  );
}

/** Reading begins again. Scope: the tenant. */
export async function awaitDocument(tx: Tx, tenantId: Uuid, id: Uuid, contentHash: Buffer): Promise<void> {
  await tx.query(
    `update documents set status = 'processing', error = null, content_hash = $3
     where tenant_id = $1 and id = $2 and status = 'failed'`,
    [tenantId, id, contentHash],
  );
}

/** Stores the documents in place of what the same ids held before, without their passages. Scope: the tenant. */
export async function writeDocuments(
  tx: Tx,
  { tenantId, brandId, scope }: Collection,
  documents: readonly DocumentWrite[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map(({ contentHash, text: _, ...document }) => ({
    ...document,
    contentHash: contentHash.toString('hex'),
  }));
  await tx.query(UPSERT_DOCUMENTS, [tenantId, brandId, scope, JSON.stringify(rows)]);
  const texts = documents.map(({ id, text }) => ({ id, text }));
  await tx.query(UPSERT_TEXTS, [tenantId, JSON.stringify(texts)]);
}

const UPSERT_DOCUMENTS = `insert into documents (tenant_id, id, brand_id, scope, external_id, kind, status, title,
    format, syntax, content_hash, revision_id, size_bytes, characters, pages, passages, alerts, steps)
  select $1::uuid, r.id, $2::uuid, $3::text, r."externalId", r.kind, 'ready', r.title, r.format, r.syntax,
    decode(r."contentHash", 'hex'), r."revisionId", r."sizeBytes", r.characters, r.pages, r.passages, r.alerts, r.steps
  from json_to_recordset($4::json) as r (id uuid, "externalId" text, kind text, title text, format text, syntax text,
    "contentHash" text, "revisionId" uuid, "sizeBytes" bigint, characters int, pages int, passages int,
    alerts text[], steps jsonb)
  on conflict (tenant_id, id) do update set kind = excluded.kind, status = 'ready', title = excluded.title,
    format = excluded.format, syntax = excluded.syntax, content_hash = excluded.content_hash,
    revision_id = excluded.revision_id, size_bytes = excluded.size_bytes, characters = excluded.characters,
    pages = excluded.pages, passages = excluded.passages, alerts = excluded.alerts, steps = excluded.steps,
    error = null, updated_at = now()`;

const UPSERT_TEXTS = `insert into document_texts (tenant_id, document_id, text)
  select $1::uuid, r.id, r.text from json_to_recordset($2::json) as r (id uuid, text text)
  on conflict (tenant_id, document_id) do update set text = excluded.text`;

/** Passages of one revision. Scope: the tenant. */
export interface RevisionPassages {
  readonly documentId: Uuid;
  readonly revisionId: Uuid;
  readonly passages: readonly PassageWrite[];
}

/** Adds passages; the brand's table has to be there. Scope: the tenant. */
export async function insertPassages(
  tx: Tx,
  { tenantId, brandId, scope }: Collection,
  revisions: readonly RevisionPassages[],
): Promise<void> {
  const rows = revisions.flatMap(({ documentId, revisionId, passages }) =>
    passages.map((passage) => ({ ...passage, documentId, revisionId })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into ${passageTable(brandId)} (tenant_id, brand_id, scope, id, document_id, revision_id, ordinal, start_at,
       end_at, headings, content, search_text)
     select $1::uuid, $2::uuid, $3::text, r.id, r."documentId", r."revisionId", r.ordinal, r.start, r."end", r.headings,
       r.content, r."searchText"
     from json_to_recordset($4::json) as r (id uuid, "documentId" uuid, "revisionId" uuid, ordinal int, start int,
       "end" int, headings text[], content text, "searchText" text)`,
    [tenantId, brandId, scope, JSON.stringify(rows)],
  );
}

/** Takes passages out of search at once. Scope: the tenant. */
export async function deleteRevisions(
  tx: Tx,
  { tenantId, brandId }: Pick<Collection, 'tenantId' | 'brandId'>,
  revisionIds: readonly Uuid[],
): Promise<void> {
  if (revisionIds.length === 0) return;
  const indexes = await runIn(tx, selectIndexIds(tenantId, brandId));
  for (const table of [passageTable(brandId), ...indexes.map(vectorTable)])
    await tx.query(`delete from ${table} where tenant_id = $1 and revision_id = any($2::uuid[])`, [
      tenantId,
      revisionIds,
    ]);
}

/** What is written under the revision from now on is seen by nobody. Scope: the tenant. */
export async function hideRevision(
  tx: Tx,
  { tenantId, brandId }: Pick<Collection, 'tenantId' | 'brandId'>,
  revisionId: Uuid,
): Promise<void> {
  await tx.query('insert into hidden_revisions (tenant_id, brand_id, revision_id) values ($1, $2, $3)', [
    tenantId,
    brandId,
    revisionId,
  ]);
}

/** Tells that a hidden revision is still being written; false where it was cleaned up meanwhile. Scope: the tenant. */
export async function keepHidden(
  tx: Tx,
  { tenantId, brandId }: Pick<Collection, 'tenantId' | 'brandId'>,
  revisionId: Uuid,
): Promise<boolean> {
  const kept = await tx.query(
    `update hidden_revisions set since = now() where tenant_id = $1 and brand_id = $2 and revision_id = $3
     returning revision_id`,
    [tenantId, brandId, revisionId],
  );
  return kept.length === 1;
}

/** Scope: the tenant. */
export async function showRevision(
  tx: Tx,
  { tenantId, brandId }: Pick<Collection, 'tenantId' | 'brandId'>,
  revisionId: Uuid,
): Promise<void> {
  await tx.query('delete from hidden_revisions where tenant_id = $1 and brand_id = $2 and revision_id = $3', [
    tenantId,
    brandId,
    revisionId,
  ]);
}

/** Ends a document; false where there is none. Its passages are another matter. Scope: the tenant. */
export async function deleteDocumentRow(tx: Tx, tenantId: Uuid, id: Uuid): Promise<boolean> {
  const sql = 'delete from documents where tenant_id = $1 and id = $2 returning id';
  return (await tx.query(sql, [tenantId, id])).length === 1;
}

/** Told of every change of a brand's documents, in the change's own transaction. Scope: the tenant. */
export async function bumpContentVersion(
  tx: Tx,
  { tenantId, brandId }: Pick<Collection, 'tenantId' | 'brandId'>,
): Promise<void> {
  await tx.query('update brands set content_version = content_version + 1 where tenant_id = $1 and id = $2', [
    tenantId,
    brandId,
  ]);
}
