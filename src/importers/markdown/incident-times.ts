import type { Moment } from '../../core/incident.ts';
import { momentEnd } from '../../lib/resolve-date.ts';
import type { TimedRow } from '../fields/timeline-rows.ts';
import type { ProseTimes } from './prose-times.ts';

/** A date that a trusted source gives: the incident began inside it. */
export interface Bound {
  readonly moment: Moment;
  /** End of a stated range. */
  readonly until?: Moment | undefined;
  /** A file's date may be that of the report: the incident then began some days before. */
  readonly soft?: boolean;
}

export interface Evidence {
  /** Best first: title, then file name. Empty where nothing dates the file. */
  readonly bounds: readonly Bound[];
  readonly rows: readonly TimedRow[];
  readonly prose: ProseTimes;
}

export interface FoundTimes {
  readonly startedAt: Moment | null;
  readonly resolvedAt: Moment | null;
  /** Minutes of a stated range that is known to the minute and that both moments come from. */
  readonly rangeMinutes: number | null;
}

const DAY_MS = 86_400_000;
const REPORT_DELAY_MS = 31 * DAY_MS;

const lies = (moment: Moment, start: number, end: number): boolean =>
  moment.at.getTime() >= start && moment.at.getTime() < end;
const inside = (moment: Moment, bound: Bound): boolean =>
  lies(
    moment,
    bound.moment.at.getTime(),
    Math.max(momentEnd(bound.moment).getTime(), bound.moment.at.getTime() + 1),
  );

/**
 * When an incident began and ended, from sources in order of trust: the title, the file's name, a timeline, prose. One of
 * less trust may say more exactly what one of more trust says, and never contradict it.
 */
export function findTimes(evidence: Evidence): FoundTimes {
  const bound = narrowest(evidence.bounds);
  const ranges = evidence.prose.ranges.filter((range) => !bound || agrees(range.start, range.end, bound));
  const [main] = ranges;
  if (bound?.until && bound.moment.precision === 'day')
    return closeRange(bound.moment, bound.until, evidence);
  if (main) {
    const exact = ranges.find(
      (range) => range.start.precision === 'minute' && inside(range.start, { moment: main.start }),
    );
    const row =
      main.start.precision === 'minute'
        ? undefined
        : earliest(evidence.rows, (moment) => inside(moment, { moment: main.start }));
    const startedAt = exact?.start ?? row ?? main.start;
    const resolvedAt = refineEnd(main.end, evidence);
    const exactEnd = exact?.end ?? main.end;
    const same =
      startedAt.precision === 'minute' &&
      exactEnd.precision === 'minute' &&
      resolvedAt.at.getTime() === exactEnd.at.getTime();
    return {
      startedAt,
      resolvedAt,
      rangeMinutes: same && exact ? (exactEnd.at.getTime() - startedAt.at.getTime()) / 60_000 : null,
    };
  }
  const startedAt = findStart(bound, evidence);
  return { startedAt, resolvedAt: lastEnd(startedAt, evidence), rangeMinutes: null };
}

/** Each bound narrows the one before it; one that contradicts it is left out. */
function narrowest(bounds: readonly Bound[]): Bound | undefined {
  let narrow: Bound | undefined;
  for (const bound of bounds) if (!narrow || inside(bound.moment, narrow)) narrow = bound;
  return narrow;
}

function agrees(start: Moment, end: Moment, bound: Bound): boolean {
  if (inside(start, bound)) return true;
  return (
    bound.soft === true &&
    start.at < momentEnd(bound.moment) &&
    momentEnd(end).getTime() + DAY_MS > bound.moment.at.getTime()
  );
}

function closeRange(start: Moment, until: Moment, evidence: Evidence): FoundTimes {
  const startedAt = earliest(evidence.rows, (moment) => inside(moment, { moment: start })) ?? start;
  return { startedAt, resolvedAt: refineEnd(until, evidence), rangeMinutes: null };
}

function findStart(bound: Bound | undefined, evidence: Evidence): Moment | null {
  const { rows, prose } = evidence;
  if (!bound) return earliest(rows, () => true) ?? prose.moments[0] ?? null;
  const within = (moment: Moment): boolean =>
    inside(moment, bound) && moment.precision !== bound.moment.precision;
  const found =
    earliest(rows, within) ??
    prose.moments.find((moment) => moment.precision === 'minute' && within(moment)) ??
    prose.moments.find(within);
  if (found || !bound.soft) return found ?? bound.moment;
  const dayMs = bound.moment.at.getTime();
  return (
    earliest(rows, (moment) => lies(moment, dayMs - REPORT_DELAY_MS, dayMs + 2 * DAY_MS)) ?? bound.moment
  );
}

