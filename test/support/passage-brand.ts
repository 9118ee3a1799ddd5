import { operatorContext } from '../../src/auth/operator-context.ts';
import { newId, type Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { createBrand } from '../../src/knowledge/create-brand.ts';
import { type SearchPlace, searchDocumentPassages } from '../../src/store/document-search.ts';
import { bumpContentVersion, insertPassages, writeDocuments } from '../../src/store/document-writes.ts';
import { ensurePassageTable } from '../../src/store/passage-tables.ts';
import { runQuery } from '../../src/store/query.ts';
import { newTenant } from './new-tenant.ts';

const DOCUMENTS_AT_ONCE = 250;

const madeDocument = (externalId: string) => ({
  ...{ id: newId(), externalId, kind: 'document', title: externalId, format: 'markdown', syntax: 'markdown' },
  ...{ contentHash: Buffer.from(externalId), revisionId: newId(), sizeBytes: 1, text: 'text', characters: 4 },
  ...{ pages: null, passages: 1, alerts: [], steps: [] },
});

/** A brand whose documents of one passage each are written straight into the store, many at once. */
export async function openPassageBrand(
  db: Db,
  { tenantId: given, key = 'docs' }: { tenantId?: Uuid; key?: string } = {},
) {
  const tenantId = given ?? (await newTenant(db));
  const context = operatorContext(tenantId);
  const brand = await createBrand(db, context, { key });
  await ensurePassageTable(db, tenantId, brand.id);

  async function writeSome(scope: string, texts: readonly string[]): Promise<Uuid[]> {
    const collection = { tenantId, brandId: brand.id, scope };
    const documents = texts.map(
      () => ({ ...madeDocument(newId()), kind: 'document', syntax: 'markdown' }) as const,
    );
    await db.transaction({ tenantId }, async (tx) => {
      await writeDocuments(tx, collection, documents);
      await insertPassages(
        tx,
        collection,
        documents.map(({ id, revisionId }, place) => {
          const content = texts[place] ?? '';
          const passage = {
            id: newId(),
            ordinal: 0,
            start: 0,
            end: 4,
            headings: [],
            content,
            searchText: content,
          };
          return { documentId: id, revisionId, passages: [passage] };
        }),
      );
      await bumpContentVersion(tx, { tenantId, brandId: brand.id });
    });
    return documents.map(({ id }) => id);
  }

  return {
    ...{ tenantId, context, brandId: brand.id },
    /** Gives the ids of the documents. */
    async write(scope: string, texts: readonly string[]): Promise<Uuid[]> {
      const ids: Uuid[] = [];
      for (let from = 0; from < texts.length; from += DOCUMENTS_AT_ONCE)
        ids.push(...(await writeSome(scope, texts.slice(from, from + DOCUMENTS_AT_ONCE))));
      return ids;
    },
    /** The passages that the store finds by words, best first. */
    async search(
      words: string,
      { scopes = [], limit = 5 }: { scopes?: readonly string[]; limit?: number } = {},
    ) {
      const place: SearchPlace = { tenantId, brandId: brand.id, scopes };
      const found = await runQuery(db, { tenantId }, searchDocumentPassages(place, words, limit));
      return found.map(({ content }) => content);
    },
  };
}

export type PassageBrand = Awaited<ReturnType<typeof openPassageBrand>>;

/** As many texts as asked for. */
export const texts = (count: number, text: (place: number) => string): string[] =>
  Array.from({ length: count }, (_, place) => text(place));
