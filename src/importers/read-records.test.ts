import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { IncidentRecord, Moment } from '../core/incident.ts';
import { detectFormat } from './files/detect-format.ts';
import type { FileItem } from './files/file-items.ts';
import { defaultImportLimits } from './import-limits.ts';
import { readRecords } from './read-records.ts';

async function readFile(name: string, content: string | Uint8Array): Promise<FileItem[]> {
  const bytes = Buffer.from(content);
  const head = bytes.subarray(0, 65_536);
  const detection = detectFormat(name, head);
  assert.ok('format' in detection, JSON.stringify(detection));
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
  }
  const file = { path: name, name, place: name, sizeBytes: bytes.length, named: true };
  const items: FileItem[] = [];
  const context = { now: new Date('2026-11-20'), limits: defaultImportLimits, asIncidents: false };
  for await (const item of readRecords(detection.format, { file, head, chunks: chunks() }, context))
    items.push(item);
  return items;
}

async function recordsOf(name: string, content?: string): Promise<IncidentRecord[]> {
  const items = await readFile(name, content ?? readFileSync(new URL(`./${name}`, import.meta.url)));
  return items.map((item) => {
    assert.ok(item.kind === 'record', JSON.stringify(item));
    return item.reading.record;
  });
}

const say = (moment: Moment | null | undefined): string | null =>
  moment ? moment.at.toISOString().slice(0, 16) : null;
const times = (record: IncidentRecord | undefined): unknown[] => [
  say(record?.startedAt),
  say(record?.detectedAt),
  say(record?.mitigatedAt),
  say(record?.resolvedAt),
  record?.durationMinutes,
  record?.detectMinutes,
  record?.recoverMinutes,
];

test('a Rootly export', async () => {
  const [first, second] = await recordsOf('rootly/fixtures/export.json');
  assert.deepEqual(times(first), [
    '2025-03-04T09:12',
    '2025-03-04T09:15',
    '2025-03-04T09:50',
    '2025-03-04T10:02',
    50,
    3,
    null,
  ]);
  assert.deepEqual(
    [first?.id, first?.severity, first?.status, first?.services],
    ['0b7a4d3e-52f0-4c1a-9a51-6f1f7c2f9a10', 'SEV1', 'resolved', ['checkout', 'price-cache']],
  );
  assert.deepEqual(
    [first?.labels.environments, first?.labels.teams, first?.labels.platform],
    [['Production'], ['Payments'], ['k8s']],
  );
  assert.deepEqual(
    [first?.resolution, first?.sourceUrl],
    ['Warmed the cache from a replica.', 'https://example.test/incidents/118'],
  );
  assert.deepEqual(
    [times(second), second?.severity, second?.services],
    [['2025-04-01T08:00', null, null, null, null, null, null], null, []],
  );
});

test('PagerDuty incidents: a priority is the severity, else the urgency; the last change of a resolved one is its end', async () => {
  const [first, second] = await recordsOf('pagerduty/fixtures/incidents.json');
  assert.deepEqual(times(first), ['2024-11-02T01:10', null, null, '2024-11-02T01:55', 45, null, null]);
  assert.deepEqual(
    [
      first?.severity,
      first?.services,
      first?.labels.urgency,
      first?.labels.teams,
      first?.labels.incident_number,
    ],
    ['P2', ['order-worker'], ['high'], ['Fulfilment'], ['204']],
  );
  assert.deepEqual(
    [first?.title, first?.summary],
    ['Queue depth above 10k', 'Consumers stopped after the broker restarted.'],
  );
  assert.deepEqual([second?.severity, second?.resolvedAt, second?.durationMinutes], ['low', null, null]);
});