/** The first of the rows; of rows on one day, the one that the author wrote first. */
function earliest(rows: readonly TimedRow[], fits: (moment: Moment) => boolean): Moment | undefined {
  let first: Moment | undefined;
  for (const { moment } of rows) {
    if (moment && fits(moment) && (!first || (moment.at < first.at && momentEnd(moment) <= first.at)))
      first = moment;
  }
  return first;
}

/** Rows that say clearly that it was over; not those that only hope, plan or report it. */
const RESOLVED =
  /\b(?:resolved|restored|(?:fully|service|systems?|all) (?:\w+ ){0,2}(?:recovered|operational)|fully recovered|back to normal|operational again)\b|\*?\*?recovery:/i;
const NOT_RESOLVED =
  /\b(?:not|un|to be|being|partial(?:ly)?|tickets?|was un|cannot|isn.t|wasn.t|until|once|when|if|confirm resolution|investigations? continued?|declared resolved|attempt\w*|expected|should)\b/i;

function lastEnd(startedAt: Moment | null, { rows }: Evidence): Moment | null {
  const ends = rows.filter(
    ({ moment, entry }) => moment && RESOLVED.test(entry.text) && !NOT_RESOLVED.test(entry.text),
  );
  const last = ends.at(-1)?.moment ?? null;
  return last &&
    startedAt &&
    last.at >= startedAt.at &&
    (last.precision === 'minute' || last.precision === 'day')
    ? last
    : null;
}

/** The exact time inside a stated last day, where a row or a sentence gives it. */
function refineEnd(end: Moment, evidence: Evidence): Moment {
  if (end.precision === 'minute') return end;
  const row = lastEnd({ at: new Date(0), precision: 'minute' }, evidence);
  if (row && inside(row, { moment: end })) return row;
  return (
    evidence.prose.ends.find((moment) => moment.precision === 'minute' && inside(moment, { moment: end })) ??
    end
  );
}

const DETECTED =
  /^\*{0,2}(?:detection|discovery|detected|discovered)\b|\bdetect(?:s|ed)\b|\balert(?:s|ed)?\b.{0,40}\b(?:fired|fires|triggered|raised|received|indicat\w+|regarding|detects?|notic\w+)\b|\b(?:received?|receives|got|first)\b.{0,30}\b(?:alerts?|alarms?|page)\b|\b(?:alerted|notified|paged|informed|made aware|became aware)\b|\b(?:users?|customers?|developers?|clients?|teams?|people|engineers?|someone)\b.{0,40}\b(?:report(?:s|ed|ing)?|notic(?:es?|ed)|complain\w*|asks?)\b|\breports? of\b|\breported by\b|\bfirst report\b|\bnoticed\b|\bissue reported\b|\breach(?:es|ed|ing)? out to inform\b|\binform(?:s|ed) us\b/i;
const MITIGATED =
  /\bmitigated\b|\bmitigation (?:applied|in place|deployed)\b|\b(?:temporary|quick|manual) (?:fix|workaround) (?:applied|deployed|in place)\b/i;

const firstRow = (rows: readonly TimedRow[], pattern: RegExp, from: Moment | null): Moment | null => {
  const fits = ({ moment, entry }: TimedRow): boolean =>
    moment?.precision === 'minute' &&
    (!from || moment.at >= from.at) &&
    pattern.test(entry.text) &&
    !/\bnot\b|\bno\b.{0,40}\b(?:detected|reported)\b/i.test(entry.text);
  return rows.find(fits)?.moment ?? null;
};

/** The first row that says that somebody or something noticed. */
export const firstDetection = (rows: readonly TimedRow[], startedAt: Moment | null): Moment | null =>
  firstRow(rows, DETECTED, startedAt);

/** The first row that says that the harm was stopped. */
export const firstMitigation = (rows: readonly TimedRow[], startedAt: Moment | null): Moment | null =>
  firstRow(rows, MITIGATED, startedAt);
