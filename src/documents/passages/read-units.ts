import { type Block, readBlocks } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { type Cut, cutText, type TextRange, withoutBlanks } from './cut-text.ts';
import { LinePlaces } from './line-places.ts';
import type { Cutting, ItemRange, TextUnit } from './text-unit.ts';

/** A longer heading is a paragraph above a rule, or a line that only begins with `#`. */
const MAX_HEADING_CHARACTERS = 300;
/** Of a longer lead-in paragraph only the last sentence has to stay with its list. */
const MAX_LEAD_IN_TOKENS = 60;

/** More of them than any passage has. */
const MOST_ITEMS_AT_ONCE = 1_000;

/** A row of a table without a header. */
const ROW = /^\s{0,40}\|/;

type Shape = Pick<TextUnit, 'level' | 'leads' | 'opens' | 'inner'>;
const PLAIN: Shape = { level: 0, leads: false, opens: false, inner: 'sentences' };

/** Blocks of the text as units, one by one, each under the headings that it stands under. */
export function* readUnits(
  { text, syntax, title }: Pick<ParsedDocument, 'text' | 'syntax' | 'title'>,
  cutting: Cutting,
): Generator<TextUnit> {
  const lines = text.split('\n');
  const places = new LinePlaces(lines);
  const headings = new HeadingPath(title);
  let current: Block | undefined;
  for (const next of withEnd(readBlocks(lines, MOST_ITEMS_AT_ONCE))) {
    if (current) yield* unitsOf(current, next, places, headings, syntax === 'markdown', cutting);
    current = next;
  }
}

function* withEnd(blocks: Iterable<Block>): Generator<Block | undefined> {
  yield* blocks;
  yield undefined;
}

/** The headings above the place that has been read to. */
class HeadingPath {
  readonly #title: string | null;
  #open: { readonly level: number; readonly name: string }[] = [];
  #isFirst = true;
  names: readonly string[] = [];

  constructor(title: string | null) {
    this.#title = title === null ? null : nameOf(title);
  }

  enter(level: number, text: string): void {
    const name = nameOf(text);
    this.#open = this.#open.filter((outer) => outer.level < level);
    const isTitle = this.#isFirst && name.toLowerCase() === this.#title?.toLowerCase();
    this.#open.push({ level, name: isTitle ? '' : name });
    this.#isFirst = false;
    this.names = this.#open.flatMap((outer) => (outer.name === '' ? [] : [outer.name]));
  }
}

/** A heading of plain words, which most are, is not looked through for marks. */
const HAS_MARKS = /[^A-Za-z0-9 ,.:;()-]| {2}/;

function nameOf(heading: string): string {
  const text = heading.slice(0, MAX_HEADING_CHARACTERS);
  return HAS_MARKS.test(text) ? plainText(text.toWellFormed()) : text.trim();
}

function* unitsOf(
  block: Block,
  next: Block | undefined,
  places: LinePlaces,
  headings: HeadingPath,
  hasHeadings: boolean,
  cutting: Cutting,
): Generator<TextUnit> {
  const whole = withoutBlanks(cutting.text, places.rangeOf(block));
  if (!whole) return;
  const make = (range: TextRange, shape: Shape): TextUnit => ({
    ...range,
    ...shape,
    tokens: cutting.meter.weigh(range.start, range.end),
    path: headings.names,
    scale: 1,
  });
  if (block.type === 'heading' && hasHeadings && block.text.length <= MAX_HEADING_CHARACTERS) {
    headings.enter(block.level, block.text);
    yield make(whole, { level: block.level, leads: true, opens: true, inner: 'words' });
  } else if (block.type === 'list') yield* listUnits(block, whole, next, places, make);
  else if (block.type === 'table' || block.type === 'code' || ROW.test(block.raw))
    yield make(whole, { ...PLAIN, inner: 'lines' });
  else if (leadsIn(block, next)) yield* leadInUnits(whole, make, cutting);
  else yield make(whole, PLAIN);
}

type Make = (range: TextRange, shape: Shape) => TextUnit;

function* listUnits(
  block: Extract<Block, { type: 'list' }>,
  { start, end }: TextRange,
  next: Block | undefined,
  places: LinePlaces,
  make: Make,
): Generator<TextUnit> {
  const items = block.items.map(({ depth, line }, at): ItemRange => {
    const following = block.items[at + 1];
    return { depth, start: places.startOf(line), end: following ? places.startOf(following.line) : end };
  });
  // Code that is indented after a list belongs to its last item.
  const ownsNext = next?.type === 'code' && /^ {2}/.test(next.raw);
  const last = ownsNext ? items.findLastIndex(({ depth }) => depth === 0) : items.length;
  const cut = items[last]?.start ?? end;
  if (last > 0) yield make({ start, end: cut }, { ...PLAIN, inner: items.slice(0, last) });
  if (ownsNext)
    yield make({ start: Math.max(start, cut), end }, { ...PLAIN, inner: items.slice(last), leads: true });
}

/** Whether a paragraph leads to the block after it. */
function leadsIn(block: Block, next: Block | undefined): boolean {
  if (!next || next.type === 'heading') return false;
  if (next.type === 'code' || next.type === 'table') return true;
  if (/[:：]$/.test(block.raw.slice(-200).replace(/[*_\s]+$/, ''))) return true;
  return next.type === 'list' && next.line === block.line + block.raw.split('\n').length;
}

function* leadInUnits(whole: TextRange, make: Make, { text, meter }: Cutting): Generator<TextUnit> {
  const cut: Cut = 'sentences';
  const sentences =
    meter.estimate(whole.start, whole.end) > MAX_LEAD_IN_TOKENS
      ? cutText(text, whole, cut, 0, (start, end) => meter.estimate(start, end))
      : [whole];
  const last = sentences.at(-1) ?? whole;
  if (last.start > whole.start) {
    const before = { start: whole.start, end: sentences.at(-2)?.end ?? last.start };
    yield make(before, PLAIN);
  }
  yield make(last, { ...PLAIN, leads: true });
}
