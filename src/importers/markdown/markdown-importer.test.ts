import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ParleyError } from '../../core/errors.ts';
import type { IncidentRecord, Moment } from '../../core/incident.ts';
import { judgeMarkdown, markdownImporter, parseMarkdown } from './markdown-importer.ts';

const now = new Date('2026-11-20T00:00:00Z');
const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const read = (text: string, file = 'report.md'): IncidentRecord =>
  markdownImporter.read(parseMarkdown(text), { file, ordinal: null, now, dateOrder: 'unknown', envelope: {} })
    .record;
const say = (moment: Moment | null): string | null =>
  moment && `${moment.at.toISOString().slice(0, 16)} ${moment.precision}`;

test('front matter gives id, times, labels and title; dates of the report are not those of the incident', () => {
  const record = read(fixture('front-matter.txt'), '2d0c2f2e-0000-4000-8000-0123456789ab.md');
  assert.equal(record.id, '2d0c2f2e-0000-4000-8000-0123456789ab');
  assert.equal(record.title, 'Acme: A routing change sent traffic to a closed site');
  assert.deepEqual(
    [say(record.startedAt), say(record.resolvedAt), record.durationMinutes],
    ['2019-08-01T10:00 minute', '2019-08-01T12:30 minute', 150],
  );
  assert.deepEqual(record.labels, {
    archive_url: ['https://archive.example.test/report'],
    categories: ['postmortem', 'config-change'],
    keywords: ['routing', 'bgp'],
    company: ['Acme'],
    source_published_at: ['2019-08-09T00:00:00Z'],
  });
  assert.equal(record.sourceUrl, 'https://example.test/report');
});

test('an empty start in the front matter means unknown, whatever the prose says', () => {
  const record = read(fixture('front-matter.txt').replace(/_time: .*/g, '_time: ""'), 'x.md');
  assert.deepEqual([record.startedAt, record.resolvedAt, record.durationMinutes], [null, null, null]);
});

test('header lines, sections, timeline and Stats fill the fields of a post-mortem', () => {
  const record = read(fixture('post-mortem.txt'));
  assert.equal(record.title, 'Sessions lost after a cache upgrade');
  assert.equal(record.severity, 'SEV2');
  assert.deepEqual(record.services, ['session-cache', 'web']);
  assert.equal(say(record.startedAt), '2024-05-12T07:30 minute');
  assert.equal(say(record.detectedAt), '2024-05-12T07:41 minute');
  assert.equal(say(record.resolvedAt), '2024-05-12T08:05 minute');
  assert.deepEqual([record.durationMinutes, record.detectMinutes, record.recoverMinutes], [null, 11, null]);
  assert.deepEqual(record.labels, { category: ['Caching'] });
  assert.equal(record.rootCause, '- Eviction policy changed with version 7');
  assert.deepEqual(record.actionItems, ['Pin the version', 'Add an alert; on evictions']);
  assert.equal(record.timeline.length, 4);
  assert.equal(record.timeline[3]?.at?.toISOString(), '2024-05-12T22:10:00.000Z');
});

test('a source of less trust says a date more exactly, and never contradicts one of more trust', () => {
  const table = (...rows: string[]): string =>
    `## Timeline\n\nAll times in CET.\n\n| Time | Event |\n|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`;
  const started = (text: string, file?: string): string | null => say(read(text, file).startedAt);
  const rows = table(
    '2020-12-21 10:00 | Script written',
    '20202-01-16 12:00 | Typing error',
    '2022-05-25 09:00 | Errors seen',
  );
  assert.equal(started(`# Errors\n\n${rows}`, 'PM2022-006 Errors.md'), '2022-05-25T08:00 minute');
  assert.equal(started(`# Errors\n\n${rows}`, 'errors.md'), '2020-12-21T09:00 minute');
  assert.equal(
    started(
      '# Outage of 24 November 2025\n\nAt 4:11 AM UTC on November 24th it began.',
      '2025-11-26-outage.md',
    ),
    '2025-11-24T04:11 minute',
  );
  assert.equal(
    started(
      '# Slow (November 2025)\n\nBetween November 11 and November 15, 2025 it was slow.',
      '2025-11-15-slow.md',
    ),
    '2025-11-11T00:00 day',
  );
  assert.equal(
    started(`# Errors\n\n${table('20202-01-16 12:00 | Typing error')}`, 'PM2020-003.md'),
    '2020-01-01T00:00 year',
  );
  assert.equal(started('# Errors\n\nIt happened once.', 'errors.md'), null);
});

