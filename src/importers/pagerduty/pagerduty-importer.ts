import { z } from 'zod';
import { checkShape } from '../fields/check-shape.ts';
import { readGenericRecord } from '../fields/read-generic-record.ts';
import { type Importer, isObject, type JsonObject } from '../importer.ts';

const reference = z.looseObject({ summary: z.string().nullish(), name: z.string().nullish() });

const schema = z.looseObject({
  id: z.string().min(1),
  incident_number: z.number().nullish(),
  title: z.string().nullish(),
  summary: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  created_at: z.string(),
  resolved_at: z.string().nullish(),
  last_status_change_at: z.string().nullish(),
  service: reference.nullish(),
  body: z.looseObject({ details: z.unknown() }).nullish(),
  acknowledgements: z.array(z.looseObject({ at: z.string().nullish() })).nullish(),
});

type Incident = z.output<typeof schema>;

/** Incidents of the REST API, version 2. */
export const pagerdutyImporter: Importer<JsonObject> = {
  name: 'pagerduty',
  recognises: (source) =>
    source.created_at !== undefined &&
    ('incident_number' in source || 'incident_key' in source || 'last_status_change_at' in source) &&
    ('urgency' in source || isObject(source.service) || 'escalation_policy' in source),
  read: (source, origin) => readGenericRecord(toFields(checkShape(schema, source, 'PagerDuty')), origin),
};

function toFields(incident: Incident): JsonObject {
  const {
    title,
    summary,
    description,
    body,
    created_at,
    resolved_at,
    last_status_change_at,
    acknowledgements,
    self: _self,
    type: _type,
    first_trigger_log_entry: _entry,
    ...rest
  } = incident;
  const name = title ?? summary?.replace(/^\[#\d+\]\s*/, '') ?? description;
  const details = typeof body?.details === 'string' ? body.details : null;
  return {
    ...rest,
    title: name,
    summary: details ?? (description === name ? null : description),
    started_at: created_at,
    acknowledged_at: acknowledgements?.[0]?.at ?? null,
    // A resolved incident's status changed last when it was resolved.
    resolved_at: resolved_at ?? (incident.status === 'resolved' ? last_status_change_at : null),
  };
}
