import { modalWords } from '../vocabulary/modal-words.ts';
import { sectionWords } from '../vocabulary/section-words.ts';
import { readWords, type Word } from './words.ts';

/**
 * What a line looks like by itself. Offsets count from the start of the line; `from` is where its own words begin,
 * `parts` how many numbers an item's own number has: 2 in `3.1`, 0 for a bullet.
 */
export type LineShape =
  | { readonly kind: 'blank' | 'rule' | 'fence' | 'underline' }
  | { readonly kind: 'heading'; readonly level: number; readonly from: number; readonly to: number }
  | { readonly kind: 'item'; readonly indent: number; readonly from: number; readonly parts: number }
  | { readonly kind: 'row'; readonly from: number }
  | { readonly kind: 'plain'; readonly from: number; readonly heading: PlainHeading };

/** How surely a line without a heading's mark is a heading: `sure` by itself, `alone` only where it stands alone. */
export type PlainHeading = 'sure' | 'alone' | null;

const FENCE = /^ {0,3}(?:```|~~~)/;
const ATX = /^ {0,3}(#{1,6})\s/;
const RULE = /^\s{0,3}(?:[-_*]\s?){3,}$/;
const UNDERLINE = /^ {0,3}(?:={2,}|-{2,})$/;
const QUOTED = /^\s{0,8}(?:>\s?){1,8}/;
const ITEM = /^\s{0,40}(?:[-*+•·◦▪–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s{1,8}/;
const CHECKBOX = /^\[[ xX]\]\s/;

/** Pseudo headings have this level: below every marked one. */
export const PLAIN_HEADING = 7;

function atxHeading(line: string, marks: string): LineShape {
  let length = line.length;
  while (length > 0 && /[\s#]/.test(line[length - 1] ?? '')) length--;
  const body = line.slice(0, length);
  const from = Math.min(line.indexOf('#') + marks.length, body.length);
  const words = body.slice(from);
  return {
    kind: 'heading',
    level: marks.length,
    from: from + words.length - words.trimStart().length,
    to: body.length,
  };
}

/** The shape of a line without a look at its neighbours. Works in time linear to the line. */
export function lineShape(line: string): LineShape {
  const trimmed = line.trimEnd();
  if (trimmed.trimStart() === '') return { kind: 'blank' };
  if (FENCE.test(line)) return { kind: 'fence' };
  const marks = ATX.exec(line)?.[1];
  if (marks) return atxHeading(trimmed, marks);
  if (UNDERLINE.test(trimmed)) return { kind: 'underline' };
  if (trimmed.length < 200 && RULE.test(trimmed)) return { kind: 'rule' };
  if (trimmed.trimStart().startsWith('|')) return { kind: 'row', from: trimmed.indexOf('|') };
  const quoted = QUOTED.exec(trimmed)?.[0].length ?? 0;
  const item = ITEM.exec(trimmed.slice(quoted));
  if (item) {
    const after = quoted + item[0].length;
    const box = CHECKBOX.exec(trimmed.slice(after))?.[0].length ?? 0;
    const indent = item[0].length - item[0].trimStart().length;
    return { kind: 'item', indent, from: after + box, parts: item[0].match(/\d+/g)?.length ?? 0 };
  }
  const from = quoted + trimmed.slice(quoted).length - trimmed.slice(quoted).trimStart().length;
  return { kind: 'plain', from, heading: plainHeading(line, from) };
}

const MOST_HEADING_WORDS = 8;
const BOLD = /^(?:\*\*|__)[^*_]{1,80}(?:\*\*|__):?$/;

/** Offsets of the words of a heading that carries emphasis, numbering or a colon. */
export function bareHeading(line: string, from: number): { readonly from: number; readonly to: number } {
  const body = line.trimEnd();
  const head = /^[\s*_]*/.exec(body.slice(from))?.[0].length ?? 0;
  const tail = /[\s*_:]*$/.exec(body.slice(-12))?.[0].length ?? 0;
  return { from: from + head, to: Math.max(body.length - tail, from + head) };
}

/** Whether the words of a line from an offset on may be a heading. */
export function plainHeading(line: string, from: number): PlainHeading {
  const body = line.slice(from).trim();
  if (body.length > 100 || /[.!?;,]$/.test(body)) return null;
  const span = bareHeading(line, from);
  const bare = line.slice(span.from, span.to);
  const words = readWords(bare);
  if (words.length === 0 || words.length > MOST_HEADING_WORDS) return null;
  if (BOLD.test(body)) return 'sure';
  if (/[:|.!?]\s/.test(bare)) return null;
  if (modalWords.has(words)) return isSectionName(words) ? 'sure' : null;
  if (isSectionName(words) || (body.endsWith(':') && words.length <= 5)) return 'sure';
  const letters = bare.replace(/[^\p{L}]/gu, '');
  if (letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return 'sure';
  return /^[\p{Lu}\p{N}]/u.test(bare) ? 'alone' : null;
}

/** Whether the words are the name of a section and nothing else. */
function isSectionName(all: readonly Word[]): boolean {
  const words = all.filter((word) => !/^(?:\d+|the|and|our|project)$/.test(word.lower));
  const found = sectionWords.find(words);
  return words.length > 0 && found.reduce((sum, { from, to }) => sum + to - from, 0) === words.length;
}
