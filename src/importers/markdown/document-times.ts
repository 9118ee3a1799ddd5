import type { Moment } from '../../core/incident.ts';
import { type FoundDate, findDates } from '../../lib/find-dates.ts';
import type { Block } from '../../lib/markdown-blocks.ts';
import { readMinutes } from '../../lib/read-minutes.ts';
import { dayOf, isPossibleYear } from '../../lib/read-moment.ts';
import { resolveDate } from '../../lib/resolve-date.ts';
import { type FieldName, fieldAliases } from '../fields/field-aliases.ts';
import type { FieldReader } from '../fields/field-reader.ts';
import type { IncidentFields } from '../fields/read-fields.ts';
import type { Section } from '../fields/read-sections.ts';
import type { RecordOrigin } from '../importer.ts';
import { type Bound, findTimes, firstDetection, firstMitigation } from './incident-times.ts';
import { type ProseTimes, readProseTimes } from './prose-times.ts';
import { readTimeline, statedZone } from './read-timeline.ts';

interface DatedDocument {
  readonly title: string | null;
  readonly body: string;
  readonly sections: readonly Section[];
}

const NO_TIMES: ProseTimes = { ranges: [], moments: [], ends: [] };

/** Completes the times that the fields leave open from title, file name, timeline and prose, in that order of trust. */
export function readDocumentTimes(
  known: IncidentFields,
  document: DatedDocument,
  prose: readonly Block[],
  reader: FieldReader,
  front: ReadonlySet<string>,
  origin: RecordOrigin,
): void {
  const says = (meaning: FieldName): boolean => fieldAliases[meaning].some((name) => front.has(name));
  const structured = says('startedAt') || says('resolvedAt');
  const bounds = boundsOf(known, document, origin);
  const year = bounds.map(({ moment }) => moment.at.getUTCFullYear())[0];
  const day = bounds.find(({ moment }) => moment.precision === 'day' || moment.precision === 'minute');
  const context = { year, day: day && dayOf(day.moment), order: origin.dateOrder };
  const zone = statedZone(document.body);
  const rows = readTimeline(document.sections, context, zone).filter(
    ({ moment }) => !moment || isPossibleYear(moment.at.getUTCFullYear(), origin.now),
  );
  if (known.timeline.length === 0) known.timeline = rows.map(({ entry }) => entry);
  const proseTimes = structured
    ? NO_TIMES
    : readProseTimes(leadOf(prose, document.sections), { ...context, zone, now: origin.now });
  const statedRange = known.startedAt !== null && known.resolvedAt !== null;
  if (
    !reader.states('startedAt') ||
    (known.startedAt && known.startedAt.precision !== 'minute' && !statedRange)
  ) {
    const found = findTimes({ bounds, rows, prose: proseTimes });
    known.startedAt = found.startedAt;
    if (!reader.states('resolvedAt')) known.resolvedAt ??= found.resolvedAt;
    known.durationMinutes ??= found.rangeMinutes;
  }
  if (!reader.states('detectedAt')) known.detectedAt ??= firstDetection(rows, known.startedAt);
  if (!reader.states('mitigatedAt')) known.mitigatedAt ??= firstMitigation(rows, known.startedAt);
  if (!structured) known.durationMinutes ??= statedLength(leadOf(prose, document.sections));
}

/** Dates of the fields, of the title and of the file's name, most trusted first. */
function boundsOf(known: IncidentFields, document: DatedDocument, origin: RecordOrigin): Bound[] {
  const bounds: Bound[] = [];
  if (known.startedAt) bounds.push({ moment: known.startedAt, until: known.resolvedAt ?? undefined });
  const name = origin.file.slice(origin.file.lastIndexOf('/') + 1);
  const inName = findDates(name, origin.dateOrder).find((date) => date.year !== undefined);
  const nameYear =
    inName?.year ?? (Number(/(?<!\d)(?:19[89]|20\d)\d(?!\d)/.exec(name)?.[0] ?? Number.NaN) || undefined);
  const inTitle = findDates(document.title ?? '', origin.dateOrder).find((date) => date.month !== undefined);
  addBound(bounds, inTitle, nameYear, origin.now);
  const titleYear = inTitle ? undefined : /(?<!\d)(?:19[89]|20\d)\d(?!\d)/.exec(document.title ?? '')?.[0];
  if (titleYear !== undefined)
    addBound(bounds, { index: 0, end: 0, year: Number(titleYear) }, undefined, origin.now);
  if (inName) addBound(bounds, inName, undefined, origin.now, true);
  else if (nameYear !== undefined)
    addBound(bounds, { index: 0, end: 0, year: nameYear }, undefined, origin.now);
  return bounds;
}

function addBound(
  bounds: Bound[],
  found: FoundDate | undefined,
  year: number | undefined,
  now: Date,
  soft = false,
): void {
  const moment = found && resolveDate(found, year === undefined ? {} : { year });
  if (!moment || !isPossibleYear(moment.at.getUTCFullYear(), now)) return;
  const until: Moment | null =
    found.lastDay === undefined
      ? null
      : resolveDate({ ...found, day: found.lastDay }, year === undefined ? {} : { year });
  bounds.push({ moment, soft, ...(until && until.at > moment.at ? { until } : {}) });
}

/** What an author says first: the text before the first heading, the summary, lines on duration and impact. */
function leadOf(prose: readonly Block[], sections: readonly Section[]): string[] {
  const texts = prose.filter((block) => block.type !== 'code').map((block) => block.raw);
  for (const section of sections) {
    const lines = section.meaning === 'summary' || section.meaning === 'impact' || section.meaning === null;
    if (section.heading !== '' && lines)
      texts.push(
        ...section.blocks
          .filter((block) => block.type !== 'code' && block.type !== 'table')
          .map((block) => block.raw),
      );
  }
  const stated = sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.raw.split('\n').filter((line) => DURATION_LINE.test(line) && findDates(line).length >= 2),
    ),
  );
  return [...texts.map(withoutMarks), ...(stated.length === 1 ? stated.map(withoutMarks) : [])];
}

const DURATION_LINE = /^\s*(?:[-*+]\s+)?\*\*[^*]{0,40}\b(?:duration|downtime|outage window)\b[^*]{0,20}\*\*/i;

const withoutMarks = (text: string): string => text.replace(/\*\*|__|`/g, '');

const LASTED =
  /\b(?:lasted|lasting|(?:was |were |went )?(?:down|unavailable|offline|inaccessible|unreachable) for|outage (?:of|for)|duration of|for a (?:total|period) of|total(?:ing|led)? downtime of)\s+(?:a total of\s+)?((?:about|approximately|around|roughly|nearly|almost|~)?\s*[^.;\n]{3,60})/gi;

/** How long it lasted, where the author says so in words, once. */
function statedLength(lead: readonly string[]): number | null {
  const lengths = new Set<number>();
  for (const text of lead.slice(0, 6)) {
    for (const match of text.slice(0, 3000).matchAll(LASTED)) {
      const minutes = readMinutes(match[1] ?? '');
      if (minutes !== null) lengths.add(minutes);
    }
  }
  const [only] = lengths;
  return lengths.size === 1 ? (only ?? null) : null;
}
