import type { Chunk } from './pack-units.ts';
import type { Cutting } from './text-unit.ts';

/** Below this share of the wanted size a passage says too little on its own. */
const SMALL_SHARE = 1 / 4;
/** A small one may make its neighbour so much larger than wanted. */
const ROOM_SHARE = 1 + SMALL_SHARE;

export const isSmall = ({ tokens }: Chunk, { wantedTokens }: Cutting): boolean =>
  tokens < wantedTokens * SMALL_SHARE;

/** Joins chunks that are very small with their neighbours in the same section or in sections of one parent. */
export function* mergeChunks(chunks: Iterable<Chunk>, cutting: Cutting): Generator<Chunk> {
  let held: Chunk | null = null;
  for (const next of chunks) {
    const merged: Chunk | null = held && merge(held, next, cutting);
    if (held && !merged) yield held;
    held = merged ?? next;
  }
  if (held) yield held;
}

function merge(held: Chunk, next: Chunk, cutting: Cutting): Chunk | null {
  const path = commonPath(held.path, next.path);
  const [lower, deeper] = [held, next].map((chunk) => chunk.path.length).sort((a, b) => a - b) as [
    number,
    number,
  ];
  const [isHeldSmall, isNextSmall] = [isSmall(held, cutting), isSmall(next, cutting)];
  const isSameSection = path.length === deeper;
  const isNear = path.length >= (isHeldSmall && isNextSmall ? lower : deeper) - 1;
  const room = Math.min(cutting.mostTokens, cutting.wantedTokens * ROOM_SHARE);
  if (!(isHeldSmall || (isSameSection && isNextSmall)) || !isNear) return null;
  const gap = Math.ceil(cutting.meter.estimate(held.end, next.start));
  const tokens = held.tokens + gap + next.tokens;
  if (tokens > room) return null;
  return {
    start: held.start,
    end: next.end,
    tokens,
    path,
    hasOnlyHeadings: held.hasOnlyHeadings && next.hasOnlyHeadings,
  };
}

function commonPath(one: readonly string[], other: readonly string[]): readonly string[] {
  const differs = one.findIndex((name, at) => name !== other[at]);
  return differs < 0 ? one : one.slice(0, differs);
}
