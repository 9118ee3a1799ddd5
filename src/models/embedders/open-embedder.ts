import type { Config } from '../../config/settings.ts';
import { type EmbedderName, parseEmbedderChoice } from '../../core/embedder-name.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { addressOf } from '../calls/providers.ts';
import type { Patience } from '../services/ask-service.ts';
import type { EmbeddedKind, Embedder, Prefixes } from './embedder.ts';
import { listLocalModels, readModelFolder } from './model-folder.ts';

interface EmbedderParts {
  readonly config: Config;
  readonly logger: Logger;
}

/**
 * The embedder that the configuration names, null where there is none. Small files are read, and nothing is loaded or
 * asked, before its first use. One that cannot be used is told to the log; a model that is named is given all the same,
 * and throws `unavailable` until it has been repaired.
 */
export async function openEmbedder({ config, logger }: EmbedderParts): Promise<Embedder | null> {
  const choice = config.embeddings;
  if (choice === 'off') return null;
  if (choice === 'auto') return firstLocal(config, logger);
  if (choice.provider === 'local') await isUsable(config.modelsFolder, choice.model, logger);
  return embedderOf(choice, config);
}

/**
 * The embedder of a name that another one had, for an index that was made with it; null where the name is none, or its
 * service is not configured. It throws `unavailable` where its model is there no more.
 */
export async function openEmbedderNamed(name: string, config: Config): Promise<Embedder | null> {
  const choice = parseEmbedderChoice(name);
  if (typeof choice !== 'object') return null;
  if (choice.provider === 'openai' && config.openaiKey === null) return null;
  if (choice.provider === 'compatible' && config.compatibleUrl === null) return null;
  return embedderOf(choice, config);
}

/** What a choice needs is loaded with it: most servers start with none. */
async function embedderOf(name: EmbedderName, config: Config): Promise<Embedder> {
  const prefixes = prefixesOf(config);
  if (name.provider === 'local') {
    const { createLocalEmbedder } = await import('./local-embedder.ts');
    return createLocalEmbedder(config.modelsFolder, name.model, prefixes);
  }
  const { createRemoteEmbedder } = await import('./remote-embedder.ts');
  return createRemoteEmbedder({
    name,
    address: addressOf(name.provider, config),
    prefixes: { question: '', passage: '', ...prefixes },
    patience: patienceOf(config),
    redact: config.redact,
  });
}

async function firstLocal(config: Config, logger: Logger): Promise<Embedder | null> {
  const models: Embedder[] = [];
  for (const model of await listLocalModels(config.modelsFolder))
    if (await isUsable(config.modelsFolder, model, logger))
      models.push(await embedderOf({ provider: 'local', model }, config));
  const [first, ...others] = models;
  if (first === undefined) return null;
  const { firstThatLoads } = await import('./first-that-loads.ts');
  return firstThatLoads([first, ...others], logger);
}

const isUsable = (folder: string, model: string, logger: Logger): Promise<boolean> =>
  readModelFolder(folder, model).then(
    () => true,
    (err) => {
      logger.warn({ err, model: `local/${model}` }, 'an embedding model cannot be used');
      return false;
    },
  );

const prefixesOf = ({ questionPrefix, passagePrefix }: Config): Partial<Prefixes> => ({
  ...(questionPrefix === null ? {} : { question: questionPrefix }),
  ...(passagePrefix === null ? {} : { passage: passagePrefix }),
});

/** Passages wait for a service that is overloaded; a question is answered without it. */
const patienceOf = ({
  embeddingsTimeoutMs,
  embeddingsQuestionTimeoutMs,
}: Config): Readonly<Record<EmbeddedKind, Patience>> => ({
  question: { tryMs: embeddingsQuestionTimeoutMs, wholeMs: embeddingsQuestionTimeoutMs, retries: 1 },
  passage: { tryMs: embeddingsTimeoutMs, wholeMs: 5 * embeddingsTimeoutMs, retries: 5 },
});
