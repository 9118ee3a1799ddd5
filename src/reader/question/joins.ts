import type { Token } from '../words/read-tokens.ts';
import type { Draft } from './drafts.ts';
import type { Question } from './question.ts';

const LONGEST_JOIN = 6;

/** Neighbouring words written as one, to the terms in them. */
export function joinedOf(tokens: readonly Token[], termOf: ReadonlyMap<Token, number>): Map<string, number> {
  const joined = new Map<string, number>();
  for (let from = 0; from < tokens.length; from++) {
    let [word, terms] = ['', 0];
    for (let to = from; to < Math.min(tokens.length, from + LONGEST_JOIN); to++) {
      const token = tokens[to] as Token;
      word += token.lower.replace(/[-_./\s]/g, '');
      terms |= termOf.get(token) ?? 0;
      if (to > from && terms !== 0 && word.length >= 5) joined.set(word, (joined.get(word) ?? 0) | terms);
    }
  }
  return joined;
}

/** Long words by their first letter. */
export function compoundsOf(
  drafts: readonly Draft[],
  termOf: ReadonlyMap<Token, number>,
): Question['compounds'] {
  const long = drafts.filter(({ token, isSoft }) => !isSoft && token.lower.length >= 6);
  const words = long.map(
    ({ token }) => [token.lower.replace(/[-_./\s]/g, ''), termOf.get(token) ?? 0] as const,
  );
  return Map.groupBy(words, ([word]) => word[0] ?? '');
}

/** Neighbours of which the first is a thing: no verb, and nothing general. */
export function pairsOf(
  tokens: readonly Token[],
  termOf: ReadonlyMap<Token, number>,
  drafts: readonly Draft[],
): Question['pairs'] {
  const isThing = new Set(
    drafts.filter(({ isSoft, isVerb }) => !isSoft && !isVerb).map(({ token }) => token),
  );
  const isNoun = new Set(drafts.filter(({ isVerb }) => !isVerb).map(({ token }) => token));
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    if (!next || !isThing.has(token) || !isNoun.has(next) || next.start - token.end > 1) return [];
    return [[termOf.get(token) ?? 0, termOf.get(next) ?? 0] as const];
  });
}
