import type { Pooling } from './model-folder.ts';

/**
 * One vector for a text from those of its tokens, which lie behind each other in `states`. The text stands alone in its
 * batch, so that no token is padding.
 */
export function poolTokens(states: Float32Array, dimensions: number, pooling: Pooling): Float32Array {
  const tokens = Math.floor(states.length / dimensions);
  if (pooling === 'cls') return states.slice(0, dimensions);
  if (pooling === 'last') return states.slice((tokens - 1) * dimensions, tokens * dimensions);
  const mean = new Float32Array(dimensions);
  for (let index = 0; index < tokens * dimensions; index++) {
    const axis = index % dimensions;
    mean[axis] = (mean[axis] ?? 0) + (states[index] ?? 0) / tokens;
  }
  return mean;
}
