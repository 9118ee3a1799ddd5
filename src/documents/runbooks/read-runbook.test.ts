import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitFrontMatter } from '../../lib/split-front-matter.ts';
import { type Runbook, readRunbook } from './read-runbook.ts';

const read = (
  text: string,
  document: { name?: string; title?: string | null; metadata?: Record<string, string[]> } = {},
): Runbook =>
  readRunbook(
    {
      title: document.title ?? null,
      text,
      syntax: 'markdown',
      pages: null,
      metadata: document.metadata ?? {},
    },
    document.name ?? 'page.md',
  );

const alertsOf = (...given: Parameters<typeof read>) => read(...given).alerts;
const stepsOf = (text: string): string[] => read(text).steps.map((step) => step.text);

function checkOffsets(text: string): void {
  const points = [...text];
  let last = 0;
  for (const step of read(text).steps) {
    assert.equal(points.slice(step.start, step.end).join(''), step.text);
    assert.ok(step.start >= last && step.end > step.start);
    last = step.end;
  }
}

test('a runbook is called as its title says, else as its file', () => {
  assert.equal(read('text', { title: 'Disk full' }).name, 'Disk full');
  assert.equal(read('text', { name: 'node/DiskFull.v2.md' }).name, 'DiskFull.v2');
});

test('the file, the heading and the title name the alert', () => {
  assert.deepEqual(alertsOf('# Kube API down\n', { name: 'k8s/KubeAPIDown.md' }), ['KubeAPIDown']);
  assert.deepEqual(alertsOf('# etcdNoLeader\n\n## Meaning\n'), ['etcdNoLeader']);
  assert.deepEqual(alertsOf('# Runbook: `NodeDiskFull` (critical)\n'), ['NodeDiskFull']);
  assert.deepEqual(alertsOf('text', { title: 'HighErrorRate alert' }), ['HighErrorRate']);
  assert.deepEqual(alertsOf('# redis_memory_exceeded\n'), ['redis_memory_exceeded']);
  assert.deepEqual(alertsOf('text', { name: 'node-disk-pressure.md' }), ['node-disk-pressure']);
});

test('a page says that it is about an alert whose name says nothing', () => {
  const text = '# Heartbeat\n\nThis alert is always firing.\n';
  assert.deepEqual(alertsOf(text, { name: 'Heartbeat.md' }), ['Heartbeat']);
  assert.deepEqual(alertsOf(text, { name: 'other.md' }), []);
  assert.deepEqual(alertsOf('# Heartbeat\n\nHow we send it.\n', { name: 'Heartbeat.md' }), []);
  assert.deepEqual(alertsOf('# DeadMansSnitch\n\nThis alert should never end.\n'), ['DeadMansSnitch']);
});

test('front matter names alerts under any of the usual keys', () => {
  for (const key of ['alert', 'alerts', 'Alert Name', 'alertname', 'alert_names'])
    assert.deepEqual(alertsOf('text', { metadata: { [key]: ['DiskFull', 'DiskSlow'] } }), [
      'DiskFull',
      'DiskSlow',
    ]);
  assert.deepEqual(alertsOf('text', { metadata: { alerts: ['DiskFull, DiskSlow'] } }), [
    'DiskFull',
    'DiskSlow',
  ]);
  assert.deepEqual(alertsOf('text', { metadata: { alert: ['CPU above 90%, all zones'] } }), [
    'CPU above 90%, all zones',
  ]);
});

test('selectors, rules, lines, columns and sentences name alerts', () => {
  const text = [
    'Silence `ALERTS{alertname="ApiSlow"}` and {alertname=~"QueueFull|QueueStuck"}.',
    '```yaml\ngroups:\n  - name: x\n    rules:\n      - alert: Heartbeat\n        expr: up == 0\n```',
    '**Alert:** `pager`, DiskFull',
    'Alert name: MemoryHigh',
    'The alert `BrokerGone` fires when no broker answers.',
    '| Alert | Team |\n| --- | --- |\n| CertExpired | blue |\n| `probe` | red |',
    '| Severity | high |\n| --- | --- |\n| Alerts | NodeLost / NodeSlow |',
  ].join('\n\n');
  assert.deepEqual(
    new Set(alertsOf(text)),
    new Set([
      ...['ApiSlow', 'QueueFull', 'QueueStuck', 'Heartbeat', 'pager', 'DiskFull', 'MemoryHigh', 'BrokerGone'],
      ...['CertExpired', 'probe', 'NodeLost', 'NodeSlow'],
    ]),
  );
});

