import { z } from 'zod';
import { snakeCase } from '../../lib/snake-case.ts';
import { checkShape } from '../fields/check-shape.ts';
import { nameOf } from '../fields/collect-fields.ts';
import { readGenericRecord } from '../fields/read-generic-record.ts';
import { type Importer, isObject, type JsonObject } from '../importer.ts';

const named = z.looseObject({ name: z.string() });

const schema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  summary: z.string().nullish(),
  severity: z.looseObject({ name: z.string().nullish() }).nullish(),
  incident_status: z.looseObject({ name: z.string().nullish(), category: z.string().nullish() }).nullish(),
  incident_timestamp_values: z
    .array(
      z.looseObject({
        incident_timestamp: named,
        value: z.looseObject({ value: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  custom_field_entries: z
    .array(z.looseObject({ custom_field: named, values: z.array(z.unknown()).nullish() }))
    .nullish(),
  incident_role_assignments: z
    .array(z.looseObject({ role: named, assignee: z.looseObject({}).nullish() }))
    .nullish(),
  duration_metrics: z
    .array(z.looseObject({ duration_metric: named, value_seconds: z.number().nullish() }))
    .nullish(),
});

type Incident = z.output<typeof schema>;

/** Incidents of the API, version 2. */
export const incidentIoImporter: Importer<JsonObject> = {
  name: 'incident-io',
  recognises: (source) =>
    typeof source.name === 'string' &&
    (isObject(source.incident_status) ||
      Array.isArray(source.incident_timestamp_values) ||
      Array.isArray(source.custom_field_entries)),
  read: (source, origin) => readGenericRecord(toFields(checkShape(schema, source, 'incident.io')), origin),
};

function toFields(incident: Incident): JsonObject {
  const {
    id,
    name,
    summary,
    severity,
    incident_status: status,
    incident_timestamp_values: timestamps,
    custom_field_entries: custom,
    incident_role_assignments: roles,
    duration_metrics: durations,
    creator: _creator,
    ...rest
  } = incident;
  return {
    id,
    title: name,
    summary,
    severity: severity?.name ?? null,
    status: status?.name ?? status?.category ?? null,
    status_category: status?.category ?? null,
    ...Object.fromEntries(
      (timestamps ?? []).map((entry) => [
        snakeCase(entry.incident_timestamp.name),
        entry.value?.value ?? null,
      ]),
    ),
    ...Object.fromEntries(
      (durations ?? []).map((entry) => [
        `${snakeCase(entry.duration_metric.name)}_seconds`,
        entry.value_seconds ?? null,
      ]),
    ),
    ...Object.fromEntries(
      (roles ?? []).map((entry) => [
        snakeCase(entry.role.name),
        entry.assignee ? nameOf(entry.assignee) : null,
      ]),
    ),
    ...Object.fromEntries(
      (custom ?? []).map((entry) => [
        snakeCase(entry.custom_field.name),
        (entry.values ?? []).map(contentOf).filter((value) => value !== null),
      ]),
    ),
    ...rest,
  };
}

/** A custom field's value stands under a key that tells its type. */
function contentOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  const content =
    value.value_text ??
    value.value_link ??
    value.value_numeric ??
    value.value_timestamp ??
    value.value_option ??
    value.value_catalog_entry ??
    value.value;
  return isObject(content) ? nameOf(content) : (content ?? null);
}
