import type { Uuid } from '../core/ids.ts';
import { number, type Query } from './query.ts';

type DocumentStatus = 'processing' | 'ready' | 'failed';

/** A step of a runbook; code points into the document's text. */
export interface StoredStep {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly section: string | null;
}

/** A document without its text. */
export interface StoredDocument {
  readonly id: Uuid;
  readonly brandId: Uuid;
  readonly brand: string;
  /** '' for none. */
  readonly scope: string;
  readonly externalId: string;
  readonly kind: 'document' | 'runbook';
  readonly status: DocumentStatus;
  readonly title: string;
  readonly format: string;
  readonly sizeBytes: number;
  /** Code points of the stored text. */
  readonly characters: number;
  readonly pages: number | null;
  readonly passages: number;
  readonly alerts: readonly string[];
  readonly steps: readonly StoredStep[];
  /** Why the last version that came in could not be read. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const COLUMNS = `d.id, d.brand_id, b.key as brand, d.scope, d.external_id, d.kind, d.status, d.title, d.format,
  d.size_bytes, d.characters, d.pages, d.passages, d.alerts, d.steps, d.error, d.created_at, d.updated_at`;
const FROM = 'documents d join brands b on b.tenant_id = d.tenant_id and b.id = d.brand_id';

const readDocuments = (rows: Record<string, unknown>[]): StoredDocument[] =>
  rows.map((row) => ({
    id: String(row.id),
    brandId: String(row.brand_id),
    brand: String(row.brand),
    scope: String(row.scope),
    externalId: String(row.external_id),
    kind: row.kind as StoredDocument['kind'],
    status: row.status as DocumentStatus,
    title: String(row.title),
    format: String(row.format),
    sizeBytes: Number(row.size_bytes),
    characters: Number(row.characters),
    pages: number(row.pages),
    passages: Number(row.passages),
    alerts: row.alerts as string[],
    steps: row.steps as StoredStep[],
    error: row.error === null ? null : String(row.error),
    createdAt: row.created_at as Date,
    updatedAt: row.updated_at as Date,
  }));

/** Scope: the tenant. */
export const selectDocument = (tenantId: Uuid, id: Uuid): Query<StoredDocument | undefined> => ({
  sql: `select ${COLUMNS} from ${FROM} where d.tenant_id = $1 and d.id = $2`,
  params: [tenantId, id],
  read: (rows) => readDocuments(rows)[0],
});

/** The stored text, of which passages name code points. Scope: the tenant. */
export const selectDocumentText = (tenantId: Uuid, id: Uuid): Query<string | undefined> => ({
  sql: 'select text from document_texts where tenant_id = $1 and document_id = $2',
  params: [tenantId, id],
  read: (rows) => rows[0]?.text as string | undefined,
});

/** What a list is narrowed to; null: to nothing. */
export interface DocumentFilter {
  readonly brandId: Uuid | null;
  readonly scope: string | null;
  readonly kind: string | null;
  readonly status: string | null;
}

/** The newest first: those made before the document `before`; null: from the newest. Scope: the tenant. */
export const selectDocuments = (
  tenantId: Uuid,
  { brandId, scope, kind, status }: DocumentFilter,
  before: Uuid | null,
  limit: number,
): Query<StoredDocument[]> => ({
  // Ids grow with time.
  sql: `select ${COLUMNS} from ${FROM}
    where d.tenant_id = $1 and ($2::uuid is null or d.brand_id = $2) and ($3::text is null or d.scope = $3)
      and ($4::text is null or d.kind = $4) and ($5::text is null or d.status = $5)
      and ($6::uuid is null or d.id < $6)
    order by d.id desc limit $7`,
  params: [tenantId, brandId, scope, kind, status, before, limit],
  read: readDocuments,
});

/** What is known of a document before it is read. */
export interface DocumentIdentity {
  readonly id: Uuid;
  readonly brandId: Uuid;
  readonly scope: string;
  readonly externalId: string;
  readonly kind: 'document' | 'runbook';
  readonly status: DocumentStatus;
  readonly contentHash: Buffer | null;
  readonly revisionId: Uuid | null;
  readonly passages: number;
}

const IDENTITY = 'id, brand_id, scope, external_id, kind, status, content_hash, revision_id, passages';

const readIdentities = (rows: Record<string, unknown>[]): DocumentIdentity[] =>
  rows.map((row) => ({
    id: String(row.id),
    brandId: String(row.brand_id),
    scope: String(row.scope),
    externalId: String(row.external_id),
    kind: row.kind as DocumentIdentity['kind'],
    status: row.status as DocumentStatus,
    contentHash: row.content_hash as Buffer | null,
    revisionId: row.revision_id === null ? null : String(row.revision_id),
    passages: Number(row.passages),
  }));

/** Scope: the tenant. */
export const selectDocumentIdentity = (tenantId: Uuid, id: Uuid): Query<DocumentIdentity | undefined> => ({
  sql: `select ${IDENTITY} from documents where tenant_id = $1 and id = $2`,
  params: [tenantId, id],
  read: (rows) => readIdentities(rows)[0],
});

/** The documents of a collection that have one of the external ids. Scope: the tenant. */
export const selectNamedDocuments = (
  tenantId: Uuid,
  brandId: Uuid,
  scope: string,
  externalIds: readonly string[],
): Query<DocumentIdentity[]> => ({
  sql: `select ${IDENTITY} from documents
    where tenant_id = $1 and brand_id = $2 and scope = $3 and external_id = any($4::text[])`,
  params: [tenantId, brandId, scope, externalIds],
  read: readIdentities,
});

/** The oldest document of a collection that holds, or is about to hold, just that content. Scope: the tenant. */
export const selectSameContent = (
  tenantId: Uuid,
  brandId: Uuid,
  scope: string,
  contentHash: Buffer,
): Query<DocumentIdentity | undefined> => ({
  sql: `select ${IDENTITY} from documents
    where tenant_id = $1 and brand_id = $2 and scope = $3 and content_hash = $4 and status <> 'failed'
    order by id limit 1`,
  params: [tenantId, brandId, scope, contentHash],
  read: (rows) => readIdentities(rows)[0],
});
