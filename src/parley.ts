import { endApiKey, listApiKeys } from './auth/api-keys.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createJwtVerifier, type JwtVerifier } from './auth/jwt.ts';
import { operatorContext } from './auth/operator-context.ts';
import { findTenant, readTenantSettings, setAssistantEnabled } from './auth/tenants.ts';
import { openAnswerer } from './chat/open-answerer.ts';
import { RunningTurns } from './chat/running-turns.ts';
import { sessionVerbs } from './chat/session-verbs.ts';
import { runTurn } from './chat/turn.ts';
import type { Config } from './config/settings.ts';
import type { Context } from './core/context.ts';
import type { TurnEvent, TurnRequest } from './core/conversation.ts';
import type { Uuid } from './core/ids.ts';
import { writeModelName } from './core/model-name.ts';
import type { Db } from './db/db.ts';
import { openDb } from './db/open.ts';
import { createFindDocuments } from './evidence/find-documents.ts';
import type { ImportReport } from './importers/import-report.ts';
import { openDocumentWork } from './jobs/document-work.ts';
import type { ExtractionOutcome } from './jobs/extract-patterns.ts';
import { createImportFiles, type FileImport, type ImportFiles } from './jobs/import-files.ts';
import { openPatternWork } from './jobs/pattern-work.ts';
import { knowledgeVerbs, on } from './knowledge/verbs.ts';
import { type Allowance, createAllowance } from './limits/allowance.ts';
import { createRateLimiter } from './limits/create-rate-limiter.ts';
import { createCredits } from './limits/credits.ts';
import { createIdempotency } from './limits/idempotency.ts';
import { mostPriceOf } from './limits/prices.ts';
import { createQuota } from './limits/quota.ts';
import { readUsage } from './limits/usage-report.ts';
import type { Answerer } from './models/answerer.ts';
import { findSimilarPatterns } from './patterns/find-similar-patterns.ts';
import type { PassageFinder } from './retrieval/find-passages.ts';
import { openPassageSearch } from './retrieval/open-passage-search.ts';
import { createApp } from './surfaces/app.ts';
import { type Fetch, type Listening, listen } from './surfaces/listen.ts';
import type { Services } from './surfaces/services.ts';
import { LiveStreams } from './surfaces/turns/live-streams.ts';
import { createLogger, type Logger } from './telemetry/logger.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { openTracing } from './telemetry/tracing.ts';

export { loadConfig } from './config/load.ts';
export type { Config } from './config/settings.ts';
export { ParleyError } from './core/errors.ts';

/** A running Parley: one store, one answerer, everything that can be done with them. */
export interface Parley {
  readonly config: Config;
  readonly db: Db;
  /** Answers one HTTP request, without a server. */
  readonly fetch: Fetch;
  /** One question and its answer, as events. */
  readonly turn: (context: Context, request: TurnRequest) => AsyncIterable<TurnEvent>;
  /** Imports files and folders into a tenant. */
  readonly import: (tenantId: Uuid, paths: readonly string[], options?: FileImport) => Promise<ImportReport>;
  /** Extracts a tenant's patterns at once; null where nothing is owed or another process is at it. */
  readonly extractPatterns: (tenantId: Uuid) => Promise<ExtractionOutcome | null>;
  /** What search finds in a brand's documents. */
  readonly findPassages: PassageFinder;
  /** Serves over HTTP at the configured address; `serve` stands between the server and `fetch`, where given. */
  readonly listen: (serve?: Parley['fetch']) => Promise<Listening>;
  /** Takes no new request, finishes running ones within the configured time, and closes the store. */
  readonly close: () => Promise<void>;
}

/** What may be put in place of the parts that the configuration names. */
export interface Replacements {
  readonly answerer?: Answerer;
  readonly logger?: Logger;
}

/** Patterns that a described failure may be like, for an answer to choose from. */
const MOST_ALIKE = 5;

