import type { ApiKeyView } from '../auth/api-keys.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { TenantSettings } from '../auth/tenants.ts';
import type { SessionVerbs } from '../chat/session-verbs.ts';
import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { ImportReport } from '../importers/import-report.ts';
import type { FileImport } from '../jobs/import-files.ts';
import type { KnowledgeVerbs } from '../knowledge/verbs.ts';
import type { Rate } from '../lib/parse-rate.ts';
import type { Idempotency } from '../limits/idempotency.ts';
import type { RateLimiter } from '../limits/rate-limit.ts';
import type { UsageReport, UsageRequest } from '../limits/usage-report.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { LiveStreams } from './turns/live-streams.ts';

/** All that surfaces may do; made by the composition root. */
export interface Services extends KnowledgeVerbs, SessionVerbs {
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
  readonly idempotency: Idempotency;
  readonly streams: LiveStreams;
  readonly turn: (context: Context, request: TurnRequest) => AsyncIterable<TurnEvent>;
  /** Stops the caller's turn of that request or session. Throws `not_found` where none runs in this process. */
  readonly stopTurn: (context: Context, id: string) => void;
  readonly keys: {
    readonly list: (tenantId: Uuid) => Promise<ApiKeyView[]>;
    readonly revoke: (tenantId: Uuid, id: Uuid) => Promise<void>;
  };
  readonly tenant: {
    readonly read: (tenantId: Uuid) => Promise<TenantSettings>;
    readonly setAssistantEnabled: (tenantId: Uuid, enabled: boolean) => Promise<void>;
  };
  readonly usage: (context: Context, request: UsageRequest) => Promise<UsageReport>;
  /** Imports every file below `folder`; what they hold is read from them unless given. */
  readonly importFolder: (context: Context, folder: string, what: FileImport) => Promise<ImportReport>;
  /** Throws while the store cannot be reached. */
  readonly ping: () => Promise<void>;
  /** True from the moment at which the server was told to stop. */
  readonly isStopping: () => boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: {
    readonly maxBodyBytes: number;
    readonly maxImportBytes: number;
    readonly maxDocumentBytes: number;
    readonly maxImportFiles: number;
    /** Of callers that have none of their own; `refused`: of addresses whose credential is refused. */
    readonly rates: { readonly read: Rate; readonly write: Rate; readonly refused: Rate };
    /** How many proxies before the server write `X-Forwarded-For`. */
    readonly trustedProxies: number;
    readonly heartbeatMs: number;
    /** Whether a request that names a model which is not configured is refused. */
    readonly refusesModel: (model: string) => boolean;
  };
}
