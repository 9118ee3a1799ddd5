import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ParleyError } from '../core/errors.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { csvImporter } from './csv/csv-importer.ts';
import { genericJsonImporter } from './generic-json/generic-json-importer.ts';
import { googleCloudImporter } from './google-cloud/google-cloud-importer.ts';
import { type Importer, isObject, type JsonObject, type RecordOrigin } from './importer.ts';
import { incidentIoImporter } from './incident-io/incident-io-importer.ts';
import { markdownImporter, parseMarkdown } from './markdown/markdown-importer.ts';
import { pagerdutyImporter } from './pagerduty/pagerduty-importer.ts';
import { rootlyImporter } from './rootly/rootly-importer.ts';
import { statuspageImporter } from './statuspage/statuspage-importer.ts';

const origin: RecordOrigin = {
  file: 'folder/file',
  ordinal: 3,
  now: new Date('2026-11-20T00:00:00Z'),
  dateOrder: 'unknown',
  envelope: {},
};
const fixture = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const first = (path: string, list?: string): JsonObject => {
  const value: unknown = JSON.parse(fixture(path));
  const records = Array.isArray(value) ? value : isObject(value) && list ? value[list] : undefined;
  const [record] = Array.isArray(records) ? records : [];
  assert.ok(isObject(record));
  return record;
};

interface Subject {
  readonly importer: Importer<JsonObject>;
  readonly sample: JsonObject;
  readonly ownId: string;
  /** Fields that hold what the record says of times; without them they are unknown. */
  readonly timeFields: readonly string[];
}

const markdownAsJson: Importer<JsonObject> = {
  name: 'markdown',
  recognises: () => true,
  read: (source, at) =>
    markdownImporter.read(
      parseMarkdown(typeof source.text === 'string' ? source.text : JSON.stringify(source)),
      at,
    ),
};

const subjects: readonly Subject[] = [
  {
    importer: genericJsonImporter,
    sample: first('./generic-json/fixtures/incidents.json'),
    ownId: '6f0f7a4a-1111-4222-8333-444455556666',
    timeFields: ['startTime', 'endTime', 'ttd', 'mttr_minutes'],
  },
  {
    importer: csvImporter,
    sample: {
      'Incident ID': 'INC-1',
      Title: 'Payments slow',
      'Start (UTC)': '2024-01-05 10:00',
      'End (UTC)': '2024-01-05 11:30',
    },
    ownId: 'INC-1',
    timeFields: ['Start (UTC)', 'End (UTC)'],
  },
  {
    importer: rootlyImporter,
    sample: first('./rootly/fixtures/export.json', 'data'),
    ownId: '0b7a4d3e-52f0-4c1a-9a51-6f1f7c2f9a10',
    timeFields: [],
  },
  {
    importer: pagerdutyImporter,
    sample: first('./pagerduty/fixtures/incidents.json', 'incidents'),
    ownId: 'Q0AAAAA1',
    timeFields: ['resolved_at', 'last_status_change_at'],
  },
  {
    importer: incidentIoImporter,
    sample: first('./incident-io/fixtures/incidents.json', 'incidents'),
    ownId: '01HXAMPLE00000000000000001',
    timeFields: ['incident_timestamp_values', 'duration_metrics', 'created_at'],
  },
  {
    importer: statuspageImporter,
    sample: first('./statuspage/fixtures/incidents.json', 'incidents'),
    ownId: 'k1k1k1k1k1k1',
    timeFields: ['resolved_at', 'incident_updates'],
  },
  {
    importer: googleCloudImporter,
    sample: first('./google-cloud/fixtures/incidents.json'),
    ownId: 'AbCdEfGhIjKlMnOpQrSt',
    timeFields: ['end'],
  },
  {
    importer: markdownAsJson,
    sample: { text: fixture('./markdown/fixtures/front-matter.txt') },
    ownId: '2d0c2f2e-0000-4000-8000-0123456789ab',
    timeFields: [],
  },
];

/** What a reading or a refusal must be, whatever was read. */
function checkOutcome(read: () => ReturnType<Importer<JsonObject>['read']>): void {
  try {
    const { record } = read();
    assert.ok(record.title.trim() !== '' && record.externalId !== '');
    for (const moment of [record.startedAt, record.detectedAt, record.mitigatedAt, record.resolvedAt]) {
      assert.ok(moment === null || !Number.isNaN(moment.at.getTime()));
    }
    for (const minutes of [record.durationMinutes, record.detectMinutes, record.recoverMinutes]) {
      assert.ok(minutes === null || (Number.isFinite(minutes) && minutes >= 0));
    }
    assert.deepEqual(wellFormed(record), record);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    assert.equal(error.code, 'invalid_input');
    assert.ok(error.message.length > 5);
  }
}

const mean = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    'N/A',
    null,
    -1,
    0,
    1e300,
    '9999-12-31',
    '2024-99-99',
    '\u0000',
    '\ud800',
    '{{}}',
    '[',
    'PT',
    '99999999999999999999 hours',
    [],
    {},
    [[[]]],
    { name: null },
    { value: {} },
    true,
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

for (const { importer, sample, ownId, timeFields } of subjects) {
  describe(`the ${importer.name} importer`, () => {
    test('recognises its own sample and keeps its id', () => {
      assert.ok(importer.recognises(sample));
      assert.equal(importer.read(sample, origin).record.externalId, ownId);
    });

    test('gives the same reading every time, and leaves the source as it was', () => {
      const copy = structuredClone(sample);
      assert.deepEqual(importer.read(sample, origin), importer.read(sample, origin));
      assert.deepEqual(sample, copy);
    });

    test('leaves unknown what the source does not say', () => {
      const bare = Object.fromEntries(Object.entries(sample).filter(([name]) => !timeFields.includes(name)));
      if (timeFields.length === 0) return;
      const { record } = importer.read({ ...bare, status: 'open' }, origin);
      assert.deepEqual(
        [record.resolvedAt, record.durationMinutes, record.recoverMinutes, record.detectMinutes],
        [null, null, null, null],
      );
    });

    test('answers any value in any field with a reading or a reason', () => {
      const names = [
        ...Object.keys(sample),
        'title',
        'started_at',
        'duration',
        'timeline',
        'services',
        '__proto__',
        'attributes',
      ];
      fc.assert(
        fc.property(fc.constantFrom(...names), mean, (name, value) => {
          checkOutcome(() => importer.read({ ...sample, [name]: value }, origin));
        }),
        { numRuns: 300 },
      );
      fc.assert(
        fc.property(fc.dictionary(fc.string({ maxLength: 20 }), mean), (record) =>
          checkOutcome(() => importer.read(record, origin)),
        ),
        { numRuns: 100 },
      );
    });
  });
}
