import { z } from 'zod';
import { plainLines } from '../../lib/plain-text.ts';
import { checkShape } from '../fields/check-shape.ts';
import { deriveTitle } from '../fields/derive-title.ts';
import { readGenericRecord } from '../fields/read-generic-record.ts';
import type { Importer, JsonObject } from '../importer.ts';

const titled = z.looseObject({ id: z.string().nullish(), title: z.string().nullish() });

const update = z.looseObject({
  created: z.string().nullish(),
  when: z.string().nullish(),
  text: z.string().nullish(),
  status: z.string().nullish(),
  affected_locations: z.array(titled).nullish(),
});

const schema = z.looseObject({
  id: z.string().min(1),
  number: z.union([z.string(), z.number()]).nullish(),
  begin: z.string(),
  end: z.string().nullish(),
  external_desc: z.string().nullish(),
  service_name: z.string().nullish(),
  affected_products: z.array(titled).nullish(),
  currently_affected_locations: z.array(titled).nullish(),
  previously_affected_locations: z.array(titled).nullish(),
  uri: z.string().nullish(),
  updates: z.array(update).nullish(),
  most_recent_update: update.nullish(),
});

type Incident = z.output<typeof schema>;

const STATUS_PAGE = 'https://status.cloud.google.com/';

/** Incidents of the `incidents.json` of Google Cloud's status page. */
export const googleCloudImporter: Importer<JsonObject> = {
  name: 'google-cloud',
  recognises: (source) =>
    'begin' in source &&
    ('external_desc' in source || 'most_recent_update' in source || 'status_impact' in source),
  read: (source, origin) => readGenericRecord(toFields(checkShape(schema, source, 'Google Cloud')), origin),
};

function toFields(incident: Incident): JsonObject {
  const {
    external_desc,
    begin,
    end,
    service_name,
    affected_products,
    currently_affected_locations,
    previously_affected_locations,
    uri,
    updates,
    most_recent_update,
    service_key: _key,
    ...rest
  } = incident;
  const told = (updates?.length ? updates : most_recent_update ? [most_recent_update] : []).toSorted(
    (a, b) => Date.parse(a.when ?? a.created ?? '') - Date.parse(b.when ?? b.created ?? '') || 0,
  );
  const products = (affected_products ?? []).map((product) => product.title ?? '');
  const locations = [
    ...(currently_affected_locations ?? []),
    ...(previously_affected_locations ?? []),
    ...told.flatMap((one) => one.affected_locations ?? []),
  ];
  return {
    ...rest,
    title: deriveTitle(external_desc ?? null, undefined),
    summary: external_desc,
    started_at: begin,
    resolved_at: end,
    status: end ? 'resolved' : null,
    services: products.length > 0 ? products : [service_name ?? ''],
    locations: locations.map((location) => location.title ?? location.id ?? ''),
    location_ids: locations.map((location) => location.id ?? ''),
    timeline: told.map((one) => ({
      at: one.when ?? one.created ?? null,
      text: plainLines(one.text ?? '').slice(0, 4000) || (one.status ?? ''),
    })),
    // The last update of a serious incident is its report, with headings for cause, impact and remedy.
    report: told.map((one) => one.text ?? '').sort((a, b) => b.length - a.length)[0] ?? null,
    url: uri ? new URL(uri, STATUS_PAGE).href : null,
  };
}
