import { unitVector } from './unit-vector.ts';

/** More than any known model gives; what is longer is no vector. */
const MOST_DIMENSIONS = 16_384;

/**
 * The vectors in a reply of the OpenAI embeddings API, at unit length and in the order of the texts: by `index` where
 * the service gives it. Undefined where they are not exactly `count` vectors of numbers, all of one length.
 */
export function readEmbeddings(reply: unknown, count: number): Float32Array[] | undefined {
  const { data } = (reply ?? {}) as { data?: unknown };
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: (Float32Array | undefined)[] = new Array(count).fill(undefined);
  for (const [place, item] of data.entries()) {
    const { index = place, embedding } = (item ?? {}) as { index?: unknown; embedding?: unknown };
    const isFree = typeof index === 'number' && index in vectors && vectors[index] === undefined;
    const vector = isFree ? readVector(embedding) : undefined;
    if (vector === undefined) return undefined;
    vectors[index as number] = vector;
  }
  const whole = vectors.filter((vector) => vector !== undefined);
  const [first] = whole;
  return whole.length === count && whole.every((vector) => vector.length === first?.length)
    ? whole
    : undefined;
}

function readVector(embedding: unknown): Float32Array | undefined {
  if (!Array.isArray(embedding) || embedding.length === 0 || embedding.length > MOST_DIMENSIONS)
    return undefined;
  return embedding.every((value) => typeof value === 'number') ? unitVector(embedding) : undefined;
}
