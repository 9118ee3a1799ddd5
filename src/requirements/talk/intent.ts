import { isGeneral, termsOf } from '../find/subject-terms.ts';
import { INSTRUCTION } from '../read/judge-statements.ts';
import type { Statement } from '../read/statement.ts';
import type { Word } from '../read/words.ts';
import { type AskKind, askPatterns, askWords, goOnPattern, lookupPattern } from '../vocabulary/ask-words.ts';
import { conditionWords } from '../vocabulary/content-words.ts';
import { vagueWords } from '../vocabulary/vague-words.ts';

/** What a question is about, apart from what it asks for. */
export interface Topic {
  /** Content words: the key that a line has to hold, and the words as the user wrote them. */
  readonly terms: readonly { readonly key: string; readonly text: string }[];
  /** The words as written, together where they stand together. */
  readonly texts: readonly string[];
  /** The kind of amount that is asked for: `time`, `size`, `count`, `money`, `date`, `period`, `percent`. */
  readonly dimension: string | null;
}

export interface Intent {
  readonly kind: AskKind | 'lines' | 'lookup' | 'unclear';
  readonly topic: Topic | null;
  /** Numbers of lines that are asked for. */
  readonly lines: readonly number[];
  /** Names of requirements that are asked for: `FR-3`. */
  readonly ids: readonly string[];
  /** Which requirement in the order of the text is asked for, from 1; from the end below 0. */
  readonly nth: number | null;
}

const DIMENSIONS: readonly (readonly [dimension: string, pattern: RegExp])[] = [
  ['period', /\bhow (?:often|frequently)\b/],
  [
    'time',
    /\bhow (?:long|fast|quick(?:ly)?|soon)\b|\b(?:response|load(?:ing)?|waiting) times?\b|\bduration\b|\btime ?(?:limit|out)\b|\blatency\b/,
  ],
  ['size', /\bhow (?:big|large)\b|\b(?:file|upload|maximum|max) sizes?\b|\bsize limit\b/],
  ['money', /\bhow much (?:money|does|do|is|will|would|can|may)\b|\b(?:costs?|budget|price)\b/],
  [
    'date',
    /\bwhen (?:is|does|do|will|must|should|are)\b|\b(?:deadline|launch date|due date|by when|release date|which date|what date)\b/,
  ],
  ['percent', /\b(?:what|which) percentage\b|\bhow available\b|\buptime\b/],
  ['count', /\bhow many\b/],
];

const AMOUNT_WORDS = /^(?:size|time|times|duration|percentage|date)$/;

function topicOf({ text, words }: Statement, lower: string): Topic | null {
  const isTopic = (word: Word): boolean => !askWords.has(word.lower) && !AMOUNT_WORDS.test(word.lower);
  // “User stories” are requirements, and no users.
  const topical = words.filter(
    ({ lower: word }, at) => !(word === 'user' && /^stor/.test(words[at + 1]?.lower ?? '')),
  );
  const told = termsOf(topical).filter((term) => term.words.some(isTopic) && !conditionWords.has(term.key));
  const special = told.filter((term) => !isGeneral(term));
  const terms = special.length > 0 ? special : told;
  const dimension = DIMENSIONS.find(([, pattern]) => pattern.test(lower))?.[0] ?? null;
  if (terms.length === 0) return null;
  const runs: Word[][] = [];
  for (const term of terms) {
    const before = runs.at(-1);
    const follows =
      before !== undefined &&
      words.indexOf(term.words[0] as Word) === words.indexOf(before.at(-1) as Word) + 1;
    if (follows) before.push(...term.words);
    else runs.push([...term.words]);
  }
  const cut = (from: Word | undefined, to: Word | undefined): string => text.slice(from?.start, to?.end);
  return {
    terms: terms.map(({ key, words: own }) => ({ key, text: cut(own[0], own.at(-1)) })),
    texts: runs.map((run) => cut(run[0], run.at(-1))),
    dimension,
  };
}

