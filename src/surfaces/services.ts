import type { Authenticate } from '../auth/authenticate.ts';
import type { readTenantSettings, setAssistantEnabled } from '../auth/tenants.ts';
import type { deleteSession } from '../chat/delete-session.ts';
import type { listSessions } from '../chat/list-sessions.ts';
import type { readSession, readSessionPage } from '../chat/read-session.ts';
import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import type { ImportKind } from '../importers/import-kind.ts';
import type { ImportReport } from '../importers/import-report.ts';
import type { addBrandScope } from '../knowledge/add-brand-scope.ts';
import type { alertsOfIncidents } from '../knowledge/alerts-of-incidents.ts';
import type { createAlert } from '../knowledge/create-alert.ts';
import type { createBrand } from '../knowledge/create-brand.ts';
import type { createIncident } from '../knowledge/create-incident.ts';
import type { createProject } from '../knowledge/create-project.ts';
import type { deleteBrand } from '../knowledge/delete-brand.ts';
import type { deleteProject } from '../knowledge/delete-project.ts';
import type { findBrand } from '../knowledge/find-brand.ts';
import type { findProject } from '../knowledge/find-project.ts';
import type { getAlert } from '../knowledge/get-alert.ts';
import type { getIncident } from '../knowledge/get-incident.ts';
import type { listAlerts } from '../knowledge/list-alerts.ts';
import type { listBrands } from '../knowledge/list-brands.ts';
import type { listIncidents } from '../knowledge/list-incidents.ts';
import type { listProjects } from '../knowledge/list-projects.ts';
import type { requireScopesOf } from '../knowledge/read-rag-scope.ts';
import type { Rate } from '../lib/parse-rate.ts';
import type { Idempotency } from '../limits/idempotency.ts';
import type { RateLimiter } from '../limits/rate-limit.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { LiveStreams } from './turns/live-streams.ts';

/** A verb of `knowledge/` on the store that the server has. */
type Verb<F> = F extends (db: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;

/** All that surfaces may do; made by the composition root. */
export interface Services {
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
  readonly idempotency: Idempotency;
  readonly streams: LiveStreams;
  readonly turn: (context: Context, request: TurnRequest) => AsyncIterable<TurnEvent>;
  readonly listSessions: Verb<typeof listSessions>;
  readonly readSession: Verb<typeof readSession>;
  readonly readSessionPage: Verb<typeof readSessionPage>;
  readonly deleteSession: Verb<typeof deleteSession>;
  readonly tenant: {
    readonly read: Verb<typeof readTenantSettings>;
    readonly setAssistantEnabled: Verb<typeof setAssistantEnabled>;
  };
  readonly incidents: {
    readonly create: Verb<typeof createIncident>;
    readonly list: Verb<typeof listIncidents>;
    readonly find: Verb<typeof getIncident>;
  };
  readonly alerts: {
    readonly create: Verb<typeof createAlert>;
    readonly list: Verb<typeof listAlerts>;
    readonly find: Verb<typeof getAlert>;
    readonly ofIncidents: Verb<typeof alertsOfIncidents>;
  };
  readonly projects: {
    readonly create: Verb<typeof createProject>;
    readonly list: Verb<typeof listProjects>;
    readonly find: Verb<typeof findProject>;
    readonly delete: Verb<typeof deleteProject>;
  };
  readonly brands: {
    readonly create: Verb<typeof createBrand>;
    readonly list: Verb<typeof listBrands>;
    readonly find: Verb<typeof findBrand>;
    readonly delete: Verb<typeof deleteBrand>;
    readonly addScope: Verb<typeof addBrandScope>;
    readonly scopesOf: typeof requireScopesOf;
  };
  /** Imports every file below `folder`; what they hold is read from them unless given. */
  readonly importFolder: (
    context: Context,
    folder: string,
    as: ImportKind | undefined,
  ) => Promise<ImportReport>;
  /** Throws while the store cannot be reached. */
  readonly ping: () => Promise<void>;
  /** True from the moment at which the server was told to stop. */
  readonly isStopping: () => boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: {
    readonly maxBodyBytes: number;
    readonly maxImportBytes: number;
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
