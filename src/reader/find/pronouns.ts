import type { Unit } from '../units/unit.ts';
import { functionWords } from '../vocabulary/function-words.ts';
import type { Token } from '../words/read-tokens.ts';
import type { Reading } from './context.ts';
import { cover, coverToken } from './cover.ts';

const ONE =
  /\b(?:it|this)\b(?! ones?\b)|\bthat(?=[.,;]|$| (?:every|each|once|twice|on|at|daily|weekly|monthly|yearly)\b)/i;
const SEVERAL =
  /\b(?:they|them|these)\b(?! ones?\b)|\bthose(?=[.,;]|$| (?:every|each|once|twice|on|at|daily|weekly|monthly|yearly)\b)/i;
/** `This limit` names its thing again: the number of the words tells nothing. */
const WITH_NOUN = /\b(?:this|these) (?!is\b|are\b|was\b|were\b|every\b|each\b|once\b|on\b|at\b)\p{L}/iu;
/** "It takes an hour to …" stands for nothing. */
const DUMMY = /\bit (?:is|was|takes|took|seems|may be|can be) [^.;]{0,60}?\b(?:to|that)\b/i;
/** In front of the pronoun these bring another thing that it may stand for. */
const OTHER_CLAUSE =
  /[,;:(]|\b(?:when|if|once|after|before|until|while|because|since|that|which|who|where|and|or|but|then)\b/i;
const DETERMINER = /\b(?:the|an?|our|your|each|every|any|all)\b/gi;
/** What begins the part of a sentence that is neither its subject nor its object; `of` is looked at by itself. */
const BEHIND =
  /[,;:(]|\b(?:in|on|at|by|for|from|with|to|into|onto|under|over|behind|near|between|through|via|within|during|beside|inside|above|below|against|as|that|which|who|where|because|when|if|so|until|while)\b/i;

/** Sentences back to the one that names the thing. */
const MOST_BACK = 3;

interface Pronoun {
  readonly isSeveral: boolean;
  readonly isFree: boolean;
}

/** The pronoun of a sentence that can only stand for something said before it. */
function pronounOf(text: string): Pronoun | null {
  const several = SEVERAL.exec(text);
  const found = several ?? ONE.exec(text);
  if (!found || DUMMY.test(text)) return null;
  const before = text.slice(0, found.index);
  if (OTHER_CLAUSE.test(before) || (before.match(DETERMINER) ?? []).length > 1) return null;
  return { isSeveral: several !== null, isFree: WITH_NOUN.test(text.slice(found.index)) };
}

const looksPlural = ({ lower }: Token): boolean =>
  (/[^su]s$/.test(lower) || /^(?:people|staff|data|team|group)$/.test(lower)) && !functionWords.has(lower);

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Subject and object of a sentence, by its marks: all up to the first preposition. */
function coreOf({ text }: Unit): Range {
  return { start: 0, end: BEHIND.exec(text)?.index ?? text.length };
}

/** What stands behind the first preposition, up to the next. */
function behindOf({ text }: Unit, { end }: Range): Range {
  const first = BEHIND.exec(text.slice(end))?.[0].length ?? 0;
  const rest = text.slice(end + first);
  return { start: end + first, end: end + first + (BEHIND.exec(rest)?.index ?? rest.length) };
}

const within = (tokens: readonly Token[], { start, end }: Range): Token[] =>
  tokens.filter((token) => token.start >= start && token.end <= end);

/** Without what hangs on `of`, where what it hangs on is not asked for: the vault of the key is not the key. */
function withoutOwner(tokens: readonly Token[], { question }: Reading): readonly Token[] {
  const of = tokens.findIndex(({ lower }) => lower === 'of');
  const head = tokens[of - 1];
  return of > 0 && head && coverToken(head, question) === 0 ? tokens.slice(0, of) : tokens;
}

/** The sentence that names what the pronoun of a unit stands for: sentences between begin with the same pronoun. */
export function antecedentOf(unit: Unit): Unit | null {
  const pronoun = unit.kind === 'sentence' ? pronounOf(unit.text) : null;
  if (!pronoun || unit.kind !== 'sentence') return null;
  const same = pronoun.isSeveral ? /^they\b/i : /^it\b/i;
  let { previous } = unit;
  for (let steps = 1; steps < MOST_BACK && previous?.kind === 'sentence' && previous.previous; steps++) {
    if (pronoun.isFree || !same.test(previous.text)) break;
    previous = previous.previous;
  }
  return previous;
}

/**
 * Terms of what a pronoun in the sentence stands for: subject or object of a sentence before it in the same paragraph.
 * 0 where the sentence has no such pronoun, may mean something else with it, or holds nothing of the question itself.
 */
export function pronounTerms(reading: Reading, unit: Unit): number {
  if (unit.kind !== 'sentence' || !unit.previous) return 0;
  const { question } = reading;
  if ((reading.own(unit) & question.required) === 0) return 0;
  const pronoun = pronounOf(unit.text);
  const previous = antecedentOf(unit);
  if (!pronoun || !previous) return 0;
  const core = coreOf(previous);
  const inCore = within(previous.tokens, core);
  const { isSeveral, isFree } = pronoun;
  const isMissing = isSeveral && !isFree && !inCore.some(looksPlural);
  const region = isMissing ? within(previous.tokens, behindOf(previous, core)) : inCore;
  const tokens = withoutOwner(region, reading);
  const named = tokens.filter((token) => (coverToken(token, question) & question.required) !== 0);
  const isJoint = isSeveral && tokens.some(({ lower }) => lower === 'and');
  const agrees = isFree || isJoint || named.some((token) => looksPlural(token) === isSeveral);
  return agrees ? cover(tokens, question) : 0;
}
