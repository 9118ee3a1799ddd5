import { createCircuitBreaker } from '../calls/circuit-breaker.ts';
import { embeddableText } from './embeddable-text.ts';
import type { EmbeddedKind, Embedder, Prefixes } from './embedder.ts';
import { readModelFolder, unusable } from './model-folder.ts';
import { type OnnxProcess, startOnnxProcess } from './onnx-process.ts';
import { takeTurns } from './take-turns.ts';

/** A question waits for one such piece of a long list of passages. */
const TEXTS_AT_ONCE = 8;

/** Before it crosses to the other process; the model cuts it again to what it reads. */
const MOST_CHARACTERS = 8000;

/** A model that does not load is looked at again after a while: its files may have been repaired. */
const BREAKER = { failures: 1, restMs: 15_000 };

interface Loaded {
  readonly onnx: OnnxProcess;
  readonly prefixes: Prefixes;
}

/** A model of the folder `modelsFolder`; `given` prefixes stand in place of its own. Nothing is loaded before the first use. */
export function createLocalEmbedder(
  modelsFolder: string,
  model: string,
  given: Partial<Prefixes> = {},
): Embedder {
  const turns = takeTurns();
  const breaker = createCircuitBreaker(BREAKER);
  let lastFailure: unknown;
  let loaded: Loaded | undefined;
  let isClosed = false;

  /** Within a turn, so that it is loaded once. */
  async function ready(): Promise<Loaded> {
    if (isClosed) throw unusable(model, 'it is closed');
    if (loaded) return loaded;
    if (breaker.restMs() > 0) throw lastFailure;
    try {
      const folder = await readModelFolder(modelsFolder, model);
      loaded = { onnx: await startOnnxProcess(folder), prefixes: { ...folder.prefixes, ...given } };
      breaker.succeeded();
      return loaded;
    } catch (error) {
      breaker.failed();
      lastFailure = error;
      throw error;
    }
  }

  async function embedPiece(texts: readonly string[], kind: EmbeddedKind): Promise<Float32Array[]> {
    const { onnx, prefixes } = await ready();
    try {
      return await onnx.embed(texts.map((text) => embeddableText(text, prefixes[kind], MOST_CHARACTERS)));
    } catch (error) {
      loaded = undefined;
      throw error;
    }
  }

  return {
    name: `local/${model}`,
    async embed(texts, kind, signal) {
      const vectors: Float32Array[] = [];
      const options = { urgent: kind === 'question', signal };
      for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
        const piece = texts.slice(from, from + TEXTS_AT_ONCE);
        vectors.push(...(await turns.take(() => embedPiece(piece, kind), options)));
      }
      return vectors;
    },
    dimensions: () => turns.take(async () => (await ready()).onnx.dimensions, { urgent: true }),
    async close() {
      isClosed = true;
      await turns.take(async () => await loaded?.onnx.close(), { urgent: true });
    },
  };
}
