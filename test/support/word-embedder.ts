import type { EmbeddedKind, Embedder } from '../../src/models/embedders/embedder.ts';

/** An embedder of a test, with what it was asked. */
export interface WordEmbedder extends Embedder {
  /** Texts of passages, in the order in which they came. */
  readonly passages: string[];
  /** Set to make the next call throw it. */
  failure: Error | null;
}

/** Where a word points: the same for the same word, almost a right angle for two others. */
function direction(word: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  let state = 2166136261;
  for (let at = 0; at < word.length; at++) state = Math.imul(state ^ word.charCodeAt(at), 16777619);
  for (let axis = 0; axis < dimensions; axis++) {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + axis;
    vector[axis] = (state >>> 0) / 2 ** 31 - 1;
  }
  return vector;
}

/** Texts lie near each other when they share words; `synonyms` makes one word of two. Loads nothing. */
export function wordEmbedder(
  name = 'test/words',
  dimensions = 256,
  synonyms: Readonly<Record<string, string>> = {},
): WordEmbedder {
  const passages: string[] = [];
  function embedText(text: string): Float32Array {
    const sum = new Float32Array(dimensions);
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? ['']) {
      const towards = direction(synonyms[word] ?? word, dimensions);
      for (let axis = 0; axis < dimensions; axis++) sum[axis] = (sum[axis] ?? 0) + (towards[axis] ?? 0);
    }
    const length = Math.hypot(...sum) || 1;
    return sum.map((value) => value / length);
  }
  const embedder: WordEmbedder = {
    ...{ name, passages, failure: null },
    async embed(texts: readonly string[], kind: EmbeddedKind, signal?: AbortSignal) {
      signal?.throwIfAborted();
      if (embedder.failure !== null) throw embedder.failure;
      if (kind === 'passage') passages.push(...texts);
      return texts.map(embedText);
    },
    dimensions: async () => {
      if (embedder.failure !== null) throw embedder.failure;
      return dimensions;
    },
    close: async () => {},
  };
  return embedder;
}
