import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { IncidentRecord } from '../core/incident.ts';
import { momentEnd } from '../lib/resolve-date.ts';
import { listFiles } from './files/list-files.ts';
import { defaultImportLimits } from './import-limits.ts';
import { readRecords } from './read-records.ts';

const folder = fileURLToPath(new URL('../../../shared/data/incidents', import.meta.url));
const skip = existsSync(folder) ? false : `${folder} is not there`;

/**
 * What a person reads in each file: when it began (as written, with the zone that the file states), minutes to detection
 * and to recovery as its Stats say, and its category. `-` where the file does not say.
 */
const WRITTEN = `
PM2019-009 | 2019-11-29T12:00+01:00 | - | - | -
PM2019-010 | 2019-12-04T00:30+01:00 | - | - | -
PM2019-011 | 2019-12-05T04:00+01:00 | - | - | -
PM2020-001 | 2020-01-20T13:50+01:00 | - | - | Self-service
PM2020-002 | 2020-01-21T15:36+01:00 | 54 | 148 | Kubernetes
PM2020-003 | 2020 | - | - | Self-service
PM2020-004 | 2020-02-03T11:21+01:00 | - | 31 | Kubernetes
PM2020-005 | 2020-06-09T11:00+01:00 | 5 | 15 | Kubernetes
PM2020-006 | 2020-02-24T10:50+01:00 | - | - | Self-service
PM2020-007 | 2020-10-06T07:00+01:00 | 60 | 240 | Kubernetes
PM2020-008 | 2020-11-04T13:00+01:00 | 88 | 122 | Kubernetes
PM2020-009 | 2020-11-17T10:45+01:00 | 0 | 30 | Kubernetes
PM2021-001 | 2021-01-05T11:25+01:00 | 1415 | 1435 | Observability
PM2021-002 | 2021-02-15T06:05+01:00 | 40 | 55 | Observability
PM2021-003 | 2021-02-19T08:35+01:00 | 20 | 48 | Observability
PM2021-004 | 2021-03-31T12:06Z | 5 | 84 | Authentication/Authorisation
PM2021-005 | 2021-06-22T08:21Z | 8 | 25 | Kubernetes
PM2021-006 | 2021-06-30T08:32Z | 1 | 5 | Kubernetes
PM2021-007 | 2021-07-02T07:32Z | 8 | 10 | Kubernetes
PM2021-008 | 2021-08-26T08:22Z | 64 | 87 | Kubernetes
PM2021-009 | 2021-09-01T11:34Z | 5 | 68 | Kubernetes
PM2021-010 | 2021-09-17T08:00Z | 335 | 408 | Kubernetes
PM2021-011 | 2021-12-10 | - | - | Cloud Infrastructure and Source Code
PM2022-001 | 2022-01-25T10:21Z | 0 | 279 | Kubernetes
PM2022-002 | 2022-01-31T12:00Z | 53 | 109 | Kubernetes
PM2022-003 | 2022-02-08T12:05Z | 0 | 43 | Kubernetes
PM2022-004 | 2022-02-08T12:20Z | 1183 | 1220 | Observability
PM2022-005 | 2022-03-07T00:00Z | 15840 | - | Security Incident
PM2022-006 | 2022-05 | - | - | Kubernetes network
PM2022-007 | 2022-07-07T08:58Z | 10 | 282 | Observability
PM2022-008 | 2022-08-03T11:38Z | 12 | 88 | Kubernetes
PM2022-009 | 2022-10-29T01:02Z | 420 | 3250 | Kubernetes
PM2023-001 | 2023-02-13T07:30Z | 2 | 13 | Kubernetes
PM2023-002 | 2023-04-11T11:20Z | 544 | 669 | Kubernetes
PM2024-001 | 2024-03-13T10:01Z | 4 | 399 | Kubernetes
PM2024-002 | 2024-04-09T08:40Z | 10 | 10 | Kubernetes
PM2024-003 | 2024-06-06T11:27Z | 30 | 1320 | Prometheus
PM2025-001 | 2025-02-27T19:32Z | 5280 | 5840 | Kubernetes
PM2025-002 | 2025-03-17T16:06Z | 371 | 389 | Kubernetes
2025-09-29-flags | 2025-09-29T16:58Z | - | - | -
2025-10-03-surveys | 2025-10-03T10:45Z | 254 | - | -
2025-10-21-feature | 2025-10-21T21:45Z | - | - | -
2025-11-15-persons | 2025-11-11T16:02Z | - | - | -
2025-11-26-shai | 2025-11-24T04:11Z | - | - | -
2026-01-17-replay | 2026-01-14 | - | - | -
2024-02-28-decide | 2024-02-28T15:30Z | - | - | -
`;

