import { momentEnd } from '../lib/resolve-date.ts';
import { snakeCase } from '../lib/snake-case.ts';
import type { IncidentFilter, TimeCondition } from '../store/incident-pages.ts';
import { everyIncident, type LabelCondition, type PresenceCondition } from '../store/incident-selection.ts';
import type { InputReader } from './input-reader.ts';
import { CAUSE_LABELS, labelFamily, TEAM_LABELS } from './label-families.ts';

/** Bounds in ISO 8601. A day stands for all of its moments: `lte` a day takes that day in, `gt` leaves it out. */
export interface TimeBounds {
  readonly gt?: string | undefined;
  readonly gte?: string | undefined;
  readonly lt?: string | undefined;
  readonly lte?: string | undefined;
}

/** What a list of incidents is narrowed to; all conditions hold together, and an empty text asks for nothing. */
export interface IncidentFilters {
  /** Words, or "phrases" in quotes, that stand together in one passage or title; or an external id. */
  readonly search?: string | undefined;
  /** Of these and the next, several with commas between them mean any of them. */
  readonly status?: string | undefined;
  readonly severity?: string | undefined;
  readonly services?: string | undefined;
  readonly teams?: string | undefined;
  /** Kinds of causes, or parts of the text that tells the cause. */
  readonly cause?: string | undefined;
  /** `name:value` or just `name`; of several with commas between them all hold. */
  readonly labels?: string | undefined;
  readonly createdAt?: TimeBounds | undefined;
  readonly startedAt?: TimeBounds | undefined;
  readonly resolvedAt?: TimeBounds | undefined;
}

const MAX_CHARACTERS = 1000;
const MAX_SEARCH_CHARACTERS = 500;
const MAX_VALUES = 50;
/** "Since the beginning" may be written as a year long ago, "until the end" as one far ahead. */
const LAST_BOUND = new Date(Date.UTC(9998, 0));

export function readIncidentFilter(filters: IncidentFilters, reader: InputReader): IncidentFilter {
  const labels: LabelCondition[] = [];
  for (const [field, names] of [
    ['status', ['status']],
    ['severity', ['severity']],
    ['services', ['service']],
    ['teams', TEAM_LABELS],
  ] as const) {
    const valueKeys = readValues(`filter.${field}`, filters[field], reader);
    if (valueKeys.length > 0) labels.push({ names, valueKeys, negated: false });
  }
  const named = readLabels(filters.labels, reader);
  const causes = readValues('filter.cause', filters.cause, reader);
  return {
    selection: { ...everyIncident, labels: [...labels, ...named.labels], presence: named.presence },
    search: readSearch(filters.search, reader),
    cause: causes.length > 0 ? { names: CAUSE_LABELS, values: causes } : null,
    times: [
      ...readBounds('created_at', 'filter.createdAt', filters.createdAt, reader),
      ...readBounds('started_at', 'filter.startedAt', filters.startedAt, reader),
      ...readBounds('resolved_at', 'filter.resolvedAt', filters.resolvedAt, reader),
    ],
  };
}

/** The values between the commas, lower case, and the text as a whole, for a value that has commas itself. */
export function readValues(path: string, value: string | undefined, reader: InputReader): string[] {
  const text = reader.text(path, value, MAX_CHARACTERS)?.toLowerCase();
  if (text === undefined) return [];
  const values = text.split(',').map((each) => each.trim());
  if (values.length > MAX_VALUES) reader.refuse(path, `must have at most ${MAX_VALUES} values`);
  return [...new Set([text, ...values])].filter((each) => /[^,\s]/.test(each));
}

function readLabels(
  value: string | undefined,
  reader: InputReader,
): { labels: LabelCondition[]; presence: PresenceCondition[] } {
  const labels: LabelCondition[] = [];
  const presence: PresenceCondition[] = [];
  const parts = (reader.text('filter.labels', value, MAX_CHARACTERS) ?? '').split(',');
  const wanted = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (wanted.length > MAX_VALUES) reader.refuse('filter.labels', `must have at most ${MAX_VALUES} labels`);
  for (const part of wanted) {
    const colon = part.indexOf(':');
    const names = labelFamily(snakeCase(colon < 0 ? part : part.slice(0, colon)));
    const valueKey = colon < 0 ? '' : part.slice(colon + 1).trim();
    if (valueKey === '') presence.push({ field: { label: names }, present: true });
    else labels.push({ names, valueKeys: [valueKey.toLowerCase()], negated: false });
  }
  return { labels, presence };
}

function readSearch(value: string | undefined, reader: InputReader): IncidentFilter['search'] {
  const text = reader.text('filter.search', value, MAX_SEARCH_CHARACTERS);
  if (text === null) return null;
  const phrases = [...text.matchAll(/"([^"]+)"/g)].map(([, phrase = '']) => phrase);
  return { words: text.replace(/"[^"]*"/g, ' '), phrases, externalId: text.toLowerCase() };
}

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

export function readBounds<Column extends string>(
  column: Column,
  path: string,
  bounds: TimeBounds | undefined,
  reader: InputReader,
): TimeCondition<Column>[] {
  return (['gt', 'gte', 'lt', 'lte'] as const).flatMap((name): TimeCondition<Column>[] => {
    const text = bounds?.[name];
    if (!text) return [];
    const moment = reader.moment(`${path}.${name}`, text, LAST_BOUND) ?? {
      at: new Date(0),
      precision: 'minute',
    };
    const whole = moment.precision !== 'minute';
    if (whole && name === 'gt') return [{ column, comparison: '>=', at: momentEnd(moment) }];
    if (whole && name === 'lte') return [{ column, comparison: '<', at: momentEnd(moment) }];
    return [{ column, comparison: COMPARISONS[name], at: moment.at }];
  });
}
