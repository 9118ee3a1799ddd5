import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operatorContext } from '../../src/auth/operator-context.ts';
import { newId } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import type { IngestParts } from '../../src/documents/ingest/ingest-file.ts';
import { defaultRowLimits } from '../../src/documents/rows/read-row-documents.ts';
import { createFileWork, type ReadingSettings } from '../../src/jobs/read-documents.ts';
import { createBrand } from '../../src/knowledge/create-brand.ts';
import { submitDocuments } from '../../src/knowledge/submit-documents.ts';
import { createPassageFinder } from '../../src/retrieval/find-passages.ts';
import { newTenant } from './new-tenant.ts';
import { plainReader } from './plain-reader.ts';

/** A brand of a new tenant, to which documents are given without a server. */
export async function openDocumentDesk(db: Db, folder: string) {
  const tenantId = await newTenant(db);
  const context = operatorContext(tenantId);
  const brand = await createBrand(db, context, { key: 'docs' });
  const find = createPassageFinder({ db });
  const parts: IngestParts = {
    ...{ db, reader: plainReader, rowLimits: defaultRowLimits },
    countTokens: (text) => text.length / 4,
  };
  const settings: ReadingSettings = { leaseMs: 60_000, maxAttempts: 3, retryMs: 1, onError: () => {} };

  /** Hands files in without reading them. */
  async function submit(files: Readonly<Record<string, string>>, scope: string | null = null) {
    const submitted = await Promise.all(
      Object.entries(files).map(async ([name, text]) => {
        const path = join(folder, newId());
        await writeFile(path, text);
        return { path, name, readAs: name };
      }),
    );
    return submitDocuments(db, context, { brand: brand.key, scope, kind: 'document', files: submitted });
  }

  /** Reads all that waits. */
  async function readAll(more: Partial<IngestParts> = {}, how: Partial<ReadingSettings> = {}) {
    const work = createFileWork({ ...parts, ...more }, { ...settings, ...how });
    while (await work(new AbortController().signal));
  }

  return {
    ...{ tenantId, context, brandId: brand.id, parts, submit, readAll },
    async give(files: Readonly<Record<string, string>>, scope: string | null = null) {
      const job = await submit(files, scope);
      await readAll();
      return job;
    },
    /** The documents that search finds, best first, a passage each. */
    async search(
      question: string,
      { scopes = [], limit = 5 }: { scopes?: readonly string[]; limit?: number } = {},
    ) {
      return find({ tenantId, brandId: brand.id, scopes, question, limit, threshold: 0 });
    },
  };
}

export type DocumentDesk = Awaited<ReturnType<typeof openDocumentDesk>>;
