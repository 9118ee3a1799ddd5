import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IncidentVectors } from '../likeness/incident-vectors.ts';
import { placeIncidents, type StartingPattern } from './place-incidents.ts';

/** Incidents by id, with words that each count as a title does. */
function incidentsOf(words: Readonly<Record<string, string>>): IncidentVectors {
  const incidents = new IncidentVectors();
  for (const [id, text] of Object.entries(words))
    incidents.put(
      id,
      text.split(' ').map((term) => ({ ...{ term, shown: term, weight: 2 }, field: 'title' as const })),
    );
  return incidents;
}

const pattern = (
  id: string,
  members: readonly string[],
  more: Partial<StartingPattern> = {},
): StartingPattern => ({
  ...{ id, members, pinnedIn: [], pinnedOut: [], isSettled: false },
  ...more,
});

/** As if none of them had been compared before. */
const placeAll = (incidents: IncidentVectors, patterns: readonly StartingPattern[] = []) =>
  placeIncidents(incidents, patterns, new Set(incidents.ids()), true);

const together = (incidents: IncidentVectors, patterns: readonly StartingPattern[] = []) =>
  placeAll(incidents, patterns)
    .map(({ patterns: ids, members }) => [...ids, ...members].join(' '))
    .sort();

const red = 'disk full log rotation broken';
const blue = 'certificate expired renewal missed relay';

test('what shares its words is together, what does not is alone', () => {
  const incidents = incidentsOf({
    a: red,
    b: red,
    c: blue,
    d: blue,
    e: 'barcode scanner firmware watchdog reboot',
  });
  assert.deepEqual(together(incidents), ['a b', 'c d']);
});

test('one or two words in common make no pattern', () => {
  assert.deepEqual(
    together(incidentsOf({ a: 'zero disk', b: 'zero lamp', c: 'ink toner lamp', d: 'sofa gift' })),
    [],
  );
});

test('a chain of which each is like the next only does not become one', () => {
  const links =
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
      ' ',
    );
  const chain = Object.fromEntries(
    links.slice(0, 11).map((_, at) => [`i${String(at).padStart(2, '0')}`, links.slice(at, at + 5).join(' ')]),
  );
  const found = placeAll(incidentsOf(chain));
  assert.ok(found.length > 1);
  assert.ok(found.every(({ members }) => members.length < 11));
});

test('patterns that people settled stay two, however alike; others become one', () => {
  const incidents = incidentsOf({ a: red, b: red, c: red, d: red });
  const [one, other] = [pattern('p', ['a', 'b']), pattern('q', ['c', 'd'])];
  assert.deepEqual(together(incidents, [one, other]), ['p q a b c d']);
  const settled = (each: StartingPattern) => ({ ...each, isSettled: true });
  assert.deepEqual(together(incidents, [settled(one), settled(other)]), ['p a b', 'q c d']);
});

test('an incident that was taken out does not come back, whoever else joins', () => {
  const incidents = incidentsOf({ a: red, b: red, c: red, d: red });
  const taken = pattern('p', ['a', 'b', 'c'], { pinnedOut: ['c'] });
  assert.deepEqual(together(incidents, [taken]), ['p a b d']);
});

test('a member stays while it is a little less alike than joining takes, and leaves when it is much less', () => {
  const incidents = incidentsOf({ a: red, b: red, c: red, d: 'disk sofa gift lamp ink toner zero' });
  assert.deepEqual(together(incidents, [pattern('p', ['a', 'b', 'c', 'd'])]), ['p a b c']);
  assert.deepEqual(together(incidents, [pattern('p', ['a', 'b', 'c', 'd'], { pinnedIn: ['d'] })]), [
    'p a b c d',
  ]);
});

test('where every incident is the same failure they are one pattern', () => {
  const all = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`i${at}`, red]));
  assert.deepEqual(
    placeAll(incidentsOf(all)).map(({ members }) => members.length),
    [300],
  );
});

test('to place what has changed gives what comparing all gives', () => {
  const texts = { a: red, b: red, c: blue, d: blue, e: red };
  const incidents = incidentsOf(texts);
  const before = [pattern('p', ['a', 'b']), pattern('q', ['c', 'd'])];
  assert.deepEqual(
    placeIncidents(incidents, before, new Set(['e']), false),
    placeIncidents(incidents, before, new Set(['e']), true),
  );
});

test('what stood apart stays apart while figures move a little, and what is new finds its own', () => {
  const near = {
    a: 'disk full log rotation broken overnight by an update of the image that nobody pinned',
    b: 'disk full log shipping volume stopped when a second tenant moved in without any limit',
  };
  const incidents = incidentsOf({ ...near, c: blue });
  assert.deepEqual(together(incidents), ['a b']);
  assert.deepEqual(placeIncidents(incidents, [], new Set(['c']), true), []);
  assert.deepEqual(
    placeIncidents(incidents, [], new Set(['b', 'c']), true).map(({ members }) => members),
    [['a', 'b']],
  );
});
