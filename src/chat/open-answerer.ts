import { createAnalyst } from '../analyst/analyst.ts';
import type { Config } from '../config/settings.ts';
import { BUILTIN } from '../core/model-name.ts';
import type { Db } from '../db/db.ts';
import type { Answerer } from '../models/answerer.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { createBuiltin } from './builtin/builtin-answerer.ts';

export interface OpenedAnswerer {
  readonly answerer: Answerer;
  /** Whether a caller may name the model. */
  readonly offers: (model: string) => boolean;
}

export interface Surroundings {
  readonly db: Db;
  readonly config: Config;
  readonly tracing: Tracing;
  readonly logger: Logger;
}

/** The answerer that the configuration names: the built-in one, or language models with it behind them. */
export async function openAnswerer(around: Surroundings): Promise<OpenedAnswerer> {
  const analyst = createAnalyst({ db: around.db });
  const builtin = createBuiltin(analyst);
  const { models, offeredModels } = around.config;
  if ([...models, ...(offeredModels ?? [])].every((model) => model === BUILTIN))
    return { answerer: builtin, offers: (model) => model === BUILTIN };
  // Servers without a model start without what only models need.
  const { openModels } = await import('./open-models.ts');
  return openModels(around, analyst, builtin);
}