test('incident.io incidents: timestamps, custom fields, roles and durations by their names', async () => {
  const [first] = await recordsOf('incident-io/fixtures/incidents.json');
  assert.deepEqual(times(first), [
    '2025-05-06T12:00',
    '2025-05-06T12:20',
    null,
    '2025-05-06T14:00',
    120,
    20,
    120,
  ]);
  assert.deepEqual(
    [first?.services, first?.severity, first?.status],
    [['webhooks', 'api'], 'Major', 'Closed'],
  );
  assert.deepEqual(
    [first?.labels.region, first?.labels.incident_lead, first?.labels.reference, first?.labels.tickets],
    [['eu-west'], ['Ada Example'], ['INC-31'], undefined],
  );
});

test('incidents of a status page: updates are the timeline, oldest first', async () => {
  const [first, second] = await recordsOf('statuspage/fixtures/incidents.json');
  assert.deepEqual(times(first), [
    '2025-02-01T10:00',
    null,
    '2025-02-01T11:30',
    '2025-02-01T12:00',
    120,
    null,
    null,
  ]);
  assert.deepEqual(
    [first?.severity, first?.labels.impact, first?.services, first?.labels.company],
    ['major', ['major'], ['Uploads'], ['Acme Cloud']],
  );
  assert.deepEqual(
    first?.timeline.map(({ text }) => text.split(':')[0]),
    ['investigating', 'identified', 'resolved'],
  );
  assert.equal(first?.resolution, 'The storage nodes were replaced and uploads work again.');
  assert.deepEqual(
    [times(second), second?.status],
    [['2025-02-02T09:00', null, null, null, null, null, null], 'investigating'],
  );
});

test('what a status page identified and did is its cause and remedy, unless it is a stock phrase', async () => {
  const told = (identified: string, monitoring: string, postmortem: string | null = null): string =>
    JSON.stringify([
      {
        id: 'u1',
        name: 'Jobs wait',
        status: 'resolved',
        impact: 'major',
        created_at: '2025-05-01T09:00:00Z',
        postmortem_body: postmortem,
        incident_updates: [
          { status: 'resolved', body: 'This incident has been resolved.' },
          { status: 'monitoring', body: monitoring },
          { status: 'identified', body: identified },
        ],
      },
    ]);
  const textsOf = async (content: string): Promise<unknown[]> => {
    const [record] = await recordsOf('incidents.json', content);
    return [record?.rootCause, record?.resolution];
  };
  assert.deepEqual(await textsOf(told('A certificate expired.', 'It was renewed.')), [
    'A certificate expired.',
    'It was renewed.',
  ]);
  const stock = told(
    'The issue has been identified and a fix is being implemented.',
    'A fix has been implemented and we are monitoring the results.',
  );
  assert.deepEqual(await textsOf(stock), [null, null]);
  const report = '## Root cause\n\nNobody watched the certificate.\n';
  assert.deepEqual(await textsOf(told('A certificate expired.', 'It was renewed.', report)), [
    'Nobody watched the certificate.',
    null,
  ]);
});

test('maintenance on a status page begins when it was scheduled for, not when it was announced', async () => {
  const announced = '2025-05-01T09:00:00Z';
  const [record] = await recordsOf(
    'incidents.json',
    JSON.stringify({
      page: { name: 'Acme Cloud' },
      incidents: [
        {
          id: 'm1',
          name: 'Database upgrade',
          status: 'completed',
          impact: 'maintenance',
          created_at: announced,
          started_at: announced,
          scheduled_for: '2025-05-07T22:00:00Z',
          scheduled_until: '2025-05-08T00:00:00Z',
          scheduled_remind_prior: true,
          shortlink: null,
          incident_updates: [
            { status: 'completed', body: 'Done.', created_at: '2025-05-07T23:30:00Z' },
            { status: 'scheduled', body: 'We will upgrade the database.', created_at: announced },
          ],
        },
      ],
    }),
  );
  assert.deepEqual(times(record), ['2025-05-07T22:00', null, null, '2025-05-07T23:30', 90, null, null]);
  assert.equal(record?.labels.scheduled_remind_prior, undefined);
});