test('one page serves several alerts, each under its own heading', () => {
  const text =
    '# Storage alerts\n\n## DiskFull\n\nClean up.\n\n## DiskAlmostFull\n\nAdd a disk.\n\n## Contacts\n';
  assert.deepEqual(alertsOf(text), ['DiskFull', 'DiskAlmostFull']);
});

test('ordinary words, products and instructions are no alerts', () => {
  const names = [
    ...['PostgreSQL', 'GitHub', 'OpenTelemetryCollector', 'JavaScript', 'README', 'Overview', 'CloudFront'],
    ...[
      'how-to-restart-redis',
      'high-availability',
      'scale-down',
      'error-handling',
      'on-call',
      'full-backup',
    ],
    ...[
      'Restart the DiskFull cluster',
      'Database failover',
      'iOS',
      'error-budget-policy',
      'dead-letter-queue',
    ],
  ];
  for (const name of names) {
    assert.deepEqual(alertsOf(`# ${name}\n\nText.\n`, { name: `${name}.md`, title: name }), [], name);
    assert.deepEqual(alertsOf(`# Page\n\n## ${name}\n\nText.\n`), [], name);
  }
  const prose = [
    'Alert: do not restart the primary!',
    'Alerts: none yet',
    'alertname: the name of the alert',
    'See also the `NodeSlow` alert and KubeAPIDown.',
    'We alert when the queue is full. The alert is sent by mail.',
    'alert: everybody in the room',
  ];
  assert.deepEqual(alertsOf(prose.join('\n\n')), []);
});

test('a first heading that was copied from another page is not believed', () => {
  const alerts = alertsOf('# QueueFull\n', { name: 'DiskFull.md', title: 'Disk Full' });
  assert.deepEqual(alerts, ['DiskFull']);
});

test('ordered lists are steps, with the items and the code below them', () => {
  const text = [
    '# Page\n\nIntro.\n\n## Mitigation\n\nDo this:\n',
    '1. Drain the node:\n',
    '   ```sh\n   # now\n   kubectl drain x\n   ```\n',
    '2. Reboot it\n   - softly\n   - then hard',
    '3. Wait\n\nIt takes a minute.\n\n4. Look again\n',
    'That is all.\n',
  ].join('\n');
  assert.deepEqual(stepsOf(text), [
    'Drain the node:\n\n   ```sh\n   # now\n   kubectl drain x\n   ```',
    'Reboot it\n   - softly\n   - then hard',
    'Wait\n\nIt takes a minute.',
    'Look again',
  ]);
  assert.equal(read(text).steps[0]?.section, 'Mitigation');
  checkOffsets(text);
});

test('brackets, boxes and bullets that are not indented are steps too', () => {
  assert.deepEqual(stepsOf('Steps\n\n1) one\n2) two\n'), ['one', 'two']);
  assert.deepEqual(stepsOf('- [ ] one\n- [x] two\n'), ['one', 'two']);
  assert.deepEqual(stepsOf('1. one\n- a\n- b\n2. two\n'), ['one\n- a\n- b', 'two']);
});

test('headings that count are steps with all that stands below them', () => {
  const text =
    '# Failover\n\n## Step 1: Stop writes\n\nRun it.\n\n### Check\n\n1. a\n\n## Step 2 - Promote\n\nNow.\n\n## Contacts\n\n1. Ann\n';
  assert.deepEqual(read(text).steps, [
    { text: 'Step 1: Stop writes\n\nRun it.\n\n### Check\n\n1. a', start: 15, end: 60, section: 'Failover' },
    { text: 'Step 2 - Promote\n\nNow.', start: 65, end: 87, section: 'Failover' },
  ]);
  assert.deepEqual(stepsOf('## Procedure\n\n### 1. Stop\n\nNow.\n\n### 2. Start\n'), [
    '1. Stop\n\nNow.',
    '2. Start',
  ]);
  assert.deepEqual(stepsOf('## 1. Architecture\n\nBoxes.\n\n## 2. History\n\nOld.\n'), []);
});

test('rows of a table of steps are steps', () => {
  const text = '| # | Action | Owner |\n|---|---|---|\n| 1 | Stop it | Ann |\n| 2 | Start it | Bob |\n';
  assert.deepEqual(stepsOf(text), ['Stop it | Ann', 'Start it | Bob']);
  assert.deepEqual(stepsOf('| Step | Command |\n|---|---|\n| Stop | `a` |\n'), ['Stop | `a`']);
  assert.deepEqual(stepsOf('| Name | Description |\n|---|---|\n| a | b |\n'), []);
  checkOffsets(text);
});

