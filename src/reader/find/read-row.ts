import { kindNamed } from '../kinds/kinds.ts';
import type { KindName, Question } from '../question/question.ts';
import type { UnitOf, Words } from '../units/unit.ts';
import { contradicts, cover } from './cover.ts';

/** What a row of a table says to a question. */
export interface RowAnswer {
  /** Columns to show, in their order. */
  readonly columns: readonly number[];
  /** The cells that answer. */
  readonly answer: string;
  /** All that the row shows, headers too. */
  readonly told: string;
  /** Terms that the row and its chosen columns hold. */
  readonly terms: number;
  /** Whether the question names the column. */
  readonly isNamed: boolean;
  /** Whether the header of the cells that answer is of the kind that is asked for. */
  readonly isOfKind: boolean;
  /** Whether a figure in the cells that answer is a price, as their header says. */
  readonly isPriced: boolean;
}

/** Headers that a kind of question asks for without naming them. */
const ASKED_HEADERS: Partial<Readonly<Record<KindName, RegExp>>> = {
  who: /\b(?:owners?|teams?|who|contacts?|responsible|lead|assignee|approvers?|author|by|person|role|maintainer)\b/i,
  when: /\b(?:when|dates?|due|deadline|time|day|schedule|until|by|starts?|ends?|released?)\b/i,
  'how-long': /\b(?:duration|period|retention|time|timeout|within|long|length|days|hours|minutes)\b/i,
  'how-often': /\b(?:frequency|interval|schedule|how often|every)\b/i,
  'how-many': /\b(?:price|cost|amount|number|count|limit|maximum|max|value|quantity|size|fee)\b/i,
  where: /\b(?:where|location|url|link|path|address|channel|repository|repo|endpoint)\b/i,
  why: /\b(?:why|reason|cause|against|because|rationale|drawbacks?|cons)\b/i,
  define: /\b(?:meaning|definition|description|means|explanation|purpose|what)\b/i,
  command: /\b(?:command|query|how)\b/i,
};

/** `Price`, `Yearly fee`, `Cost (crowns)`; a fee has a period and a code, too. */
const PRICE_HEADER =
  /^(?:[\w-]+ ){0,2}(?:prices?|costs?|fees?|charges?|fares?)(?:$| ?[(/,]| (?:per|an?|in|for)\b)/i;

const EMPTY_CELL = /^(?:-|–|—|n\/a|tbd|\?|)$/i;

/** A cell names a thing when it holds little beside the terms. */
function namesThing(cell: Words, terms: number): boolean {
  let [held, words] = [terms, 0];
  for (; held !== 0; held &= held - 1) words++;
  return terms !== 0 && cell.tokens.length <= words + 3;
}

/** Reads a row for a question; null where it holds nothing of it, or says nothing beside it. */
export function readRow({ header, cells }: UnitOf<'row'>, question: Question): RowAnswer | null {
  const inCells = cells.map((cell) => cover(cell.tokens, question));
  const keys = cells.flatMap((cell, at) =>
    namesThing(cell, (inCells[at] ?? 0) & question.required) ? [at] : [],
  );
  const keyTerms = inCells.reduce((all, terms) => all | terms, 0);
  if (keyTerms === 0) return null;
  if (keys.some((at) => contradicts((cells[at] as Words).tokens, question))) return null;
  const inHeader = header.map((name) => cover(name.tokens, question));
  const open = ~keyTerms;
  const kind = kindNamed(question.kind);
  const isFull = (at: number) => !EMPTY_CELL.test(cells[at]?.text ?? '');
  const columns = [...header.keys()].filter((at) => isFull(at) && !keys.includes(at));
  let asked = columns.filter((at) => ((inHeader[at] ?? 0) & open) !== 0);
  const isNamed = asked.length > 0;
  const pattern = ASKED_HEADERS[question.kind];
  if (asked.length === 0 && pattern) asked = columns.filter((at) => pattern.test(header[at]?.text ?? ''));
  const isOfKind = pattern !== undefined && asked.some((at) => pattern.test(header[at]?.text ?? ''));
  if (asked.length === 0 && pattern)
    asked = columns.filter((at) => kind.fits(cells[at]?.text ?? '', question) >= 0.8);
  if (asked.length === 0) asked = columns;
  if (asked.length === 0) return null;
  const terms =
    asked.reduce((all, at) => all | (inHeader[at] ?? 0), keyTerms) |
    keys.reduce((all, at) => all | (inHeader[at] ?? 0), 0);
  const shown = [...new Set([0, ...keys, ...asked])].sort((a, b) => a - b);
  return {
    columns: shown,
    answer: asked.map((at) => cells[at]?.text ?? '').join(' | '),
    told: shown.map((at) => `${header[at]?.text ?? ''} ${cells[at]?.text ?? ''}`).join(' '),
    terms,
    isNamed,
    isOfKind,
    isPriced: asked.every((at) => PRICE_HEADER.test(header[at]?.text ?? '')),
  };
}
