import type { IncidentRecord } from '../../core/incident.ts';
import { isUnknown } from '../../lib/is-unknown.ts';
import { ATTENDANCE, BOOKKEEPING, type FieldName, fieldAliases } from './field-aliases.ts';
import type { FieldReader } from './field-reader.ts';
import { listOf, textOf } from './field-values.ts';
import { readActionItems } from './read-action-items.ts';
import { readTimelineField } from './read-timeline-field.ts';
import { readTimes } from './read-times.ts';

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What fields say of an incident before anything is derived from them. */
export type IncidentFields = Mutable<
  Omit<IncidentRecord, 'id' | 'externalId' | 'title' | 'fullText' | 'labels'>
> & {
  uuid: string | null;
  ownId: string | null;
  title: string | null;
  labels: Map<string, string[]>;
  /** Long texts without a meaning of their own, by name. */
  otherTexts: Map<string, string>;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LEVEL = /^(?:none|minor|major|critical|maintenance|low|medium|moderate|high|severe)$/i;
const MAX_LABEL_CHARACTERS = 200;
/** A cause of a few words is a kind of cause, by which incidents can be counted. */
const MAX_KIND_CHARACTERS = 60;
const MAX_ID_CHARACTERS = 300;
const MAX_TITLE_CHARACTERS = 200;

const PROSE_NAMES: ReadonlySet<string> = new Set([...fieldAliases.body, 'note', 'comment', 'comments']);

/** Reads the fields of a record by what their names mean. Throws ParleyError on a date that cannot be. */
export function readFields(reader: FieldReader): IncidentFields {
  const labels = new Map<string, string[]>();
  const fields: IncidentFields = {
    ...readIdentity(reader),
    ...readTimes(reader),
    severity: readSeverity(reader, labels),
    services: readServices(reader),
    status: shortText(reader, 'status'),
    timeline: readTimelineField(reader),
    actionItems: readActionItems(reader.take('actionItems')?.value),
    sourceUrl: readUrl(reader),
    ...readTexts(reader, labels),
    labels,
    otherTexts: new Map(),
  };
  readRest(reader, fields);
  promoteSummary(fields);
  return fields;
}

/** A column `No` that counts the rows of one file says nothing that another file does not say as well. */
const isRowNumber = (name: string, value: unknown): boolean =>
  /^(?:no|nr)$/.test(name) && /^\d+$/.test(String(value).trim());

function readIdentity(reader: FieldReader): Pick<IncidentFields, 'uuid' | 'ownId'> {
  const isId = (value: unknown): value is string | number =>
    typeof value === 'number' || (typeof value === 'string' && value.trim().length <= MAX_ID_CHARACTERS);
  const name = reader
    .names('externalId')
    .find((candidate) => isId(reader.value(candidate)) && !isRowNumber(candidate, reader.value(candidate)));
  const own = name === undefined ? null : textOf(reader.value(name));
  if (name !== undefined) reader.drop(name);
  const stated = reader.text('uuid');
  const uuid = [stated, own].find((text) => text !== null && UUID.test(text)) ?? null;
  return { uuid: uuid?.toLowerCase() ?? null, ownId: own ?? stated };
}

function shortText(reader: FieldReader, meaning: FieldName): string | null {
  const name = reader.find(meaning);
  const text = name === undefined ? null : textOf(reader.value(name));
  if (name === undefined || text === null || text.length > MAX_LABEL_CHARACTERS) return null;
  reader.drop(name);
  return text;
}

function readSeverity(reader: FieldReader, labels: Map<string, string[]>): string | null {
  const stated = shortText(reader, 'severity');
  if (stated !== null) return stated.split(stated.length > 20 ? /\s\(|:\s|\s[-–—]\s/ : /\s\(/)[0] ?? stated;
  const instead = reader.find('severityInstead');
  if (instead !== undefined) return textOf(reader.value(instead));
  const impact = textOf(reader.value('impact'));
  if (impact === null || !LEVEL.test(impact)) return null;
  labels.set('impact', [impact]);
  reader.drop('impact');
  return impact;
}

function readServices(reader: FieldReader): string[] {
  const instead = reader.names('services').length === 0;
  const names = instead ? reader.names('servicesInstead') : reader.names('services');
  const services = names.flatMap((name) => listOf(reader.value(name), 'services'));
  if (!instead) for (const name of names) reader.drop(name);
  return [...new Map(services.map((service) => [service.toLowerCase(), service])).values()];
}

type Texts = Pick<
  IncidentFields,
  'title' | 'summary' | 'rootCause' | 'trigger' | 'impact' | 'detection' | 'resolution' | 'lessons'
>;

function readTexts(reader: FieldReader, labels: Map<string, string[]>): Texts {
  const kind = (meaning: FieldName, label: string): string | null => {
    const text = reader.text(meaning);
    if (text !== null && text.length <= MAX_KIND_CHARACTERS && !text.includes('\n'))
      labels.set(label, [text]);
    return text;
  };
  return {
    title: reader.text('title')?.replace(/\s+/g, ' ') ?? null,
    summary: reader.text('summary'),
    rootCause: kind('rootCause', 'root_cause'),
    trigger: kind('trigger', 'trigger'),
    impact: reader.text('impact'),
    detection: reader.text('detection'),
    resolution: reader.text('resolution'),
    lessons: reader.text('lessons'),
  };
}

function readUrl(reader: FieldReader): string | null {
  for (const name of reader.names('sourceUrl')) {
    const text = textOf(reader.value(name));
    if (text === null || text.length > 2000 || !/^https?:\/\/\S+$/i.test(text)) continue;
    reader.drop(name);
    return text;
  }
  return null;
}

const isBookkeeping = (name: string): boolean =>
  BOOKKEEPING.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known));

/** Every field without a meaning of its own: short values become labels, long texts stay searchable. */
function readRest(reader: FieldReader, fields: IncidentFields): void {
  for (const [name, value] of reader.rest()) {
    if (ATTENDANCE.has(name) || isBookkeeping(name)) continue;
    const isText =
      PROSE_NAMES.has(name) ||
      (typeof value === 'string' && value.length > MAX_LABEL_CHARACTERS && !/^\[/.test(value));
    const values = isText ? [] : listOf(value, name);
    const short = values.filter((item) => item.length <= MAX_LABEL_CHARACTERS);
    if (short.length > 0 && short.length === values.length) fields.labels.set(name, short);
    else {
      const text = textOf(value);
      if (text !== null && !isUnknown(text)) fields.otherTexts.set(name, text);
    }
  }
}

/** A ticket system's one-line `summary` beside a long `description` is its title. */
function promoteSummary(fields: IncidentFields): void {
  const { summary } = fields;
  if (
    fields.title !== null ||
    summary === null ||
    summary.includes('\n') ||
    summary.length > MAX_TITLE_CHARACTERS
  )
    return;
  const longer = ['description', 'details', 'body', 'content'].find((name) => fields.otherTexts.has(name));
  if (longer === undefined) return;
  fields.title = summary;
  fields.summary = fields.otherTexts.get(longer) ?? summary;
  fields.otherTexts.delete(longer);
}
