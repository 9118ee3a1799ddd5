import { ParleyError } from '../../core/errors.ts';
import { type ModelFolder, unusable } from './model-folder.ts';

/** The first message to the process. */
export interface OnnxStart {
  readonly folder: ModelFolder;
  /** In how many threads one text is computed. */
  readonly threads: number;
}

/** What is loaded, or texts with their prefixes; each message is answered before the next is sent. */
export type ToOnnxChild = OnnxStart | readonly string[];

/** Loaded; vectors, one behind the other in `values`; or what went wrong, in a sentence. */
export type FromOnnxChild =
  | { readonly type: 'loaded'; readonly dimensions: number }
  | { readonly type: 'vectors'; readonly values: Float32Array }
  | { readonly type: 'failed'; readonly reason: string };

type Embed = (texts: readonly string[]) => Promise<FromOnnxChild>;

let embed: Embed | undefined;

async function start({ folder, threads }: OnnxStart): Promise<FromOnnxChild> {
  // Loaded here, so that a library that cannot be loaded is told like a model that cannot.
  const { loadOnnxModel } = await import('./onnx-model.ts');
  const model = await loadOnnxModel(folder, threads);
  const { dimensions } = model;
  embed = async (texts) => {
    const values = new Float32Array(texts.length * dimensions);
    for (const [place, text] of texts.entries()) values.set(await model.embed(text), place * dimensions);
    return { type: 'vectors', values };
  };
  return { type: 'loaded', dimensions };
}

let model = '';

async function answer(message: ToOnnxChild): Promise<FromOnnxChild> {
  try {
    if (!('folder' in message)) return (await embed?.(message)) ?? { type: 'failed', reason: 'Not loaded.' };
    model = message.folder.model;
    return await start(message);
  } catch (error) {
    const { message: reason } =
      error instanceof ParleyError ? error : unusable(model, `it fails (${error})`, error);
    return { type: 'failed', reason };
  }
}

process.on('message', async (message: ToOnnxChild) => process.send?.(await answer(message)));
process.on('disconnect', () => process.exit());
// A terminal and a service manager tell the whole group to stop: running turns may still need the model.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
