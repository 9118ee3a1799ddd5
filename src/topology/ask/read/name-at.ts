import { findSameName } from '../link/find-names.ts';
import { longestPhrase } from './match-phrases.ts';
import { nameClaim, type Source, WITHIN_NAME } from './question-source.ts';
import type { Claim, NameClaim } from './reading.ts';

const MOST_WORDS_OF_NAME = 12;
const SYMBOL_OF_NAME = /[/{}#*+_:@$.~-]/;
const JOINED_BY_SIGN = /^[._/:{}#@-]+$/;
const SURE_SIGN = /[._{}#@]/;

/**
 * Where a run of words that signs hold together ends, if it looks like a name that is not there: `order.created`, or
 * `checkout-v2`, of which the grammar does not know every word. Null for others, such as “publish/subscribe”.
 */
export function strangeToken({ text, words }: Source, from: number): number | null {
  let to = from + 1;
  let signs = '';
  while (to < words.length) {
    const between = text.slice(words[to - 1]?.end, words[to]?.start);
    if (!JOINED_BY_SIGN.test(between)) break;
    signs += between;
    to += 1;
  }
  if (to === from + 1) return null;
  const isKnown = words.slice(from, to).every((_, at) => longestPhrase(text, words, from + at) !== undefined);
  return SURE_SIGN.test(signs) || !isKnown ? to : null;
}

export function keysAt({ text, words }: Source, from: number, to: number) {
  const run = words.slice(from, to);
  return {
    lower: withSymbols(text, run[0]?.start ?? 0, run.at(-1)?.end ?? 0).toLowerCase(),
    compact: run.map(({ compact }) => compact).join(''),
    singular: run.map((word) => word.singular).join(''),
  };
}

/** The stretch with the signs that belong to it: `/orders/{id}`. */
function withSymbols(text: string, start: number, end: number): string {
  let [first, last] = [start, end];
  while (first > 0 && SYMBOL_OF_NAME.test(text[first - 1] ?? '')) first -= 1;
  while (last < text.length && SYMBOL_OF_NAME.test(text[last] ?? '')) last += 1;
  return text.slice(first, last).replace(/[.:]+$/, '');
}

export function longestName(source: Source, from: number): NameClaim | undefined {
  const { text, words, index } = source;
  let last = from + 1;
  while (
    last < words.length &&
    last - from < MOST_WORDS_OF_NAME &&
    WITHIN_NAME.test(text.slice(words[last - 1]?.end, words[last]?.start))
  )
    last += 1;
  for (let to = last; to > from; to--) {
    const found = findSameName(keysAt(source, from, to), index);
    if (found.length > 0) return nameClaim(source, from, to, found);
  }
  return undefined;
}

const BEFORE_NAME =
  /^(?:does|do|did|is|are|by|of|if|when|to|from|about|between|with|on|the|service|topic|team)$/;

/** Words that are both a name and grammar are a name where grammar could not stand. */
export function isName({ words }: Source, name: NameClaim, before: Claim | undefined): boolean {
  const [previous, next] = [words[name.from - 1]?.lower ?? '', words[name.to]?.lower ?? ''];
  if (name.candidates.every(({ tier }) => tier === 'plural')) return false;
  if (/^(?:service|topic|queue|channel|event|message|team|system|api)$/.test(next)) return true;
  if (next === 'of') return false;
  const isBehindVerb = before?.type === 'phrase' && before.meanings.some(({ kind }) => kind === 'verb');
  return isBehindVerb || BEFORE_NAME.test(previous);
}
