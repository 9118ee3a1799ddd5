import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocalModelName } from '../../core/embedder-name.ts';
import { ParleyError } from '../../core/errors.ts';
import { complaintAboutOnnxFile } from './check-onnx-file.ts';
import type { Prefixes } from './embedder.ts';

/** Files of a model by how its numbers are stored, the ones that a processor reads best first. */
const ONNX_FILES = [
  ['model_quantized.onnx', 'q8'],
  ['model_int8.onnx', 'int8'],
  ['model_uint8.onnx', 'uint8'],
  ['model.onnx', 'fp32'],
  ['model_fp16.onnx', 'fp16'],
  ['model_q4.onnx', 'q4'],
  ['model_q4f16.onnx', 'q4f16'],
  ['model_bnb4.onnx', 'bnb4'],
] as const;

type Dtype = (typeof ONNX_FILES)[number][1];

/** How the vectors of a text's tokens become one. */
export type Pooling = 'mean' | 'cls' | 'last';

/** What the files of a local model say about it. */
export interface ModelFolder {
  /** The folder of all models. */
  readonly modelsFolder: string;
  /** `ORG/NAME`. */
  readonly model: string;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
  /** Most tokens of a text that the model reads. */
  readonly mostTokens: number;
  readonly prefixes: Prefixes;
}

/** Time grows with the square of it, and passages are shorter. */
const MOST_TOKENS = 512;
const MOST_JSON_BYTES = 1024 * 1024;

/** Names `ORG/NAME` of all folders that hold an ONNX file, in byte order; none where the folder is missing. */
export async function listLocalModels(modelsFolder: string): Promise<string[]> {
  const organisations = await readdir(modelsFolder).catch(() => []);
  const names: string[] = [];
  for (const organisation of organisations)
    for (const name of await readdir(join(modelsFolder, organisation)).catch(() => []))
      names.push(`${organisation}/${name}`);
  const models: string[] = [];
  for (const name of names.filter(isLocalModelName).sort(byBytes))
    if ((await onnxFileIn(join(modelsFolder, name))) !== undefined) models.push(name);
  return models;
}

// Such names are plain ASCII: code units are bytes.
const byBytes = (one: string, other: string) => (one < other ? -1 : 1);

/** Reads what a model's small files say, and whether the large ones can be whole. Throws `unavailable` in words. */
export async function readModelFolder(modelsFolder: string, model: string): Promise<ModelFolder> {
  const folder = join(modelsFolder, model);
  if (!(await isThere(folder))) throw unusable(model, 'there is no such folder in PARLEY_MODELS_DIR');
  const onnx = await onnxFileIn(folder);
  if (onnx === undefined)
    throw unusable(model, 'it has no file onnx/model.onnx or onnx/model_quantized.onnx');
  const [file, dtype] = onnx;
  const complaint = await complaintAboutOnnxFile(join(folder, 'onnx', file)).catch(() => 'cannot be read');
  if (complaint !== undefined) throw unusable(model, `its file onnx/${file} ${complaint}`);
  if (!(await isThere(join(folder, 'tokenizer.json')))) throw unusable(model, 'it has no tokenizer.json');
  const read = (name: string) => readJson(model, folder, name);
  const config = await read('config.json');
  if (config === undefined) throw unusable(model, 'it has no config.json');
  return {
    ...{ modelsFolder, model, dtype },
    pooling: poolingOf(model, (await read('1_Pooling/config.json')) ?? {}),
    mostTokens: Math.min(
      MOST_TOKENS,
      ...[
        config.max_position_embeddings,
        (await read('tokenizer_config.json'))?.model_max_length,
        (await read('sentence_bert_config.json'))?.max_seq_length,
      ].filter((limit): limit is number => typeof limit === 'number' && limit >= 1),
    ),
    prefixes: prefixesOf((await read('config_sentence_transformers.json')) ?? {}),
  };
}

/** The error for a model that is there and cannot be used, or is not there. */
export const unusable = (model: string, why: string, cause?: unknown): ParleyError =>
  new ParleyError('unavailable', `The embedding model local/${model} cannot be used: ${why}.`, { cause });

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function onnxFileIn(folder: string): Promise<(typeof ONNX_FILES)[number] | undefined> {
  const files: readonly string[] = await readdir(join(folder, 'onnx')).catch(() => []);
  return ONNX_FILES.find(([file]) => files.includes(file));
}

type Json = Readonly<Record<string, unknown>>;

/** Undefined where the file is missing. */
async function readJson(model: string, folder: string, name: string): Promise<Json | undefined> {
  const path = join(folder, name);
  if (!(await isThere(path))) return undefined;
  try {
    if ((await stat(path)).size > MOST_JSON_BYTES) throw new Error('too large');
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Json;
    throw new Error('no object');
  } catch (cause) {
    throw unusable(model, `its file ${name} is not readable as JSON`, cause);
  }
}

/** As sentence-transformers writes it; models without that file are made for the mean. */
function poolingOf(model: string, config: Json): Pooling {
  if (config.pooling_mode_cls_token === true) return 'cls';
  if (config.pooling_mode_lasttoken === true) return 'last';
  if (config.pooling_mode_mean_tokens !== false) return 'mean';
  throw unusable(model, 'its 1_Pooling/config.json asks for a pooling other than mean, cls or last token');
}

function prefixesOf({ prompts }: Json): Prefixes {
  const given = (typeof prompts === 'object' && prompts !== null ? prompts : {}) as Json;
  const first = (...names: readonly string[]) =>
    names.map((name) => given[name]).find((prefix) => typeof prefix === 'string') ?? '';
  return { question: first('query', 'question'), passage: first('passage', 'document', 'corpus') };
}
