import type { TimelineEntry } from '../../core/incident.ts';
import { isUnknown } from '../../lib/is-unknown.ts';
import { readMoment } from '../../lib/read-moment.ts';
import { isObject, type JsonObject } from '../importer.ts';
import type { FieldReader } from './field-reader.ts';
import { textOf } from './field-values.ts';
import { readTimelineLines } from './read-timeline-lines.ts';

const TIME_KEYS = [
  'at',
  'time',
  'timestamp',
  'when',
  'occurred_at',
  'started_at',
  'created_at',
  'created',
  'date',
  'datetime',
  'display_at',
];
const TEXT_KEYS = [
  'text',
  'message',
  'body',
  'description',
  'event',
  'summary',
  'title',
  'name',
  'content',
  'note',
  'action',
  'details',
  'entry',
];
const MAX_ENTRIES = 2000;

/** The timeline of a field: a list of objects or texts, or one text with a line an entry. */
export function readTimelineField(reader: FieldReader): TimelineEntry[] {
  for (const name of reader.names('timeline')) {
    const value = reader.value(name);
    const entries =
      typeof value === 'string'
        ? readTimelineLines(value.split(/\r?\n/))
        : Array.isArray(value)
          ? entriesOf(value, reader.now)
          : [];
    if (entries.length === 0) continue;
    reader.drop(name);
    return entries;
  }
  return [];
}

/** Reads `[{ at, text }]` under any of the usual names, in the order of the source. */
function entriesOf(list: readonly unknown[], now: Date): TimelineEntry[] {
  const strings = list.filter((item): item is string => typeof item === 'string');
  if (strings.length > 0 && strings.length === list.length) return readTimelineLines(strings);
  return list
    .slice(0, MAX_ENTRIES)
    .flatMap((item) => (isObject(item) ? [entryOf(item, now)] : []))
    .filter((entry) => entry !== null);
}

function entryOf(item: JsonObject, now: Date): TimelineEntry | null {
  const timeKey = TIME_KEYS.find((key) => !isUnknown(item[key]));
  const textKey = TEXT_KEYS.find((key) => !isUnknown(item[key]));
  const text = textKey === undefined ? null : textOf(item[textKey]);
  if (text === null) return null;
  const stated = timeKey === undefined ? undefined : item[timeKey];
  const moment = readMoment(stated, { now }).moment;
  if (moment?.precision === 'minute') return { at: moment.at, text };
  return { at: null, text: typeof stated === 'string' ? `${stated}: ${text}` : text };
}
