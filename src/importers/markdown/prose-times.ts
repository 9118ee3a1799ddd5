import type { Moment } from '../../core/incident.ts';
import { type DateOrder, type FoundDate, findDates } from '../../lib/find-dates.ts';
import { dayOf, isPossibleYear } from '../../lib/read-moment.ts';
import { type DateContext, resolveDate } from '../../lib/resolve-date.ts';

export interface ProseContext {
  readonly year: number | undefined;
  readonly day: DateContext['day'] | undefined;
  readonly zone: string | undefined;
  readonly order: DateOrder;
  readonly now: Date;
}

interface ProseRange {
  readonly start: Moment;
  readonly end: Moment;
}

export interface ProseTimes {
  /** `from 16:58 to 18:46 UTC`, `between May 3 and May 5, 2021`, in the order of the text. */
  readonly ranges: readonly ProseRange[];
  /** Every other date with enough around it to be one. */
  readonly moments: readonly Moment[];
  /** Moments that a sentence calls the end: `By 06:20 UTC we had fully recovered`. */
  readonly ends: readonly Moment[];
}

const MAX_CHARACTERS = 6000;
const LINK =
  /^\s*(?:\([A-Z]{2,4}\)\s*)?(to|until|till|through|and|[-–—])\s*(?:about|around|approximately|~)?\s*$/i;
const OPENING = /\b(from|between|lasting|lasted|duration|outage|window|impact)\b[^.]{0,60}$|[(:]\s*\**\s*$/i;
const END_WORDS =
  /\b(?:fully (?:recovered|restored|resolved|operational)|(?:was|were|is|had been|been|now) (?:fully )?(?:resolved|restored|recovered)|complete(?:d)? recovery|back to normal|service (?:was )?restored|all systems (?:were )?(?:fully )?operational)\b/i;

/** Reads what prose says of the times of an incident; callers pass its beginning and its summary, paragraph by paragraph. */
export function readProseTimes(paragraphs: readonly string[], context: ProseContext): ProseTimes {
  const times = { ranges: [] as ProseRange[], moments: [] as Moment[], ends: [] as Moment[] };
  let year = context.year;
  let budget = MAX_CHARACTERS;
  for (const paragraph of paragraphs) {
    const text = paragraph.slice(0, Math.max(0, budget));
    budget -= text.length;
    year = readParagraph(text, { ...context, year }, times) ?? year;
  }
  return times;
}

function readParagraph(
  text: string,
  context: ProseContext,
  times: { ranges: ProseRange[]; moments: Moment[]; ends: Moment[] },
): number | undefined {
  const found = findDates(text, context.order);
  let day = context.day;
  let year =
    found.find((one) => one.year !== undefined && isPossibleYear(one.year, context.now))?.year ??
    context.year;
  const resolve = (one: FoundDate): Moment | null => {
    if (one.year !== undefined && !isPossibleYear(one.year, context.now)) return null;
    const moment = resolveDate(one, {
      ...(year === undefined ? {} : { year }),
      ...(day ? { day } : {}),
      ...(context.zone ? { zone: context.zone } : {}),
    });
    if (moment && (moment.precision === 'minute' || moment.precision === 'day')) day = dayOf(moment);
    return moment;
  };
  for (let at = 0; at < found.length; at++) {
    const one = found[at];
    const next = found[at + 1];
    if (!one) continue;
    year = one.year ?? year;
    if (next && isRange(text, one, next)) {
      const range = readRange(one, next, resolve);
      if (range) times.ranges.push(range);
      at += 1;
      continue;
    }
    const moment = resolve(one);
    if (!moment) continue;
    if (one.lastDay !== undefined) {
      const end = resolve({ ...one, day: one.lastDay });
      if (end) times.ranges.push({ start: moment, end });
      continue;
    }
    times.moments.push(moment);
    if (END_WORDS.test(sentenceAt(text, one))) times.ends.push(moment);
  }
  return year;
}

function isRange(text: string, one: FoundDate, next: FoundDate): boolean {
  const link = LINK.exec(text.slice(one.end, next.index))?.[1]?.toLowerCase();
  if (link === undefined) return false;
  const before = text.slice(Math.max(0, one.index - 80), one.index);
  return link === 'and' ? /\bbetween\s+(?:[a-z]+\s+)?$/i.test(before) : OPENING.test(before);
}

/** The second half lends its year, its zone and, where it has none, gets the day of the first. */
function readRange(
  one: FoundDate,
  next: FoundDate,
  resolve: (date: FoundDate) => Moment | null,
): ProseRange | null {
  const zone = one.zone ?? next.zone;
  const year = one.year ?? next.year;
  const first = {
    ...one,
    ...(zone && one.hour !== undefined ? { zone } : {}),
    ...(year === undefined || one.month === undefined ? {} : { year }),
  };
  const month = next.month === undefined && next.day === undefined ? undefined : (next.month ?? one.month);
  const second = {
    ...next,
    ...(zone && next.hour !== undefined ? { zone } : {}),
    ...(month === undefined ? {} : { month }),
  };
  const start = resolve(first);
  const end = start && resolve(second);
  if (!start || !end) return null;
  const overnight = next.day === undefined && end.precision === 'minute' && end.at < start.at;
  const last = overnight ? { ...end, at: new Date(end.at.getTime() + 86_400_000) } : end;
  return last.at >= start.at ? { start, end: last } : null;
}

function sentenceAt(text: string, one: FoundDate): string {
  const start = Math.max(text.lastIndexOf('. ', one.index), text.lastIndexOf('\n', one.index)) + 1;
  const stop = text.slice(one.end).search(/\.\s|\n|$/);
  return text.slice(start, stop < 0 ? undefined : one.end + stop);
}
