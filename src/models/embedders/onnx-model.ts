import { AutoModel, AutoTokenizer, env, LogLevel, type PreTrainedModel } from '@huggingface/transformers';
import { embeddableText } from './embeddable-text.ts';
import { type ModelFolder, type Pooling, unusable } from './model-folder.ts';
import { poolTokens } from './pool-tokens.ts';
import { unitVector } from './unit-vector.ts';

/** A model in memory. */
export interface OnnxModel {
  readonly dimensions: number;
  /** The vector of a text, prefix included, at unit length. */
  embed(text: string): Promise<Float32Array>;
}

/** Words of technical English have about five; the longest tokens some fifteen. */
const MOST_CHARACTERS_PER_TOKEN = 12;

/**
 * Loads a local model; nothing is fetched and nothing written. `threads` is how many of them one text is computed in.
 * Throws `unavailable` with the reason in words.
 */
export async function loadOnnxModel(folder: ModelFolder, threads: number): Promise<OnnxModel> {
  keepToFiles(folder.modelsFolder);
  const { model: name, mostTokens, pooling } = folder;
  const tokenizer = await AutoTokenizer.from_pretrained(name).catch((cause) => {
    throw unusable(name, 'its tokenizer cannot be read', cause);
  });
  const model = await AutoModel.from_pretrained(name, {
    dtype: folder.dtype,
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4 },
  }).catch((cause) => {
    throw unusable(name, `its ONNX file does not load (${String(cause?.message).slice(0, 200)})`, cause);
  });

  async function embed(text: string): Promise<Float32Array | undefined> {
    const cut = embeddableText(text, '', mostTokens * MOST_CHARACTERS_PER_TOKEN);
    // One at a time: a padded batch is no faster on a processor, and would move the vectors of quantised models.
    const tokens = await tokenizer([cut], { truncation: true, max_length: mostTokens, padding: false });
    const [, count = 0] = tokens.input_ids.dims;
    return count === 0 ? undefined : vectorOf(await model(tokens), pooling);
  }

  const trial = await embed('a').catch((cause) => {
    throw unusable(name, `it does not run (${String(cause?.message).slice(0, 200)})`, cause);
  });
  if (trial === undefined) throw unusable(name, 'it gives no vectors for the tokens of a text');
  const dimensions = trial.length;
  return {
    dimensions,
    embed: async (text) => (await embed(text)) ?? (unitVector(new Float32Array(dimensions)) as Float32Array),
  };
}

function keepToFiles(modelsFolder: string): void {
  env.localModelPath = modelsFolder;
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.cacheDir = null;
  env.logLevel = LogLevel.NONE;
}

type Outputs = Awaited<ReturnType<PreTrainedModel>>;

/** Some models pool by themselves (`sentence_embedding`), the others give a state for each token. */
function vectorOf(outputs: Outputs, pooling: Pooling): Float32Array | undefined {
  const { sentence_embedding: whole, last_hidden_state, token_embeddings } = outputs;
  const states = last_hidden_state ?? token_embeddings;
  const output = whole ?? states;
  const dimensions = output?.dims.at(-1) ?? 0;
  if (!(output?.data instanceof Float32Array) || dimensions === 0) return undefined;
  return unitVector(whole ? whole.data : poolTokens(states.data, dimensions, pooling));
}
