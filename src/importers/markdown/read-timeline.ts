import { type DateOrder, type DateParts, findDates } from '../../lib/find-dates.ts';
import type { Block } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import type { DateContext } from '../../lib/resolve-date.ts';
import { ZONE_PATTERN } from '../../lib/zone-offset.ts';
import type { Section } from '../fields/read-sections.ts';
import { splitTimedLine, type TimedRow, type TimelineRow, timeRows } from '../fields/timeline-rows.ts';

export interface TimelineContext {
  readonly year: number | undefined;
  readonly day: DateContext['day'] | undefined;
  readonly order: DateOrder;
}

const ZONE_STATEMENT = new RegExp(
  `(?<![a-z]\\s)\\b(?:(?:[Aa]ll )?[Tt]ime(?:s|stamps)|[Ll]ocal time|[Tt]ime ?zone)\\b[^.\\n\\d]{0,60}?(?<![A-Za-z])(${ZONE_PATTERN})(?![A-Za-z\\d/])`,
);
const ZONE_IN_HEAD = new RegExp(`(?:^|[\\s(\\[/])(${ZONE_PATTERN})(?:[\\s)\\]]|$)`);
const TIME_HEAD = /\b(?:time|date|when|timestamp|clock|utc|cet|hour)\b/i;
/** More is no account of an incident; the text keeps them all. */
const MAX_ROWS = 2000;

/** The zone that a text declares for its times: `All times in CET.` */
export function statedZone(text: string): string | undefined {
  return ZONE_STATEMENT.exec(text.slice(0, 50_000))?.[1];
}

/** Rows of the timeline with their moments. Without a timeline section, a table with a column of times is one. */
export function readTimeline(
  sections: readonly Section[],
  context: TimelineContext,
  zone: string | undefined,
): TimedRow[] {
  const own = sections.filter(({ meaning }) => meaning === 'timeline');
  const timed = own.flatMap((section) => sectionRows(section, context, zone)).slice(0, MAX_ROWS);
  if (timed.length > 0) return timed;
  return sections
    .filter(({ meaning }) => meaning !== 'actionItems' && meaning !== 'stats')
    .flatMap((section) => section.blocks.filter((block) => block.type === 'table'))
    .filter((table) => TIME_HEAD.test(table.header[0] ?? ''))
    .flatMap((table) => tableRows(table, context, zone))
    .slice(0, MAX_ROWS);
}

function sectionRows(section: Section, context: TimelineContext, zone: string | undefined): TimedRow[] {
  const [inHeading] = findDates(section.heading, context.order);
  const year = inHeading?.year ?? context.year;
  let day = dayIn(inHeading, year) ?? context.day;
  const timed: TimedRow[] = [];
  let rows: TimelineRow[] = [];
  const flush = (): void => {
    timed.push(...timeRows(rows.slice(0, MAX_ROWS), { year, day, zone, order: context.order }));
    rows = [];
  };
  for (const block of section.blocks) {
    if (timed.length >= MAX_ROWS) break;
    if (block.type === 'table') timed.push(...tableRows(block, { ...context, year, day }, zone));
    else {
      const [alone] =
        block.type === 'paragraph' && block.raw.length < 60
          ? findDates(plainText(block.raw), context.order)
          : [];
      const newDay = alone?.hour === undefined ? dayIn(alone, year) : undefined;
      if (newDay) {
        flush();
        day = newDay;
      } else addLines(block, rows);
    }
  }
  flush();
  return timed;
}

function dayIn(found: DateParts | undefined, year: number | undefined): DateContext['day'] | undefined {
  const ofYear = found?.year ?? year;
  return found?.month !== undefined && found.day !== undefined && ofYear !== undefined
    ? { year: ofYear, month: found.month, day: found.day }
    : undefined;
}

/** Every line of a list or a paragraph that begins with a time is a row; a paragraph's other lines go on with the row before. */
function addLines(block: Block, rows: TimelineRow[]): void {
  if (block.type !== 'list' && block.type !== 'paragraph') return;
  const lines =
    block.type === 'list'
      ? block.items.map((item) => item.text.replaceAll('\n', ' '))
      : block.raw.split('\n');
  let own = false;
  for (const line of lines) {
    const row = splitTimedLine(line);
    const last = rows.at(-1);
    if (row) rows.push(row);
    else if (last && own && block.type === 'paragraph')
      rows[rows.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    own ||= row !== null;
  }
}

function tableRows(
  block: Block & { type: 'table' },
  context: TimelineContext,
  zone: string | undefined,
): TimedRow[] {
  const columns = block.header.map(plainText);
  const timeColumns = timeColumnsOf(columns);
  const headZone = timeColumns
    .map((at) => ZONE_IN_HEAD.exec(columns[at] ?? '')?.[1])
    .find((found) => found !== undefined);
  return timeRows(
    block.rows.slice(0, MAX_ROWS).map((cells) => tableRow(cells, timeColumns)),
    { ...context, zone: headZone ?? zone },
  );
}

/** One column of times, or a date and a time side by side at the left. */
function timeColumnsOf(header: readonly string[]): number[] {
  const first = header.findIndex((name) => TIME_HEAD.test(name));
  if (first < 0) return [0];
  const second = header[first + 1] ?? '';
  return /\b(?:date|day)\b/i.test(header[first] ?? '') &&
    /\btime\b/i.test(second) &&
    !/\btime\b/i.test(header[first] ?? '')
    ? [first, first + 1]
    : [first];
}

function tableRow(cells: readonly string[], timeColumns: readonly number[]): TimelineRow {
  const time = timeColumns.map((at) => cells[at] ?? '').join(' ');
  const text = cells.filter((cell, at) => !timeColumns.includes(at) && cell !== '').join(' – ');
  return { time, text };
}
