import type { Authenticate } from '../auth/authenticate.ts';
import type { SessionPage } from '../chat/list-sessions.ts';
import type { SessionMessage } from '../chat/read-session.ts';
import type { Context } from '../core/context.ts';
import type { TurnEvent, TurnRequest } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { ImportKind } from '../importers/import-kind.ts';
import type { ImportReport } from '../importers/import-report.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** All that surfaces may do; made by the composition root. */
export interface Services {
  readonly authenticate: Authenticate;
  readonly turn: (context: Context, request: TurnRequest) => AsyncIterable<TurnEvent>;
  readonly listSessions: (context: Context, page: { limit: number; cursor?: string }) => Promise<SessionPage>;
  readonly readSession: (context: Context, sessionId: Uuid) => Promise<SessionMessage[]>;
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
  };
}