const LINES = /\blines? (\d{1,5})(?:\s?(?:-|–|to|and|,)\s?(\d{1,5}))?/;
const MOST_LINES = 20;

function linesOf(lower: string): number[] {
  const match = LINES.exec(lower);
  if (!match) return [];
  const [first, second] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (/,|and/.test(match[0])) return [first, second];
  return Array.from({ length: Math.min(Math.max(second - first, 0), MOST_LINES) + 1 }, (_, at) => first + at);
}

const ID = /(?<![\p{L}\p{N}])\p{Lu}{1,6}-?\d{1,4}(?:\.\d{1,3})?(?![\p{L}\p{N}])/gu;
const ABOUT_TEXT = /\b(?:text|document|spec|brief|source)\b.{0,20}\b(?:say|mention|state|specify)/;

const GENERAL = /^(?:requirements|goals|users|constraints|scope|must|optional|overview|more|open)$/;
/** Bids for what this answerer does not do. */
const OTHER_TASK =
  /^(?:(?:can|could|would) you )?(?:please )?(?:translate|generate|create|write|print|act|pretend|code|implement|build|draw|send|delete|ignore|forget|output|repeat after)\b/;
const WHY = /\b(?:why|wrong|problem|problematic|explain|bad)\b/;
const BID = /^(?:(?:can|could|would|will) you|please|help)\b/;

function kindOf(lower: string, words: readonly Word[], topic: Topic | null): Intent['kind'] {
  const found = askPatterns.find(
    ([ask, pattern]) => pattern.test(lower) && !(ask === 'code' && ABOUT_TEXT.test(lower)),
  );
  const ask = found?.[0];
  const general = ask === undefined || GENERAL.test(ask);
  if (general && goOnPattern.test(lower)) return 'more';
  if (ask === 'code' || ask === 'thanks' || ask === 'recap') return ask;
  if (INSTRUCTION.test(lower) || (ask === undefined && OTHER_TASK.test(lower))) return 'unclear';
  // “Why is fast a problem?”
  if (general && vagueWords.has(words) && WHY.test(lower)) return 'vague';
  // “How many users must it support?” and “what about payments?” are looked up.
  if (topic !== null && general && (topic.dimension !== null || lookupPattern.test(lower))) return 'lookup';
  if (ask === 'overview' && topic !== null && lower.endsWith('?') && !BID.test(lower)) return 'lookup';
  return ask ?? (topic === null ? 'unclear' : 'lookup');
}

const NTH =
  /\b(?:requirement|req|goal|story|user story)s? (?:no\.? ?|number |#)?(\d{1,3})\b|\b(first|second|third|last) (?:requirement|user story|story)\b/;
const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, last: -1 };

/** “Requirement 3”, “the second requirement”: counted from 1, from the end below 0. */
function nthOf(lower: string): number | null {
  const match = NTH.exec(lower);
  if (!match) return null;
  return match[1] === undefined ? (ORDINALS[match[2] ?? ''] ?? null) : Number(match[1]);
}

/** Reads what one sentence asks. `knownIds` are the names of requirements in the text. */
export function readIntent(statement: Statement, knownIds: ReadonlySet<string>): Intent {
  const lower = statement.text.toLowerCase().replaceAll('’', "'").slice(0, 600);
  const lines = linesOf(lower);
  const ids = [...statement.text.matchAll(ID)].map(([id]) => id).filter((id) => knownIds.has(id));
  const nth = ids.length > 0 ? null : nthOf(lower);
  const topic = topicOf(statement, lower);
  const kind = kindOf(lower, statement.words, topic);
  const isPlace = lines.length > 0 || ids.length > 0 || nth !== null;
  return { kind: isPlace && kind !== 'reword' && kind !== 'code' ? 'lines' : kind, topic, lines, ids, nth };
}

/** Names such as `FR-3` that the text gives its requirements. */
export const idsIn = (text: string): ReadonlySet<string> => new Set([...text.matchAll(ID)].map(([id]) => id));