test('incidents of Google Cloud: the last update is the report', async () => {
  const [first] = await recordsOf('google-cloud/fixtures/incidents.json');
  assert.deepEqual(times(first), ['2024-07-19T14:17', null, null, '2024-07-19T15:47', 90, null, null]);
  assert.deepEqual(
    [first?.title, first?.services, first?.severity],
    ['Key store unavailable in europe-west2', ['Key Store', 'Identity'], 'high'],
  );
  assert.deepEqual(
    [first?.rootCause, first?.resolution],
    ['A certificate of the storage tier expired.', 'The certificate was renewed.'],
  );
  assert.deepEqual(
    [first?.labels.location_ids, first?.labels.number],
    [['europe-west2'], ['14970871909327597787']],
  );
});

test('generic JSON by the names of its fields; a number without a unit is no length', async () => {
  const items = await readFile(
    'incidents.json',
    readFileSync(new URL('./generic-json/fixtures/incidents.json', import.meta.url)),
  );
  const [first, second] = items.map((item) => (item.kind === 'record' ? item.reading : undefined));
  assert.deepEqual(times(first?.record), ['2023-06-01T08:00', null, null, '2023-06-01T09:30', 90, 12, 90]);
  assert.deepEqual(first?.record.labels, {
    root_cause: ['index lag'],
    region: ['eu-west-1'],
    tags: ['index', 'lag'],
    customer_tier: ['gold'],
    customer_count: ['12'],
  });
  assert.deepEqual(
    [first?.record.services, first?.record.actionItems],
    [
      ['search-api', 'indexer'],
      ['Alert on index age', 'Document the reindex'],
    ],
  );
  assert.deepEqual(
    [second?.record.startedAt?.precision, second?.record.durationMinutes, second?.record.severity],
    ['month', null, 'P3'],
  );
  assert.match(second?.warnings[0] ?? '', /duration: 45 has no unit/);
});

test('a number without a unit counts when start and end show its unit', async () => {
  const [record] = await recordsOf(
    'a.json',
    '{"title":"x","started_at":"2024-01-01T10:00:00Z","resolved_at":"2024-01-01T11:00:00Z","duration":3600}',
  );
  assert.deepEqual([record?.durationMinutes, record?.labels], [60, {}]);
});

test('CSV with semicolons: units and zones in the column names, lists in cells', async () => {
  const [first, second] = await recordsOf('csv/fixtures/incidents.csv');
  assert.deepEqual(times(first), ['2024-01-05T10:00', null, null, '2024-01-05T11:30', 90, null, null]);
  assert.deepEqual(
    [first?.externalId, first?.title, first?.services, first?.labels.team],
    ['INC-1', 'Payments slow; twice', ['payments', 'ledger'], ['Billing']],
  );
  assert.deepEqual(
    [say(second?.startedAt), second?.durationMinutes, second?.rootCause],
    ['2024-06-13T22:00', null, null],
  );
});

test('date and times of day in columns of their own, past midnight', async () => {
  const [record] = await recordsOf(
    'days.csv',
    'title,date,start_time,end_time,timezone\nNight,2024-03-01,23:30,00:15,CET\n',
  );
  assert.deepEqual(times(record), ['2024-03-01T22:30', null, null, '2024-03-01T23:15', 45, null, null]);
  assert.deepEqual(record?.labels, { timezone: ['CET'] });
});

