import { sayMinutes, sayMoment } from '../analyst/phrase/say.ts';
import { sayLabel } from '../analyst/vocabulary/say-label.ts';
import type { Moment } from '../core/incident.ts';
import { plainBlocks } from '../lib/plain-blocks.ts';
import { shorten } from '../lib/shorten.ts';
import type { Evidence } from '../models/evidence.ts';
import type { Alert } from '../store/alerts.ts';
import type { IncidentDetails } from '../store/incident-queries.ts';
import { citeIncident } from './cite-incident.ts';
import { cutText } from './cut-text.ts';

const MOST_LINE_CHARACTERS = 300;
const MOST_ITEMS = 12;
const MOST_LABELS = 30;
/** Of a text that is longer than this, the beginning is read. */
const MOST_READ = 10_000;
/** No text takes more of a record than the sixth part, so that the others have their say. */
const SHARE_OF_A_TEXT = 1 / 6;

/** Told first, as what an incident is known by. */
const FIRST_LABELS: readonly string[] = ['service', 'severity', 'status'];

type Line = string | null;

const line = (name: string, text: string | null): Line =>
  text === null || text.trim() === '' ? null : `${name}: ${shorten(text, MOST_LINE_CHARACTERS)}`;
const moment = (name: string, at: Moment | null): Line => line(name, at && sayMoment(at));
const length = (name: string, minutes: number | null): Line =>
  line(name, minutes === null ? null : sayMinutes(minutes));
const plain = (markdown: string): string => plainBlocks(markdown.slice(0, MOST_READ).toWellFormed());
/** Fields of text, each with at most its share of so many characters. */
const blockOf =
  (maxCharacters: number) =>
  (name: string, markdown: string | null): Line =>
    markdown === null || markdown.trim() === ''
      ? null
      : `${name}: ${cutText(plain(markdown), Math.floor(maxCharacters * SHARE_OF_A_TEXT))}`;

/** The first items, and how many there are in all where that is more. */
function items(name: string, all: readonly string[]): Line {
  if (all.length === 0) return null;
  const shown = all.slice(0, MOST_ITEMS).map((item) => `- ${shorten(plain(item), MOST_LINE_CHARACTERS)}`);
  const more = all.length > shown.length ? ` (the first ${shown.length} of ${all.length})` : '';
  return `${name}${more}:\n${shown.join('\n')}`;
}

function labelLines(labels: IncidentDetails['labels']): { first: Line[]; other: Line[] } {
  const said = Object.entries(labels)
    .slice(0, MOST_LABELS)
    .map(([name, values]) => ({ name, told: line(sayLabel(name), values.join(', ')) }));
  const [first = [], other = []] = [true, false].map((isFirst) =>
    said.filter(({ name }) => FIRST_LABELS.includes(name) === isFirst).map(({ told }) => told),
  );
  return { first, other };
}

const joined = (lines: readonly Line[], maxCharacters: number): string =>
  cutText(lines.filter((each) => each !== null).join('\n'), maxCharacters);

const exact = (at: Date | null): Moment | null => at && { at, precision: 'minute' };

/** The texts of an incident, or how its text as a whole begins where it has none of them. */
function texts(incident: IncidentDetails, block: ReturnType<typeof blockOf>): Line[] {
  const told = [
    block('Summary', incident.summary),
    block('Root cause', incident.rootCause),
    block('Trigger', incident.trigger),
    block('Impact', incident.impact),
    block('Detection', incident.detection),
    block('Resolution', incident.resolution),
    block('Lessons', incident.lessons),
  ];
  return told.some((text) => text !== null) ? told : [block('Text', incident.fullText)];
}

/** What the record of an incident says, in at most so many characters. */
export function incidentEvidence(incident: IncidentDetails, maxCharacters: number): Evidence {
  const labels = labelLines(incident.labels);
  const rows = incident.timeline.map(({ at, text }) => {
    const time = exact(at);
    return `${time ? sayMoment(time) : 'time not stated'}: ${text}`;
  });
  const lines = [
    line('Record of the incident', incident.title),
    line('Id', incident.externalId),
    moment('Started', incident.startedAt) ?? 'Started: not recorded',
    moment('Detected', incident.detectedAt),
    moment('Mitigated', incident.mitigatedAt),
    moment('Ended', incident.resolvedAt),
    length('Duration', incident.durationMinutes) ?? 'Duration: not recorded',
    length('Time to detection', incident.detectMinutes),
    length('Time to recovery', incident.recoverMinutes),
    ...labels.first,
    ...texts(incident, blockOf(maxCharacters)),
    items('Action items', incident.actionItems),
    items('Timeline', rows),
    ...labels.other,
    line('Link', incident.sourceUrl),
  ];
  return { text: joined(lines, maxCharacters), citations: [citeIncident(incident)] };
}

/** What a monitor reported, in at most so many characters. */
export function alertEvidence(alert: Alert, maxCharacters: number): Evidence {
  const { id, externalId, summary: title } = alert;
  const labels = labelLines(alert.labels);
  const lines = [
    line('Record of the alert', title),
    line('Id', externalId),
    line('Reported by', alert.source),
    line('Status', alert.status),
    moment('Started', exact(alert.startedAt)) ?? 'Started: not recorded',
    moment('Ended', exact(alert.endedAt)),
    line('Services', alert.services.join(', ')),
    blockOf(maxCharacters)('Description', alert.description),
    ...labels.first,
    ...labels.other,
    line('Link', alert.url),
  ];
  return {
    text: joined(lines, maxCharacters),
    citations: [{ source: { type: 'alert', id, externalId, title } }],
  };
}
