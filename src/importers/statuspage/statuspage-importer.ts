import { z } from 'zod';
import { plainLines } from '../../lib/plain-text.ts';
import { checkShape } from '../fields/check-shape.ts';
import { readGenericRecord } from '../fields/read-generic-record.ts';
import { type Importer, isObject, type JsonObject, type RecordOrigin } from '../importer.ts';
import { isStockPhrase } from './stock-phrase.ts';

const component = z.looseObject({ name: z.string().nullish() });

const schema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  status: z.string().nullish(),
  impact: z.string().nullish(),
  created_at: z.string(),
  started_at: z.string().nullish(),
  resolved_at: z.string().nullish(),
  scheduled_for: z.string().nullish(),
  monitoring_at: z.string().nullish(),
  shortlink: z.string().nullish(),
  postmortem_body: z.string().nullish(),
  components: z.array(component).nullish(),
  incident_updates: z
    .array(
      z.looseObject({
        status: z.string().nullish(),
        body: z.string().nullish(),
        created_at: z.string().nullish(),
        display_at: z.string().nullish(),
        affected_components: z.array(component).nullish(),
      }),
    )
    .nullish(),
});

type Incident = z.output<typeof schema>;

/** Incidents of a status page's `incidents.json`. */
export const statuspageImporter: Importer<JsonObject> = {
  name: 'statuspage',
  recognises: (source) =>
    Array.isArray(source.incident_updates) || ('shortlink' in source && 'impact' in source),
  read: (source, origin) =>
    readGenericRecord(toFields(checkShape(schema, source, 'Statuspage'), origin), origin),
};

interface Update {
  readonly at: string | null;
  readonly status: string;
  readonly text: string;
}

/** Updates, oldest first; the page lists the newest first. */
function updatesOf(incident: Incident): Update[] {
  return (incident.incident_updates ?? [])
    .map((update) => ({
      at: update.display_at ?? update.created_at ?? null,
      status: update.status ?? '',
      text: plainLines(update.body ?? ''),
    }))
    .sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '') || 0);
}

/** What the updates of a status tell beyond stock phrases, the first such update of each; null when nothing. */
function toldBy(updates: readonly Update[], ...statuses: readonly string[]): string | null {
  const told = statuses.flatMap((status) => {
    const update = updates.find((one) => one.status === status && !isStockPhrase(one.text));
    return update === undefined ? [] : [update.text];
  });
  return told.length === 0 ? null : told.join('\n');
}

function toFields(incident: Incident, origin: RecordOrigin): JsonObject {
  const {
    name,
    impact,
    created_at,
    started_at,
    resolved_at,
    scheduled_for,
    monitoring_at,
    shortlink,
    postmortem_body,
    components,
    incident_updates: _updates,
    page_id: _page,
    ...rest
  } = incident;
  const updates = updatesOf(incident);
  const end = updates.findLast(({ status }) => status === 'resolved' || status === 'completed');
  const watched = updates.findLast(({ status }) => status === 'monitoring');
  const affected = [
    ...(components ?? []),
    ...(incident.incident_updates ?? []).flatMap((update) => update.affected_components ?? []),
  ];
  const page = isObject(origin.envelope.page) ? origin.envelope.page : {};
  return {
    ...rest,
    title: name,
    impact,
    // Maintenance has its announcement as `started_at`.
    started_at: scheduled_for ?? started_at ?? created_at,
    mitigated_at: monitoring_at ?? watched?.at ?? null,
    resolved_at: resolved_at ?? end?.at ?? null,
    services: affected.map((one) => one.name ?? ''),
    summary: updates.find(({ text }) => text !== '')?.text ?? null,
    // A published post-mortem says it better.
    root_cause: postmortem_body ? null : toldBy(updates, 'identified'),
    resolution: postmortem_body ? null : toldBy(updates, 'monitoring', 'resolved', 'completed'),
    timeline: updates.map(({ at, status, text }) => ({
      at,
      text: status === '' ? text : `${status}: ${text}`,
    })),
    postmortem_body,
    url: shortlink,
    company: typeof page.name === 'string' ? page.name : null,
  };
}
