import type { Question } from '../question/question.ts';
import { contrasts } from '../vocabulary/contrasts.ts';
import { functionWords } from '../vocabulary/function-words.ts';
import type { Token } from '../words/read-tokens.ts';

/** The terms of a question that one token holds alone. */
export function coverToken({ keys, lower }: Token, { byKey, joined }: Question): number {
  let held = joined.get(lower) ?? 0;
  for (const key of keys) held |= byKey.get(key) ?? 0;
  return held;
}

/** The terms of a question that tokens hold, as bits. */
export function cover(tokens: readonly Token[], question: Question): number {
  let held = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    held |= coverToken(token, question);
    const compounds = question.compounds.get(token.lower[0] ?? '');
    if (compounds === undefined) continue;
    for (const [word, terms] of compounds)
      if ((held & terms) !== terms && word.startsWith(token.lower) && isWritten(word, tokens, at))
        held |= terms;
  }
  return held;
}

/** Whether the tokens from `at` on, written together, are the word: `file systems`, `kube node not ready`. */
function isWritten(word: string, tokens: readonly Token[], at: number): boolean {
  let rest = word;
  for (let next = at; next < tokens.length && rest !== ''; next++) {
    const { lower } = tokens[next] as Token;
    if (rest === lower || (rest.length > 3 && lower === `${rest}s`)) return next > at;
    // `INC-12` and a `3` behind it are not INC-123.
    if (!rest.startsWith(lower) || (/\d$/.test(lower) && /^\d/.test(rest.slice(lower.length)))) return false;
    rest = rest.slice(lower.length);
  }
  return false;
}

/** Whether a text speaks of what excludes what the question asks about: of staging, and not of production. */
export function contradicts(tokens: readonly Token[], question: Question): boolean {
  if (question.contrasts.size === 0) return false;
  const said = new Map<number, number>();
  for (const { stem } of tokens)
    for (const [row, bit] of contrasts.get(stem) ?? [])
      if (question.contrasts.has(row)) said.set(row, (said.get(row) ?? 0) | (1 << bit));
  return [...said].some(([row, bits]) => (bits & (question.contrasts.get(row) ?? 0)) === 0);
}

const MOST_INSIDE = 2;

/**
 * Whether tokens name something else with the words of a name that the question has: "the billing export service" is
 * not the billing service.
 */
export function namesAnother(tokens: readonly Token[], question: Question): boolean {
  return question.pairs.some(([first, second]) => {
    let isAnother = false;
    for (let at = 0; at < tokens.length; at++) {
      if ((coverToken(tokens[at] as Token, question) & first) === 0) continue;
      const next = tokens.slice(at + 1, at + 2 + MOST_INSIDE);
      const found = next.findIndex((token) => (coverToken(token, question) & second) !== 0);
      const inside = found < 0 ? [] : next.slice(0, found);
      const isApart = inside.length > 0 && inside.every((token) => isStranger(token, question));
      if (!isApart) return false;
      isAnother = true;
    }
    return isAnother;
  });
}

const isStranger = (token: Token, question: Question): boolean =>
  !functionWords.has(token.lower) && !/^\d/.test(token.lower) && coverToken(token, question) === 0;
