import type { Block } from '../../lib/markdown-blocks.ts';
import type { TextRange } from '../passages/cut-text.ts';
import type { LinePlaces } from '../passages/line-places.ts';

/** A list with the lines on which its outermost items begin. */
export interface StepList {
  readonly lines: readonly number[];
  readonly end: number;
  /** Numbered, or with boxes to tick. */
  readonly isOrdered: boolean;
  readonly firstNumber: number;
  readonly lastNumber: number;
}

const MARK = /^\s{0,40}(?:[-*+]|(\d{1,4})[.)])\s{1,20}(\[[ xX]\]\s{1,20})?/;
/** An entry of a table of contents. */
const ANCHOR = /^\[[^\]\n]{1,300}\]\(#[^)\n]{1,300}\)\.?$/;

const numberOn = (line: string): number | null => {
  const number = MARK.exec(line)?.[1];
  return number === undefined ? null : Number(number);
};

export function stepListOf(block: Extract<Block, { type: 'list' }>, places: LinePlaces): StepList {
  const outer = block.items.filter(({ depth }) => depth === 0).map(({ line }) => line);
  const numbered = outer.filter((line) => numberOn(places.textOf(line)) !== null);
  // Bullets that are not indented below a numbered item belong to it all the same.
  const lines = numbered[0] !== undefined && numbered[0] === outer[0] ? numbered : outer;
  const isContents = block.items.every(({ text }) => ANCHOR.test(text));
  const hasBoxes = lines.every((line) => MARK.exec(places.textOf(line))?.[2] !== undefined);
  return {
    lines,
    end: places.rangeOf(block).end,
    isOrdered: !isContents && (hasBoxes || lines === numbered),
    firstNumber: numberOn(places.textOf(lines[0] ?? 0)) ?? 0,
    lastNumber: numberOn(places.textOf(lines.at(-1) ?? 0)) ?? 0,
  };
}

/** Its items with what stands below each, without the marks before them. */
export const itemSteps = ({ lines, end }: StepList, places: LinePlaces): TextRange[] =>
  lines.map((line, at) => {
    const following = lines[at + 1];
    return {
      start: places.startOf(line) + (MARK.exec(places.textOf(line))?.[0].length ?? 0),
      end: following === undefined ? end : places.startOf(following),
    };
  });
