import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import { type StoredDocument, selectDocuments } from '../store/documents.ts';
import { runQuery } from '../store/query.ts';
import { findBrand } from './find-brand.ts';
import { readIdPage } from './id-pages.ts';
import type { Page, PageRequest } from './name-pages.ts';

export interface DocumentListRequest extends PageRequest {
  /** A brand's key or id; every brand unless given. */
  readonly brand?: string | undefined;
  readonly scope?: string | undefined;
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
}

/** The newest first. Throws `forbidden`, or `invalid_input` for an unknown brand, a limit or a cursor. */
export async function listDocuments(
  db: Db,
  context: Context,
  { brand, scope, kind, status, ...page }: DocumentListRequest,
): Promise<Page<StoredDocument>> {
  requireScope(context, 'documents:read', 'ai.chat:read');
  const { tenantId } = context;
  const brandId = brand === undefined ? null : (await findBrand(db, context, brand)).id;
  const filter = { brandId, scope: scope ?? null, kind: kind ?? null, status: status ?? null };
  return readIdPage(
    page,
    ({ id }) => id,
    (before, limit) => runQuery(db, { tenantId }, selectDocuments(tenantId, filter, before, limit)),
  );
}
