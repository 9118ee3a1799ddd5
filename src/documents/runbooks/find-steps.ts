import type { Block } from '../../lib/markdown-blocks.ts';
import { type TextRange, withoutBlanks } from '../passages/cut-text.ts';
import { LinePlaces } from '../passages/line-places.ts';
import { PointCounter } from '../passages/point-counter.ts';
import { itemSteps, type StepList, stepListOf } from './list-steps.ts';
import type { RunbookStep } from './read-runbook.ts';
import { type RunbookSection, SectionReader } from './runbook-sections.ts';
import { isStepTable, tableSteps } from './table-steps.ts';

/** Nobody follows more of them. */
const MAX_STEPS = 1_000;

/** Paragraphs that say nothing to do: placeholders, comments, tags on their own, targets of links. */
const EMPTY =
  /^(?:<!--|<\/?[a-z][^>\n]{0,200}>\s{0,5}$|\[[^\]\n]{1,100}\]:\s|(?:todo|tbd|n\/a|none|-{3,})\b.{0,40}$|<[^>\n]{1,300}>$)/i;

/** Nothing but a link to read on at. */
const REFERENCE =
  /^(?:(?:see|read)(?: also)?:?\s)?\[[^\]\n]{1,300}\](?:\([^)\n]{1,1000}\)|\[[^\]\n]{0,100}\])\.?$/i;

const saysNothing = (paragraph: string): boolean =>
  EMPTY.test(paragraph) || paragraph.split('\n', 20).every((line) => REFERENCE.test(line.trim()));

/** What a page says to do, in the order of its text. Only ordered lists count outside of sections that are about it. */
export function findSteps(text: string, blocks: readonly Block[]): RunbookStep[] {
  const places = new LinePlaces(text.split('\n'));
  const points = new PointCounter(text);
  const steps: RunbookStep[] = [];
  for (const part of new SectionReader(blocks).parts) {
    const section = 'role' in part ? part.name : part.section;
    const ranges = 'role' in part ? stepsOf(part, places) : [headedStep(part.blocks, places)];
    for (const range of ranges) {
      const whole = withoutBlanks(text, range);
      if (!whole) continue;
      if (steps.length >= MAX_STEPS) return steps;
      const start = whole.start + (/^\s*/.exec(text.slice(whole.start, whole.start + 200))?.[0].length ?? 0);
      steps.push({
        text: text.slice(start, whole.end),
        start: points.before(start),
        end: points.before(whole.end),
        section,
      });
    }
  }
  return steps;
}

/** From the words of the heading to the end of what stands below it. */
function headedStep(blocks: readonly Block[], places: LinePlaces): TextRange {
  const [heading, last] = [blocks[0], blocks.at(-1)];
  if (!heading || !last) return { start: 0, end: 0 };
  const { start } = places.rangeOf(heading);
  const marks = /^ {0,3}#{1,6}\s{1,20}/.exec(heading.raw)?.[0].length ?? 0;
  return { start: start + marks, end: places.rangeOf(last).end };
}

function stepsOf({ role, blocks }: RunbookSection, places: LinePlaces): TextRange[] {
  if (role === 'background') return [];
  const lists = blocks.map((block) => (block.type === 'list' ? stepListOf(block, places) : null));
  const isTable = (block: Block) => block.type === 'table' && isStepTable(block, role === 'action');
  if (lists.some((list) => list?.isOrdered) || blocks.some(isTable))
    return orderedSteps(blocks, lists, places, isTable);
  if (role !== 'action') return [];
  const told = blocks.filter((block) => block.type !== 'paragraph' || !saysNothing(block.raw.trim()));
  return isBulleted(told) ? bulletedSteps(told, places) : paragraphSteps(told, places);
}

/** Ordered lists and tables of steps; what stands between two parts of one list belongs to the item before it. */
function orderedSteps(
  blocks: readonly Block[],
  lists: readonly (StepList | null)[],
  places: LinePlaces,
  isTable: (block: Block) => boolean,
): TextRange[] {
  const steps: TextRange[] = [];
  let number = 0;
  let isAttached = false;
  for (const [at, block] of blocks.entries()) {
    const list = lists[at];
    if (list?.isOrdered) {
      for (const range of itemSteps(list, places)) steps.push(range);
      number = list.lastNumber;
      isAttached = true;
    } else if (block.type === 'table' && isTable(block)) {
      for (const range of tableSteps(block, places)) steps.push(range);
      isAttached = false;
    } else if (isAttached) {
      const next = lists.slice(at + 1, at + 6).find((later) => later?.isOrdered);
      const goesOn =
        next !== undefined && next !== null && next.firstNumber > 1 && next.firstNumber === number + 1;
      isAttached = block.type === 'code' || goesOn || /^ {2}/.test(block.raw);
      if (isAttached) extendLast(steps, block, places);
    }
  }
  return steps;
}

function extendLast(steps: TextRange[], block: Block, places: LinePlaces): void {
  const last = steps.pop();
  if (last) steps.push({ start: last.start, end: places.rangeOf(block).end });
}

/** Nothing but lists and what belongs to their items, after one sentence that leads to them. */
function isBulleted(blocks: readonly Block[]): boolean {
  const paragraphs = blocks.filter(({ type }) => type === 'paragraph');
  if (!blocks.some(({ type }) => type === 'list')) return false;
  return (
    paragraphs.length === 0 ||
    (paragraphs.length === 1 && blocks[0] === paragraphs[0] && blocks[1]?.type === 'list')
  );
}

function bulletedSteps(blocks: readonly Block[], places: LinePlaces): TextRange[] {
  const steps: TextRange[] = [];
  for (const block of blocks)
    if (block.type === 'list')
      for (const range of itemSteps(stepListOf(block, places), places)) steps.push(range);
    else if (block.type !== 'paragraph') extendLast(steps, block, places);
  return steps;
}

/** Every paragraph with the code, the lists and the tables below it; one that ends with a colon goes on. */
function paragraphSteps(blocks: readonly Block[], places: LinePlaces): TextRange[] {
  const steps: TextRange[] = [];
  let before: Block | null = null;
  for (const block of blocks) {
    const leads: boolean = before?.type === 'paragraph' && /:[*_\s]*$/.test(before.raw.slice(-20));
    const begins: boolean =
      steps.length === 0 || (block.type === 'paragraph' && !leads && !/^\s*(?:>|\p{Ll})/u.test(block.raw));
    if (begins) steps.push(places.rangeOf(block));
    else extendLast(steps, block, places);
    before = block;
  }
  return steps;
}