async function readAll(): Promise<{ records: Map<string, IncidentRecord>; skipped: string[] }> {
  const { files } = await listFiles([folder], defaultImportLimits);
  const records = new Map<string, IncidentRecord>();
  const skipped: string[] = [];
  for (const file of files) {
    const opened = { file, head: new Uint8Array(), chunks: createReadStream(file.path) };
    for await (const item of readRecords('markdown', opened, {
      now: new Date('2026-11-20'),
      limits: defaultImportLimits,
      asIncidents: false,
    })) {
      if (item.kind === 'record') records.set(file.name, item.reading.record);
      else skipped.push(`${file.name}: ${item.reason}`);
    }
  }
  return { records, skipped };
}

function started({ startedAt }: IncidentRecord): string {
  if (!startedAt) return '-';
  return startedAt.at.toISOString().slice(0, { minute: 16, day: 10, month: 7, year: 4 }[startedAt.precision]);
}

const inUtc = (written: string): string =>
  written.includes('T') ? new Date(written).toISOString().slice(0, 16) : written;

test('46 real post-mortems are read as a person reads them', { skip }, async () => {
  const { records } = await readAll();
  const read: string[] = [];
  const expected: string[] = [];
  for (const line of WRITTEN.trim().split('\n')) {
    const [prefix = '', start = '', ...rest] = line.split(' | ');
    const record = [...records].find(([name]) => name.split('/').at(-1)?.startsWith(prefix))?.[1];
    assert.ok(record, prefix);
    expected.push([prefix, inUtc(start), ...rest].join(' | '));
    read.push(
      [
        prefix,
        started(record),
        record.detectMinutes ?? '-',
        record.recoverMinutes ?? '-',
        record.labels.category?.join() ?? '-',
      ].join(' | '),
    );
  }
  assert.deepEqual(read, expected);
  assert.equal(records.size, expected.length);
});

test('the figures that people ask for come out of them', { skip }, async () => {
  const records = [...(await readAll()).records.values()];
  const in2021 = records.filter(
    ({ startedAt }) =>
      startedAt && startedAt.at >= new Date('2021-01-01') && momentEnd(startedAt) <= new Date('2022-01-01'),
  );
  assert.equal(in2021.length, 11);
  assert.equal(records.filter(({ labels }) => labels.category?.includes('Kubernetes')).length, 23);
  const lengths = Object.fromEntries(
    records
      .filter(({ durationMinutes }) => durationMinutes !== null)
      .map(({ title, durationMinutes }) => [title, durationMinutes]),
  );
  assert.deepEqual(lengths, {
    'PostHog Feature Flags Service Outage - September 29, 2025': 108,
    'PostHog Surveys SDK Bug - October 3, 2025': 326,
    'decide is down': 160,
  });
  const ends = Object.fromEntries(
    records.map(({ title, resolvedAt }) => [title, resolvedAt?.at.toISOString().slice(0, 16)]),
  );
  assert.equal(ends['PostHog Feature Flags Service Outage - September 29, 2025'], '2025-09-29T18:46');
  assert.equal(
    ends['PostHog Data Processing Delays - Events & Persons Ingestion (November 2025)'],
    '2025-11-15T06:20',
  );
  assert.equal(ends['Post-Mortem: Changes to SDK fetch() wrapper breaking client sites'], '2026-01-19T00:00');
  assert.equal(ends['decide is down'], '2024-02-28T18:10');
});

test('every file that holds no incident is named', { skip }, async () => {
  assert.deepEqual((await readAll()).skipped, [
    'dfds/LICENSE: is a licence',
    'dfds/PMyyyy-nnn - Postmortem template.md: is a template with placeholders',
    'dfds/README.md: is a readme',
    'posthog/LICENSE: is a licence',
    'posthog/README.md: is a readme',
    'posthog/investigations/template.md: is a template with placeholders',
  ]);
});
