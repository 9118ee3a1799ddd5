import type { Block } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { TextRange } from '../passages/cut-text.ts';
import type { LinePlaces } from '../passages/line-places.ts';

type Table = Extract<Block, { type: 'table' }>;

const STEP = /^steps?(?: (?:no\.?|number|#))?$/i;
const NUMBER = /^(?:#|no\.?|nr\.?|number|order)$/i;
const DEED = /^(?:actions?|tasks?|what to do|procedure|instructions?|description|commands?|do)$/i;

/** Whether the rows of a table are steps: a column of them, or a number beside something to do. */
export function isStepTable(table: Table, isInAction: boolean): boolean {
  const names = table.header.map((cell) => plainText(cell.slice(0, 100)));
  if (names.some((name) => STEP.test(name))) return true;
  const deeds = names.filter((name) => DEED.test(name)).length;
  return deeds > 0 && (names.some((name) => NUMBER.test(name)) || isInAction);
}

/** Rows without the bars around them and without a number of their own before them. */
export const tableSteps = (table: Table, places: LinePlaces): TextRange[] =>
  table.rows.map((_, at) => {
    // The header and the line below it come first.
    const line = table.line + 2 + at;
    const text = places.textOf(line);
    const start = /^\s{0,40}\|?\s{0,40}(?:\d{1,4}[.)]?\s{0,40}\|)?\s{0,40}/.exec(text)?.[0].length ?? 0;
    const end = text.trimEnd().replace(/\s*\|$/, '').length;
    return { start: places.startOf(line) + start, end: places.startOf(line) + end };
  });
