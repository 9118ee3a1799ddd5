import { plainBlocks } from '../../lib/plain-blocks.ts';
import { stem } from '../../lib/stem.ts';
import { conceptAt } from './concepts.ts';
import { tellingOf, WEAK_TELLING } from './failure-words.ts';

/** A word, name, code or concept of a text. */
export interface ReadTerm {
  readonly term: string;
  /** As the text has it. */
  readonly shown: string;
  /** 0 to 1: how much it may tell of a failure. */
  readonly telling: number;
}

const NOISE = [
  /\bhttps?:\/\/\S{1,2000}|\bwww\.\S{1,500}/gi,
  /\S{1,200}@\S{1,200}/g,
  /\b\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b/g,
  // Hashes and ids, addresses.
  /\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi,
  /\b(?:ip-)?\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3}\b/g,
  /\bv?\d+(?:\.\d+)+\b/gi,
];
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;
const HTTP_CODE = /^[45]\d\ds?$/;
/** A three-digit number with one of these behind it is an amount. */
const AMOUNT =
  /^\s*(?:%|ms\b|s\b|[kmgt]i?b\b|min|hour|day|second|user|customer|request|order|event|pod|node|record|row|file|message|job|people|time|euro|usd|mile)/i;
/** Numbers of records and machines: `PM2019`, `INC004711`. */
const RECORD_ID = /^\p{L}{1,6}\d{3,}$/u;
const CHINESE_OR_JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const MOST_CHARACTERS = 30_000;

/** Whether a number is an amount, by what stands behind it. */
export const isAmountBefore = (rest: string): boolean => AMOUNT.test(rest);

interface Word {
  readonly shown: string;
  readonly stem: string;
}

/** The words of a text, without addresses, times, amounts and versions; `kafka-exporter` is two. */
function wordsOf(text: string): Word[] {
  let plain = plainBlocks(text.slice(0, MOST_CHARACTERS));
  for (const noise of NOISE) plain = plain.replace(noise, ' ');
  const words: Word[] = [];
  for (const match of plain.matchAll(WORD)) {
    const shown = match[0].replace(/['’]s$/, '');
    const lower = shown.toLowerCase().replace('’', "'");
    if (/^\d/.test(lower)) {
      const rest = plain.slice(match.index + match[0].length, match.index + match[0].length + 12);
      if (/^5xxs?$/.test(lower) || (HTTP_CODE.test(lower) && !isAmountBefore(rest)))
        words.push({ shown, stem: stem(lower) });
    } else if (CHINESE_OR_JAPANESE.test(lower)) words.push(...pairsOf(lower));
    else if (lower.length > 1 && !RECORD_ID.test(lower))
      words.push({ shown, stem: stem(lower.replaceAll("'", '')) });
  }
  return words;
}

/** Text without spaces between its words is compared by pairs of characters. */
function pairsOf(text: string): Word[] {
  const characters = [...text];
  if (characters.length < 2) return [{ shown: text, stem: text }];
  return characters.slice(1).map((character, place) => {
    const pair = `${characters[place]}${character}`;
    return { shown: pair, stem: pair };
  });
}

/** The terms of a text in their order, what says nothing left out; a concept stands in the place of its names. */
export function readTerms(text: string): ReadTerm[] {
  const words = wordsOf(text);
  const stems = words.map((word) => word.stem);
  const terms: ReadTerm[] = [];
  for (let at = 0; at < words.length; ) {
    const found = conceptAt(stems, at);
    const length = found?.words ?? 1;
    const shown = words
      .slice(at, at + length)
      .map((word) => word.shown)
      .join(' ');
    const term = found?.concept.name ?? stems[at] ?? '';
    const telling = found ? (found.concept.isWeak ? WEAK_TELLING : 1) : tellingOf(term);
    if (telling > 0) terms.push({ term, shown, telling });
    at += length;
  }
  return terms;
}
