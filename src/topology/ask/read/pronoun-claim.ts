import { longestPhrase } from './match-phrases.ts';
import type { Meaning } from './meanings.ts';
import { longestName } from './name-at.ts';
import { nameClaim, type Source } from './question-source.ts';
import type { Claim } from './reading.ts';

/** A pronoun as what was last spoken of; “the topic orders” is none. */
export function pronounClaim(
  source: Source,
  from: number,
  phrase: { to: number; meanings: readonly Meaning[] },
) {
  const pronoun = phrase.meanings.find((meaning) => meaning.kind === 'pronoun');
  if (!pronoun) return undefined;
  const { subjects, listed } = source.spoken;
  if (phrase.to > from + 1 && isNamedNext(source, phrase.to)) return fillerClaim(from);
  if (subjects.length + listed.length === 0)
    return phrase.to > from + 1 ? fillerClaim(from) : ({ type: 'phrase', from, ...phrase } as const);
  const groups = pronoun.isPlural ? [listed, subjects] : [subjects, listed];
  const claim = nameClaim(source, from, phrase.to, []);
  return {
    ...claim,
    reference: { isPlural: pronoun.isPlural, groups: groups.filter(({ length }) => length > 0) },
  };
}

const fillerClaim = (from: number): Claim => ({
  type: 'phrase',
  from,
  to: from + 1,
  meanings: [{ kind: 'filler' }],
});

const isNamedNext = (source: Source, at: number): boolean => {
  if (at >= source.words.length) return false;
  if (source.quotes.some(({ start }) => start === source.words[at]?.start)) return true;
  return longestName(source, at) !== undefined || !longestPhrase(source.text, source.words, at);
};
