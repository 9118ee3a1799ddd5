import { ParleyError } from '../../core/errors.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Embedder } from './embedder.ts';

const NONE_LOADS = 'No embedding model of PARLEY_MODELS_DIR can be used.';

/**
 * The first of the candidates that loads; those before it are told to the log, once. Which one it is turns out with the
 * first use: another takes the place of a model that fails before it has given anything, none of one that fails later.
 */
export function firstThatLoads(candidates: readonly [Embedder, ...Embedder[]], logger: Logger): Embedder {
  let [current] = candidates;
  let found: Promise<Embedder> | undefined;

  async function find(): Promise<Embedder> {
    for (const candidate of candidates) {
      current = candidate;
      try {
        await candidate.dimensions();
        return candidate;
      } catch (err) {
        logger.warn({ err, model: candidate.name }, 'an embedding model was passed over');
      }
    }
    throw new ParleyError('unavailable', NONE_LOADS);
  }

  const settled = () => {
    found ??= find();
    return found;
  };

  return {
    get name() {
      return current.name;
    },
    embed: async (texts, kind, signal) => (await settled()).embed(texts, kind, signal),
    dimensions: async () => (await settled()).dimensions(),
    close: async () => {
      await Promise.all(candidates.map((candidate) => candidate.close()));
    },
  };
}