test('a stated range gives start, end and duration; a range of days gives no minutes', () => {
  const record = read(
    '# Flags down - September 29, 2025\n\nOn September 29, 2025 we had an outage, from 16:58 to 18:46 UTC.\n',
  );
  assert.deepEqual(
    [say(record.startedAt), say(record.resolvedAt), record.durationMinutes],
    ['2025-09-29T16:58 minute', '2025-09-29T18:46 minute', 108],
  );
  const days = read(
    '# SDK broken\n\n**Date:** January 14-19, 2026\n\n## Timeline\n\n| Time (UTC) | Event |\n|--|--|\n| Jan 14, 10:18 AM | A customer wrote |\n',
  );
  assert.deepEqual(
    [say(days.startedAt), say(days.resolvedAt), days.durationMinutes],
    ['2026-01-14T00:00 day', '2026-01-19T00:00 day', null],
  );
});

test('a duration is read where it is stated, once; two statements are none', () => {
  assert.equal(read('# Down\n\nThe site was down for about 3 hours on 3 May 2024.\n').durationMinutes, 180);
  assert.equal(read('# Down\n\n**Duration:** 90 minutes\n\nIt lasted a while.\n').durationMinutes, 90);
  assert.equal(
    read('# Down\n\n## One\n\n**Duration:** 90 minutes\n\n## Two\n\n**Duration:** 20 minutes\n')
      .durationMinutes,
    null,
  );
  assert.equal(read('# Down\n\nIt lasted over 3 hours.\n').durationMinutes, null);
});

test('a timeline of times only takes its days from headings and goes on past midnight', () => {
  const { timeline } = read(
    '# Two nights\n\n## Timeline\n\n### October 21, 2025\n\n- **23:50 UTC** - Errors\n- **00:10 UTC** - Fixed\n\n### October 24\n\n- 18:00 UTC: Errors again\n- **Note:** nobody was paged\n',
    '2025-10-21-nights.md',
  );
  assert.deepEqual(
    timeline.map(({ at, text }) => [at?.toISOString().slice(0, 16), text]),
    [
      ['2025-10-21T23:50', 'Errors'],
      ['2025-10-22T00:10', 'Fixed'],
      ['2025-10-24T18:00', 'Errors again'],
    ],
  );
});

test('a file that is clearly no incident is told by the reason', () => {
  const why = (text: string, file: string, asIncidents = false): string | null =>
    judgeMarkdown(parseMarkdown(text), file, asIncidents);
  assert.equal(
    why('MIT License\n\nPermission is hereby granted, free of charge, to any person', 'incidents/COPYRIGHT'),
    'is a licence',
  );
  assert.equal(why('# Our post-mortems', 'incidents/README.md'), 'is a readme');
  assert.equal(
    why(
      '# Incident Title\n\n## Summary\n\n| Time |\n|--|\n| 20xx-MM-DD HH:mm |\n\n- Category: XXX\n',
      'incidents/PMyyyy.md',
    ),
    'is a template with placeholders',
  );
  assert.match(
    why('# Restart\n\n## Steps\n\n1. Stop', 'ops/runbooks/restart.md') ?? '',
    /looks like a runbook/,
  );
  assert.match(why('---\nkind: runbook\n---\n\n# Restart\n', 'ops/restart.md') ?? '', /looks like a runbook/);
  assert.equal(why('# Restart\n\n## Steps\n\n1. Stop', 'ops/runbooks/restart.md', true), null);
  assert.equal(why('# Restarted by itself\n\nOn 3 May 2024 it did.', 'docs/postmortems/restart.md'), null);
  assert.equal(
    why(
      '# Template engine down\n\nOn 3 May 2024 the template engine was down.',
      'incidents/2024-template-engine.md',
    ),
    null,
  );
});

test('a stop before the first word is no title', () => {
  assert.equal(read('. AA', 'f').title, '. AA');
});

test('no text breaks the reader', () => {
  const word = fc.constantFrom(
    '# ',
    '## Timeline\n',
    '| a | b |\n|--|--|\n',
    '- **10:00 UTC** - x\n',
    '---\n',
    '```\n',
    '**Date:** ',
    '2024-05-06 ',
    '\n',
    'All times in CET.\n',
    'from 1:00 to 2:00 ',
    '> ',
    '====\n',
    'Stats\n',
    '9999-99-99 ',
    '\u0000',
    '|',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, fc.string({ maxLength: 20 })), { maxLength: 60 }),
      fc.string({ maxLength: 30 }),
      (parts, file) => {
        try {
          const record = read(parts.join(''), `f${file}`);
          assert.ok(record.title.length > 0);
          assert.ok(record.startedAt === null || !Number.isNaN(record.startedAt.at.getTime()));
        } catch (error) {
          if (!(error instanceof ParleyError)) throw error;
        }
      },
    ),
    { numRuns: 500 },
  );
});
