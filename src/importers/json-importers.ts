import { genericJsonImporter } from './generic-json/generic-json-importer.ts';
import { googleCloudImporter } from './google-cloud/google-cloud-importer.ts';
import type { Importer, JsonObject } from './importer.ts';
import { incidentIoImporter } from './incident-io/incident-io-importer.ts';
import { pagerdutyImporter } from './pagerduty/pagerduty-importer.ts';
import { rootlyImporter } from './rootly/rootly-importer.ts';
import { statuspageImporter } from './statuspage/statuspage-importer.ts';

/** Importers of JSON records; the first that recognises a record reads it, and the last one recognises all. */
export const jsonImporters: readonly Importer<JsonObject>[] = [
  rootlyImporter,
  statuspageImporter,
  googleCloudImporter,
  incidentIoImporter,
  pagerdutyImporter,
  genericJsonImporter,
];
