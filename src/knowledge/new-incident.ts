import { parseId, type Uuid } from '../core/ids.ts';
import type { IncidentRecord, Moment } from '../core/incident.ts';
import { minutesBetween, minutesUnseen } from '../lib/minutes-between.ts';
import { momentEnd } from '../lib/resolve-date.ts';
import type { InputReader } from './input-reader.ts';
import { MAX_LABEL_CHARACTERS, MAX_LABELS, type NewLabels, readNewLabels } from './new-labels.ts';

/** An incident as a caller tells it. What is left out stays unknown: a start, too, is never now. */
export interface NewIncident {
  /** 1 to 500 characters. */
  readonly title: string;
  /** At most 100,000 characters, plain or Markdown. */
  readonly summary?: string | null | undefined;
  /** This and the next three: at most 200 characters a value, 200 values of all labels together. */
  readonly kind?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly severity?: string | null | undefined;
  readonly services?: readonly string[] | null | undefined;
  readonly environments?: readonly string[] | null | undefined;
  readonly teams?: readonly string[] | null | undefined;
  readonly labels?: NewLabels | null | undefined;
  readonly url?: string | null | undefined;
  /** In ISO 8601; a date alone is known no better. */
  readonly startedAt?: string | null | undefined;
  readonly detectedAt?: string | null | undefined;
  readonly mitigatedAt?: string | null | undefined;
  readonly resolvedAt?: string | null | undefined;
  /** At most 100, none of which belongs to another incident. */
  readonly alertIds?: readonly string[] | null | undefined;
}

/** Names of the labels that hold what has a field of its own. */
interface LabelNames {
  readonly environment: string;
  readonly team: string;
}

interface ReadIncident {
  readonly alertIds: readonly Uuid[];
  readonly toRecord: (id: Uuid, names: LabelNames) => IncidentRecord;
}

const MAX_TITLE_CHARACTERS = 500;
const MAX_SUMMARY_CHARACTERS = 100_000;
const MAX_ALERTS = 100;

export function readNewIncident(input: NewIncident, reader: InputReader): ReadIncident {
  const title = reader.required('title', input.title, MAX_TITLE_CHARACTERS).replace(/\s+/g, ' ');
  const label = (name: 'kind' | 'status' | 'severity'): string | null =>
    reader.text(name, input[name], MAX_LABEL_CHARACTERS);
  const list = (name: 'services' | 'environments' | 'teams'): string[] =>
    reader.texts(name, input[name], MAX_LABELS, MAX_LABEL_CHARACTERS);
  const [kind, status, severity] = [label('kind'), label('status'), label('severity')];
  const [services, environments, teams] = [list('services'), list('environments'), list('teams')];
  const labels = readNewLabels(input.labels, reader, RESERVED);
  const values = [...labels.values(), services, environments, teams].flat().length;
  if (values > MAX_LABELS)
    reader.refuse('labels', `must have at most ${MAX_LABELS} values, services and all`);
  const summary = reader.text('summary', input.summary, MAX_SUMMARY_CHARACTERS);
  const url = reader.url('url', input.url);
  const times = readTimes(input, reader);
  return {
    alertIds: readAlertIds(input.alertIds, reader),
    toRecord: (id, names) => ({
      ...NOTHING_TOLD,
      ...times,
      id,
      externalId: id,
      title,
      summary,
      status,
      severity,
      services,
      labels: withLabels({ [names.environment]: environments, [names.team]: teams }, labels, kind),
      sourceUrl: url,
      fullText: summary ?? '',
    }),
  };
}

/** Labels of these names would be taken for what the incident's own field says. */
const RESERVED: Readonly<Record<string, string>> = {
  kind: 'kind',
  status: 'status',
  severity: 'severity',
  service: 'services',
  services: 'services',
};

const NOTHING_TOLD = {
  recoverMinutes: null,
  rootCause: null,
  trigger: null,
  impact: null,
  detection: null,
  resolution: null,
  lessons: null,
  timeline: [],
  actionItems: [],
};

/** What has a field of its own stands before the other labels. */
function withLabels(
  lists: Readonly<Record<string, readonly string[]>>,
  labels: ReadonlyMap<string, readonly string[]>,
  kind: string | null,
): Record<string, readonly string[]> {
  const all = new Map<string, readonly string[]>(kind === null ? [] : [['kind', [kind]]]);
  for (const [name, values] of [...Object.entries(lists), ...labels])
    if (values.length > 0) all.set(name, [...(all.get(name) ?? []), ...values]);
  return Object.fromEntries(all);
}

type Times = Pick<
  IncidentRecord,
  'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt' | 'durationMinutes' | 'detectMinutes'
>;

function readTimes(input: NewIncident, reader: InputReader): Times {
  const startedAt = reader.moment('startedAt', input.startedAt);
  const detectedAt = reader.moment('detectedAt', input.detectedAt);
  const mitigatedAt = reader.moment('mitigatedAt', input.mitigatedAt);
  const resolvedAt = reader.moment('resolvedAt', input.resolvedAt);
  const order = [
    ['detectedAt', detectedAt, 'startedAt', startedAt],
    ['mitigatedAt', mitigatedAt, 'startedAt', startedAt],
    ['resolvedAt', resolvedAt, 'startedAt', startedAt],
    ['resolvedAt', resolvedAt, 'mitigatedAt', mitigatedAt],
  ] as const;
  for (const [path, later, earlierPath, earlier] of order)
    if (liesBefore(later, earlier)) reader.refuse(path, `must not lie before ${earlierPath}`);
  return {
    startedAt,
    detectedAt,
    mitigatedAt,
    resolvedAt,
    durationMinutes: minutesBetween(startedAt, resolvedAt),
    detectMinutes: minutesUnseen(startedAt, detectedAt),
  };
}

/** Whether all of the time that `one` leaves open lies before `other`. */
function liesBefore(one: Moment | null, other: Moment | null): boolean {
  if (one === null || other === null) return false;
  return one.precision === 'minute' ? one.at < other.at : momentEnd(one) <= other.at;
}

function readAlertIds(references: readonly string[] | null | undefined, reader: InputReader): Uuid[] {
  const texts = reader.texts('alertIds', references, MAX_ALERTS, MAX_LABEL_CHARACTERS);
  const ids = texts.map((text) => parseId('alr', text));
  if (ids.includes(undefined))
    reader.refuse('alertIds', 'must be ids of alerts, each a UUID or alr_ and 26 characters');
  return [...new Set(ids.filter((id) => id !== undefined))];
}
