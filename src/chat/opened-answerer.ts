import type { FindSimilar } from '../analyst/read/link-pattern.ts';
import type { Config } from '../config/settings.ts';
import type { Db } from '../db/db.ts';
import type { FindDocuments } from '../evidence/find-documents.ts';
import type { Answerer } from '../models/answerer.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Tracing } from '../telemetry/tracing.ts';

/** Who answers. */
export interface OpenedAnswerer {
  readonly answerer: Answerer;
  /** Whether a caller may name the model. */
  readonly offers: (model: string) => boolean;
}

/** What answerers are opened in. */
export interface Surroundings {
  readonly db: Db;
  readonly config: Config;
  readonly tracing: Tracing;
  readonly logger: Logger;
  readonly findDocuments: FindDocuments;
  /** Absent: patterns are found by their names and their incidents alone. */
  readonly findSimilar?: FindSimilar;
}