/** Opens the store and puts everything together. Throws `store_in_use` or `unavailable`. */
export async function createParley(config: Config, replacements: Replacements = {}): Promise<Parley> {
  const logger = replacements.logger ?? createLogger(config.logLevel);
  const db = await openDb({
    databaseUrl: config.databaseUrl ?? undefined,
    dataDir: config.dataFolder,
    maxConnections: config.databaseConnections,
    onMaintenanceError: (error) => logger.warn({ err: error }, 'the upkeep of the store failed'),
  });
  const metrics = createMetrics(db.engine);
  const tracing = await openTracing(config, (err) => logger.warn({ err }, 'traces could not be sent'));
  const search = await openPassageSearch({ db, config, logger });
  const documents = openDocumentWork({ db, config, logger, embedder: search.embedder });
  const patterns = openPatternWork({ db, config, logger });
  const findDocuments = createFindDocuments(search.find);
  const opened = await openAnswerer({
    ...{ db, config, tracing, logger, findDocuments },
    findSimilar: (tenantId, failure) => findSimilarPatterns(db, tenantId, failure, MOST_ALIKE),
  });
  const answerer = replacements.answerer ?? opened.answerer;
  const { historyTurns } = config;
  const parts = { db, answerer, allowance: allowanceOf(config, db), metrics, tracing, historyTurns };
  const running = new RunningTurns();
  let stopping = false;
  let listening: Listening | undefined;
  let closed: Promise<void> | undefined;

  const importLimits = {
    maxFiles: config.maxImportFiles,
    maxRecordBytes: config.maxImportRecordBytes,
    maxLabels: config.maxImportLabels,
  };
  const importFiles = createImportFiles({ db, documents, limits: importLimits });
  const importAs: ImportFiles = async (context, paths, what) => {
    const report = await importFiles(context, paths, what);
    for (const outcome of ['added', 'changed', 'unchanged'] as const)
      metrics.countImported(outcome, report[outcome]);
    metrics.countImported('rejected', report.rejectedCount);
    return report;
  };

  const services: Services = {
    authenticate: createAuthenticate(db, jwtVerifier(config, db)),
    rateLimiter: createRateLimiter(db),
    idempotency: createIdempotency(db),
    streams: new LiveStreams(config.resumeMs),
    turn: (context, request) =>
      running.follow(context, request, (stoppable) => runTurn(parts, context, stoppable)),
    stopTurn: (context, id) => running.stop(context, id),
    ...sessionVerbs(db),
    ...knowledgeVerbs(db, {
      projectCredits: config.projectCredits,
      onDocuments: () => documents.wake(),
      onExtraction: () => patterns.wake(),
      maxNotes: config.maxNotes,
    }),
    keys: {
      list: on(db)(listApiKeys),
      revoke: (tenantId, id) => endApiKey(db, id, tenantId),
    },
    tenant: { read: on(db)(readTenantSettings), setAssistantEnabled: on(db)(setAssistantEnabled) },
    usage: on(db)(readUsage),
    async importFolder(context, folder, what) {
      const report = await importAs(context, [folder], what);
      patterns.wake();
      return report;
    },
    ping: () => db.ping(),
    isStopping: () => stopping,
    logger,
    metrics,
    limits: {
      ...config,
      rates: { read: config.rateRead, write: config.rateWrite, refused: config.rateRefused },
      refusesModel: (model) =>
        config.unknownModel === 'refuse' && model !== answerer.name && !opened.offers(model),
    },
  };
  const app = createApp(services);
  const fetch: Fetch = (request, connection) => app.fetch(request, connection);

  async function close() {
    stopping = true;
    await listening?.stop(config.shutdownTimeoutMs, () => running.settled());
    await patterns.close();
    await documents.close();
    await search.close();
    await tracing.close();
    await db.close();
    logger.info('stopped');
  }

  return {
    config,
    db,
    fetch,
    turn: services.turn,
    import: (tenantId, paths, options) => importAs(operatorContext(tenantId), paths, options),
    extractPatterns: (tenantId) => patterns.extract(tenantId),
    findPassages: search.find,
    async listen(serve = fetch) {
      listening = await listen(serve, config);
      if (config.backgroundWork) {
        documents.start();
        patterns.start();
      }
      logger.info({ url: listening.url, engine: db.engine }, 'listening');
      return listening;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function allowanceOf(config: Config, db: Db): Allowance {
  const { modelPrices: prices, modelPromptTokens: promptTokens, modelReplyTokens: completionTokens } = config;
  const credits = createCredits(db, config.creditRate);
  const names = [...config.models, ...(config.offeredModels ?? [])].map(writeModelName);
  const mostCredits = credits.costOf(mostPriceOf(prices, names, { promptTokens, completionTokens }));
  return createAllowance({ quota: createQuota(db, config.chatQuota), credits, prices, mostCredits });
}

function jwtVerifier(config: Config, db: Db): JwtVerifier | undefined {
  const { jwtIssuer: issuer, jwtAudience: audience } = config;
  if (issuer === null || audience === null) return undefined;
  const settings = {
    issuer,
    audience,
    secret: config.jwtSecret,
    jwksUrl: config.jwtJwksUrl,
    clockToleranceMs: config.jwtClockToleranceMs,
  };
  return createJwtVerifier(
    settings,
    async (reference) => (await findTenant(db, reference, 'credentials'))?.id,
  );
}