test('CSV as a help desk exports it: `#` for number, odd names of columns, dates with years of two digits', async () => {
  const [first, second] = await recordsOf(
    'desk.csv',
    '\uFEFFIncident #,Short description,Date Opened,Date Closed,Configuration item,Post-mortem link,Customers Affected\r\n' +
      'INC7,Mail is late,7/20/22 9:05 PM,7/21/22 12:10 AM,Mail Relay,https://example.test/7,"18,400"\r\n' +
      'INC8,Mail is lost,8/9/22 1:00 AM,8/9/22 1:20 AM,Mail Relay,,12\r\n',
  );
  assert.deepEqual(times(first), ['2022-07-20T21:05', null, null, '2022-07-21T00:10', 185, null, null]);
  assert.deepEqual(times(second), ['2022-08-09T01:00', null, null, '2022-08-09T01:20', 20, null, null]);
  assert.deepEqual(
    [first?.externalId, first?.services, first?.sourceUrl, first?.labels.customers_affected],
    ['INC7', ['Mail Relay'], 'https://example.test/7', ['18400']],
  );
});

test('CSV that names its separator first, lengths in hours and minutes, times with a point', async () => {
  const [record] = await recordsOf(
    'sep.csv',
    '\uFEFFsep=;\r\nCase #;Subject;Date/Time Opened;Duration (hh:mm);Affected Service(s)\r\n' +
      'C1;Mail is down;01/Mar/2024 10.05;01:30;Mail, Web\r\n',
  );
  assert.deepEqual(times(record), ['2024-03-01T10:05', null, null, null, 90, null, null]);
  assert.deepEqual([record?.externalId, record?.services], ['C1', ['Mail', 'Web']]);
  const [counted] = await recordsOf('rows.csv', 'No;Name;Opened\n1;Mail;2024-03-01\n');
  assert.equal(counted?.externalId, 'rows.csv#1');
  const [units] = await recordsOf(
    'units.csv',
    'Name;Opened (UTC);Downtime Minutes\nMail;2024-03-01 10:00;90\n',
  );
  assert.deepEqual(times(units), ['2024-03-01T10:00', null, null, null, 90, null, null]);
});

test('numbers with a decimal comma or points between thousands mean what start and end show', async () => {
  const [long, short] = await recordsOf(
    'werk.csv',
    'Title;Start;End;Downtime (h);TTR (min)\n' +
      'Long;2024-03-01 00:00;2024-03-02 00:07;24,12;1.447\n' +
      'Short;2024-03-01 00:00;2024-03-01 01:28;1,47;88\n',
  );
  assert.deepEqual([long?.durationMinutes, long?.recoverMinutes], [1447, 1447]);
  assert.deepEqual([short?.durationMinutes, short?.recoverMinutes], [88, 88]);
});

test('a column of references at commas holds several, a count with commas is one number', async () => {
  const [record] = await recordsOf(
    'counts.csv',
    'title,severity,tickets,requests_lost,users_hit,people_paged\nA,low,"101,102","1,250,000","~2,450",@Ada Example\n',
  );
  assert.deepEqual(
    [
      record?.labels.tickets,
      record?.labels.requests_lost,
      record?.labels.users_hit,
      record?.labels.people_paged,
    ],
    [['101', '102'], ['1250000'], ['2450'], ['Ada Example']],
  );
});

test('a Markdown page with a table of facts at its top, side by side or below each other', async () => {
  const body =
    '\n## 1. Analysis\n\n### 1.1 Root cause\n\nThe key had expired.\n\n#### 1.1.1 Details\n\nIt was old.\n';
  const [wide] = await recordsOf(
    'wide.md',
    `# Key expired\n\n| Severity | Status | Start | End | TTD | Services |\n| --- | --- | --- | --- | --- | --- |\n| SEV2 | Closed | 2024-11-11 04:10 AM EST | 2024-11-11 06:23 AM EST | 14m | Shop, Search |\n${body}`,
  );
  assert.deepEqual(times(wide), ['2024-11-11T09:10', null, null, '2024-11-11T11:23', 133, 14, null]);
  assert.deepEqual([wide?.severity, wide?.services], ['SEV2', ['Shop', 'Search']]);
  assert.equal(wide?.rootCause, 'The key had expired.\n\n### 1.1.1 Details\n\nIt was old.');
  const [tall] = await recordsOf(
    'tall.md',
    `# Key expired\n\n| Field | Value |\n| --- | --- |\n| Severity | SEV2 |\n| Impacted systems | Shop<br/>Search |\n| Incident commander | @Ada Example |\n${body}`,
  );
  assert.deepEqual([tall?.severity, tall?.services], ['SEV2', ['Shop', 'Search']]);
  assert.deepEqual([tall?.labels.incident_commander, tall?.labels.field], [['Ada Example'], undefined]);
});

