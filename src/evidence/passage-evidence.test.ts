import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PassageHit } from '../store/incident-search.ts';
import { choosePassages, passageEvidence } from './passage-evidence.ts';

const hit = (incidentId: string, text: string, more: Partial<PassageHit> = {}): PassageHit => ({
  incidentId,
  externalId: incidentId,
  title: 'Disk full',
  startedAt: { at: new Date('2021-03-01T00:00:00Z'), precision: 'month' },
  heading: null,
  body: `Disk full\n${text}`,
  score: 1,
  ...more,
});

test('the best passages are chosen, no text twice and at most three of one incident', () => {
  const hits = [
    ...['one', 'two', 'three', 'four'].map((text) => hit('a', text)),
    hit('b', 'Two  '),
    hit('c', 'two', { startedAt: null }),
    hit('d', 'five'),
    hit('e', 'six'),
  ];
  assert.deepEqual(
    choosePassages(hits, 5).map(({ incidentId }) => incidentId),
    ['a', 'a', 'a', 'c', 'd'],
  );
});

test('a passage is said once, with what is known of its start and its part', () => {
  assert.equal(
    passageEvidence(hit('a', 'It was full.')).text,
    'From the record of “Disk full” (id a, started March 2021):\nIt was full.',
  );
  const part = { heading: 'Cause', body: 'Disk full\nCause\nLogs.', startedAt: null };
  assert.equal(
    passageEvidence(hit('a', '', part)).text,
    'From the record of “Disk full” (id a, start not recorded), part “Cause”:\nLogs.',
  );
});
