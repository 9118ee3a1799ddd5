import { type Cut, cutText, type TextRange, withoutBlanks } from './cut-text.ts';
import type { TokenMeter } from './token-meter.ts';

/** What a passage is put together from: a block, or a part of one that is too large. */
export interface TextUnit extends TextRange {
  readonly tokens: number;
  /** Headings above it, its own among them where it is one. */
  readonly path: readonly string[];
  /** Of a heading, from 1; 0 for anything else. */
  readonly level: number;
  /** A heading or a lead-in sentence: no passage ends with it if that can be helped. */
  readonly leads: boolean;
  /** A passage begins here whatever was before. */
  readonly opens: boolean;
  /** How it falls apart. */
  readonly inner: Cut | readonly ItemRange[] | null;
  /** By how much its text has turned out to hold more tokens than were estimated. */
  readonly scale: number;
}

/** A list item without the items below it. */
export interface ItemRange extends TextRange {
  readonly depth: number;
}

/** What one document is cut with. */
export interface Cutting {
  readonly text: string;
  readonly meter: TokenMeter;
  readonly wantedTokens: number;
  readonly mostTokens: number;
}

/** Parts are put together again: the smaller they are, the better passages fit, and the more memory they take. */
const GRAIN_SHARE = 1 / 6;

const FINER: Readonly<Record<Cut, Cut | null>> = {
  sentences: 'lines',
  lines: 'words',
  words: 'characters',
  characters: null,
};

/** Two or more smaller units in order that hold the same text; null when it cannot be cut. */
export function partsOf(unit: TextUnit, cutting: Cutting): TextUnit[] | null {
  if (typeof unit.inner === 'string') return cutFurther(unit, unit.inner, cutting);
  return unit.inner === null ? null : partsOfList(unit, unit.inner, cutting);
}

const grainOf = (unit: TextUnit, { wantedTokens }: Cutting): number =>
  (wantedTokens * GRAIN_SHARE) / unit.scale;

function cutFurther(unit: TextUnit, first: Cut, cutting: Cutting): TextUnit[] | null {
  const { text, meter } = cutting;
  for (let cut: Cut | null = first; cut !== null; cut = FINER[cut]) {
    const inner = FINER[cut] ?? cut;
    const runs = cutText(text, unit, cut, grainOf(unit, cutting), (start, end) => meter.estimate(start, end));
    if (runs.length > 1)
      return inOrder(
        unit,
        runs.map((run) => part(unit, run, inner, cutting)),
      );
  }
  return null;
}

function partsOfList(unit: TextUnit, items: readonly ItemRange[], cutting: Cutting): TextUnit[] | null {
  const groups = groupItems(items);
  const [own, ...below] = items;
  if (groups.length > 1) {
    const runs = joinSmall(groups, grainOf(unit, cutting), cutting.meter);
    const parts = runs.length > 1 ? runs : groups;
    return inOrder(
      unit,
      parts.map((some) => part(unit, spanOf(some), some, cutting)),
    );
  }
  // One item: its own words lead to the items below it; where there are none, it has only words.
  if (own === undefined || below.length === 0) return cutFurther(unit, 'sentences', cutting);
  const words = { ...part(unit, own, 'sentences', cutting), leads: true };
  return inOrder(unit, [words, part(unit, spanOf(below), below, cutting)]);
}

/** Items with those below them. */
function groupItems(items: readonly ItemRange[]): ItemRange[][] {
  const depth = items[0]?.depth ?? 0;
  const groups: ItemRange[][] = [];
  for (const item of items)
    if (item.depth <= depth || groups.length === 0) groups.push([item]);
    else groups.at(-1)?.push(item);
  return groups;
}

/** Groups of at least `grainTokens`, so that a list of a million short items is not a million parts. */
function joinSmall(groups: readonly ItemRange[][], grainTokens: number, meter: TokenMeter): ItemRange[][] {
  const joined: ItemRange[][] = [];
  let tokens = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const { start, end } = spanOf(group);
    if (tokens >= grainTokens) joined.push([...group]);
    else for (const item of group) joined.at(-1)?.push(item);
    tokens = (tokens >= grainTokens ? 0 : tokens) + meter.estimate(start, end);
  }
  return joined;
}

const spanOf = (items: readonly ItemRange[]): TextRange => ({
  start: items[0]?.start ?? 0,
  end: items.at(-1)?.end ?? 0,
});

function part(
  unit: TextUnit,
  range: TextRange,
  inner: Cut | readonly ItemRange[],
  { text, meter }: Cutting,
): TextUnit {
  const { start, end } = withoutBlanks(text, range) ?? range;
  const tokens = Math.ceil(meter.weigh(start, end) * unit.scale);
  return { ...unit, start, end, leads: false, inner, tokens };
}

/** Only the first part opens a passage; the last one leads to what the whole led to. */
const inOrder = (unit: TextUnit, parts: readonly TextUnit[]): TextUnit[] =>
  parts.map((one, at) => ({
    ...one,
    opens: unit.opens && at === 0,
    leads: one.leads || (unit.leads && at === parts.length - 1),
  }));