test('the format is told by the content where the name says nothing', () => {
  const formatOf = (name: string, text: string): unknown => {
    const detection = detectFormat(name, Buffer.from(text));
    return 'format' in detection ? detection.format : detection;
  };
  assert.equal(formatOf('a', '{"title":"x"}\n{"title":"y"}\n'), 'json-lines');
  assert.equal(formatOf('a.json', '{"title":"x"}\n{"title":"y"}\n'), 'json-lines');
  assert.equal(formatOf('a.txt', '[{"title":"x"}]'), 'json');
  assert.equal(formatOf('a', '[link](x) and text'), 'markdown');
  assert.equal(formatOf('PM2022-009 - Bad image', '# Bad image\n'), 'markdown');
  assert.equal(formatOf('export', 'id,title,started_at,severity\n1,x,2024-01-01,low\n'), 'csv');
  assert.deepEqual(formatOf('main.go', 'package main\n'), {
    skipped: '.go files hold no incidents that Parley reads',
  });
  assert.deepEqual(formatOf('a.json', 'not json'), {
    rejected: 'is not JSON: it begins with neither { nor [',
  });
});

test('a whole number too long for a number stays as it is written', async () => {
  const [record] = await recordsOf('long.json', '[{"id":14970871909327597787,"title":"x","severity":"low"}]');
  assert.equal(record?.externalId, '14970871909327597787');
});

test('a record without an id is known by its file and its number there', async () => {
  const records = await recordsOf(
    'plain.jsonl',
    '{"title":"a","severity":"low"}\n{"title":"b","severity":"low"}\n',
  );
  assert.deepEqual(
    records.map(({ externalId }) => externalId),
    ['plain.jsonl#1', 'plain.jsonl#2'],
  );
  assert.equal((await recordsOf('one.json', '{"title":"a","severity":"low"}'))[0]?.externalId, 'one.json');
});

test('a broken first record does not hide the others, and a file without any incident is skipped as a whole', async () => {
  const items = await readFile('a.json', '[{"id":1},{"id":2,"title":"x","severity":"low"},{"id":3}]');
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ['problem', 'record', 'problem'],
  );
  assert.deepEqual(await readFile('b.json', '[{"a":1},{"a":2}]'), [
    { kind: 'skip', reason: 'has no title, name, summary or description' },
  ]);
});

test('a configuration with a name and services is no incident, a title of several words may be one', async () => {
  const reason = 'tells of no incident: no time, duration, severity, status or text';
  const compose = 'name: shop\nservices:\n  cart:\n    image: cart:2\n    depends_on:\n      - redis\n';
  assert.deepEqual(await readFile('docker-compose.yml', compose), [{ kind: 'skip', reason }]);
  assert.deepEqual(await readFile('owners.json', '[{"name":"cart","owner":"Ada"}]'), [
    { kind: 'skip', reason },
  ]);
  const [record] = await recordsOf('a.json', '[{"title":"Search down for an hour","company":"Acme"}]');
  assert.equal(record?.title, 'Search down for an hour');
});

test('what a tool keeps for itself is no label, and labels are not read as sentences', async () => {
  const [record] = await recordsOf(
    'a.json',
    '[{"title":"Disk full","severity":"low","team":"Data","updated_at":"2024-05-01T10:00:00Z","slack_channel_name":"inc-1","alert_counts":{"all":3,"resolved":3}}]',
  );
  assert.deepEqual(record?.labels, { team: ['Data'] });
  assert.equal(record?.fullText, '');
});
