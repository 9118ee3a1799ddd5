import type { Config } from '../config/settings.ts';
import type { Context } from '../core/context.ts';
import type { Db } from '../db/db.ts';
import type { IngestParts } from '../documents/ingest/ingest-file.ts';
import { openDocumentReader } from '../documents/open-document-reader.ts';
import { defaultRowLimits } from '../documents/rows/read-row-documents.ts';
import { type DocumentImport, importDocuments } from '../importers/documents/import-documents.ts';
import type { ImportReport } from '../importers/import-report.ts';
import { brandForImport } from '../knowledge/brand-for-import.ts';
import { documentCollection } from '../knowledge/document-collection.ts';
import { atMostEvery } from '../lib/at-most-every.ts';
import { once } from '../lib/once.ts';
import { tokenCounter } from '../models/calls/count-tokens.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import type { DocumentKind } from '../retrieval/found-passage.ts';
import type { Logger } from '../telemetry/logger.ts';
import { cleanUpDocuments } from './clean-up.ts';
import { createEmbeddingWork } from './embed-passages.ts';
import { createFileWork } from './read-documents.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

interface DocumentImportRequest extends Pick<DocumentImport, 'limits' | 'onProgress' | 'signal'> {
  readonly kind: DocumentKind;
  /** The only one, or a first one, unless given. */
  readonly brand?: string | undefined;
  readonly scope?: string | undefined;
}

/** The reading of documents, by this process. */
export interface DocumentWork {
  /** Reads files and folders at once, for whoever waits for it. */
  import(context: Context, paths: readonly string[], request: DocumentImportRequest): Promise<ImportReport>;
  /** Begins to read uploads in the background. */
  start(): void;
  /** There is an upload to be read. */
  wake(): void;
  close(): Promise<void>;
}

interface Parts {
  readonly db: Db;
  readonly config: Config;
  readonly logger: Logger;
  /** What passages are embedded with; null for nothing. */
  readonly embedder: Embedder | null;
}

/** Uploads of other processes are found within this time. */
const IDLE_MS = 5_000;
const EMBEDDING_IDLE_MS = 2_000;
/** How often one and the same failure of a model is logged. */
const TOLD_EVERY_MS = 60_000;
const CLEAN_UP_MS = 10 * 60_000;
const MAX_ATTEMPTS = 3;
const RETRY_MS = 2_000;

export function openDocumentWork({ db, config, logger, embedder }: Parts): DocumentWork {
  const reader = openDocumentReader(config);
  const loops: WorkLoop[] = [];

  const ingestParts = async (): Promise<IngestParts> => ({
    ...{ db, reader, countTokens: await tokenCounter() },
    rowLimits: { ...defaultRowLimits, maxRowBytes: config.maxImportRecordBytes },
  });

  function start(): void {
    const work = once(async () =>
      createFileWork(await ingestParts(), {
        leaseMs: config.documentLeaseMs,
        maxAttempts: MAX_ATTEMPTS,
        retryMs: RETRY_MS,
        onError: (err) => logger.error({ err }, 'a document could not be stored'),
      }),
    );
    const onError = (err: unknown) => logger.warn({ err }, 'work in the background failed');
    if (embedder !== null)
      loops.unshift(
        startEmbedding(embedder, (err) =>
          logger.warn(
            { err, model: embedder.name },
            'passages could not be embedded; search by words goes on',
          ),
        ),
      );
    loops.unshift(
      startWorkLoop({ work: async (signal) => (await work())(signal), idleMs: IDLE_MS, onError }),
      startWorkLoop({ work: () => cleanUpDocuments(db).then(() => false), idleMs: CLEAN_UP_MS, onError }),
    );
  }

  const startEmbedding = (model: Embedder, onError: (error: unknown) => void): WorkLoop =>
    startWorkLoop({
      work: createEmbeddingWork(db, model, config.documentLeaseMs),
      idleMs: EMBEDDING_IDLE_MS,
      // A model that does not load is asked again and again.
      onError: atMostEvery(TOLD_EVERY_MS, onError),
    });

  return {
    async import(context, paths, { kind, brand, scope, ...options }) {
      const named = brand ?? (await brandForImport(db, context));
      const collection = await documentCollection(db, context, named, scope ?? null);
      return importDocuments(await ingestParts(), paths, {
        ...{ collection, kind, createdBy: context.actor },
        ...options,
      });
    },
    start,
    wake: () => loops[0]?.wake(),
    async close() {
      await Promise.all([...loops.map((loop) => loop.close()), reader.close()]);
    },
  };
}