test('without an ordered list the bullets or paragraphs of telling sections are steps', () => {
  const text = [
    '# DiskFull\n\n## Meaning\n\nIt is full.\n\n- a fact\n',
    '## Diagnosis\n\nCheck:\n\n- the disk\n- the logs\n  - of today\n',
    '## Mitigation\n\nClean up:\n\n```\nrm x\n```\n\nOr buy a disk.\n\nTODO\n\n### Later\n\nAdd an alert.\n',
    '## Impact\n\nBad.\n',
  ].join('\n');
  assert.deepEqual(
    read(text).steps.map((step) => [step.section, step.text]),
    [
      ['Diagnosis', 'the disk'],
      ['Diagnosis', 'the logs\n  - of today'],
      ['Mitigation', 'Clean up:\n\n```\nrm x\n```'],
      ['Mitigation', 'Or buy a disk.'],
      ['Later', 'Add an alert.'],
    ],
  );
  checkOffsets(text);
});

test('lines that stand for headings begin sections', () => {
  assert.deepEqual(stepsOf('**Impact**\n\n- bad\n\n**What to do:**\n\n- stop it\n- start it\n'), [
    'stop it',
    'start it',
  ]);
  assert.deepEqual(stepsOf('Symptoms:\nIt is slow.\n\nResolution:\nRestart it.\n\nThen wait.\n'), [
    'Restart it.',
    'Then wait.',
  ]);
});

test('tables of contents, action items and pages that only tell have no steps', () => {
  assert.deepEqual(stepsOf('1. [Meaning](#meaning)\n2. [Steps](#steps)\n\n# Meaning\n\nText.\n'), []);
  assert.deepEqual(stepsOf('## Action items\n\n- buy disks\n'), []);
  assert.deepEqual(stepsOf('# Page\n\nText.\n\n- a\n- b\n'), []);
});

test('steps are exact slices in order, whatever the text', () => {
  const pieces = [
    '# A\n',
    '## Steps\n',
    '## Step 1\n',
    '1. a\n',
    '2) 🙂 b\n',
    '- c\n',
    '   - d\n',
    '```\n',
    'Fix:\n',
    '\n',
    'x y\n',
  ];
  const more = [
    '| # | Action |\n|---|---|\n',
    '| 1 | do |\n',
    '**Mitigation**\n',
    '> q\n',
    '    e\n',
    '- [ ] f\n',
    'alertname="',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 40 }), (parts) =>
      checkOffsets(parts.join('')),
    ),
    { numRuns: 500 },
  );
});

test('hostile pages are read in linear time', () => {
  for (const mark of [
    'alert:',
    'alertname=',
    'alertname="',
    '- alert: ',
    '`',
    'A',
    'aB',
    'a-',
    '1. a\n',
    '# aB\n',
    '**',
    '[',
    '|',
    ': ',
    '\n',
  ])
    read(`## Fix\n\n${mark.repeat(100_000)}`, { name: mark.repeat(1000), title: mark.repeat(100_000) });
  assert.ok(read('- alert: DiskFull1\n'.repeat(10)).alerts.length === 1);
  const many = Array.from({ length: 1000 }, (_, at) => `- alert: Disk${at}\n`).join('');
  assert.equal(read(many).alerts.length, 100);
});

const REAL = '../shared/data/runbooks/prometheus-operator/content/runbooks';
const skip = existsSync(REAL) ? false : 'the shared runbooks are not there';

test('real pages give the alert that they are named after, and no other one first', { skip }, () => {
  const files = globSync(`${REAL}/*/*`).filter((file) => !file.endsWith('_index.md'));
  assert.ok(files.length > 100);
  let withSteps = 0;
  for (const file of files) {
    const { body, fields } = splitFrontMatter(readFileSync(file, 'utf8'));
    const runbook = read(body, { name: file, title: typeof fields.title === 'string' ? fields.title : null });
    assert.equal(runbook.alerts[0], basename(file, '.md'));
    assert.ok(runbook.alerts.length <= 2, file);
    if (runbook.steps.length > 0) withSteps += 1;
    checkOffsets(body);
  }
  assert.ok(withSteps > files.length * 0.9, `${withSteps} of ${files.length} have steps`);
});
