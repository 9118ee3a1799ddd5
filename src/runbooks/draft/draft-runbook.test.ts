import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftRunbook, type RunbookDraft } from './draft-runbook.ts';
import type { Resolver } from './resolver.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 10, minute));

const member = (id: string, told: Partial<Resolver>): Resolver => ({
  ...{
    id,
    title: 'Orders fail',
    rootCause: null,
    trigger: null,
    resolution: null,
    timeline: [],
    actionItems: [],
  },
  ...{ detectedAt: null, endedAt: null, ...told },
});

const rows = (...texts: string[]): Resolver['timeline'] =>
  texts.map((text, minute) => ({ at: at(minute), text }));

const shown = (draft: RunbookDraft | null): string[] =>
  (draft?.steps ?? []).map(
    ({ phase, text, sources }) =>
      `${phase}: ${text} [${sources.map(({ incidentId }) => incidentId).join(' ')}]`,
  );

test('a short resolution is taken in its own words, clause by clause, in its order', () => {
  const draft = draftRunbook([
    member('a', {
      resolution:
        'Paused the worker, restarted PgBouncer, then shipped 4.12.1 with a limit of four connections.',
    }),
  ]);
  assert.deepEqual(shown(draft), [
    'mitigate: Paused the worker [a]',
    'mitigate: restarted PgBouncer [a]',
    'fix: shipped 4.12.1 with a limit of four connections. [a]',
  ]);
});

test('a timeline tells what somebody did after the trouble was noticed, not what was seen or set it off', () => {
  const draft = draftRunbook([
    member('a', {
      timeline: rows(
        'New release rolled out',
        'Cache settings changed by the pipeline',
        'Alert: error rate above 5 %',
        'Thread dump shows 200 blocked workers',
        'Logs of the gateway inspected',
        'Workers scaled to zero',
        'Pods restart every two minutes',
        'Cache flushed (resolved)',
        'Timeout raised to 30 s through Terraform',
        'Checkout tested with a real card',
      ),
    }),
  ]);
  assert.deepEqual(shown(draft), [
    'check: Logs of the gateway inspected [a]',
    'mitigate: Workers scaled to zero [a]',
    'mitigate: Cache flushed (resolved) [a]',
    'fix: Timeout raised to 30 s through Terraform [a]',
    'verify: Checkout tested with a real card [a]',
  ]);
});

test('what lies before the recorded detection is no step, and what lies behind the recorded end is the fix', () => {
  const timeline = rows(
    'Errors begin',
    'Node drained',
    'Traffic shifted to the second region',
    'Kernel upgraded',
  );
  const draft = draftRunbook([member('a', { timeline, detectedAt: at(2), endedAt: at(2) })]);
  assert.deepEqual(shown(draft), [
    'mitigate: Traffic shifted to the second region [a]',
    'fix: Kernel upgraded [a]',
  ]);
});

test('the same step told by several is one that names them all, in the words of the newest', () => {
  const draft = draftRunbook([
    member('new', {
      timeline: rows('All answers are 503', 'Target group re-attached to load balancer by hand'),
    }),
    member('middle', { timeline: rows('503 reported', 'Target group manually reattached to load balancer') }),
    member('old', { timeline: rows('503 reported', 'Security group attached to the bastion host') }),
  ]);
  assert.deepEqual(shown(draft), [
    'mitigate: Target group re-attached to load balancer by hand [new middle]',
    'mitigate: Security group attached to the bastion host [old]',
  ]);
  assert.deepEqual(
    draft?.steps[0]?.sources.map(({ quote }) => quote),
    [
      'Target group re-attached to load balancer by hand',
      'Target group manually reattached to load balancer',
    ],
  );
});

test('a roll-back is the same roll-back whichever version it went to; restarting something else is not', () => {
  const draft = draftRunbook([
    member('a', { resolution: 'Rolled back to v2.30.4.' }),
    member('b', { resolution: 'Rolled back v2.58.0 to v2.57.3.' }),
    member('c', { resolution: 'Restarted PgBouncer.' }),
    member('d', { resolution: 'Restarted Redis.' }),
  ]);
  assert.deepEqual(shown(draft), [
    'mitigate: Rolled back to v2.30.4. [a b]',
    'mitigate: Restarted PgBouncer. [c]',
    'mitigate: Restarted Redis. [d]',
  ]);
});

test('what was in vain, only tried, only decided or says nothing in particular is no step', () => {
  const nothing = [
    'Rollout paused. That does not help, half the pods already run the new version',
    'Rollback through the pipeline hangs',
    'Pipeline attempted rerun.',
    'Second attempt at restarting the brokers',
    'Certificates of both services replaced, wrong track',
    'Decided to patch the accounts next week',
    'Manual fix applied',
    'Issue resolved and permanently fixed',
    'Sev 1 ticket raised',
    'Discovered that the limit had been lowered by the new policy',
    'Increased error rates on the API',
    'The cache is flushed every night',
  ];
  for (const text of nothing)
    assert.equal(draftRunbook([member('a', { timeline: rows('Errors reported', text) })]), null, text);
});

test('members that tell no resolution, or that it went away by itself, give no runbook', () => {
  assert.equal(draftRunbook([]), null);
  assert.equal(draftRunbook([member('a', {}), member('b', { resolution: '' })]), null);
  for (const resolution of [
    'This incident has been resolved.',
    'A fix has been implemented and we are monitoring the results.',
    'It recovered by itself before anybody looked.',
    'No action was needed.',
    'Unknown',
  ])
    assert.equal(draftRunbook([member('a', { resolution })]), null, resolution);
});

test('looking alone resolves nothing, and a member that did nothing adds no checks', () => {
  const looked = member('looked', { timeline: rows('Errors reported', 'Logs of the gateway inspected') });
  assert.equal(draftRunbook([looked]), null);
  const draft = draftRunbook([looked, member('a', { resolution: 'Restarted the gateway.' })]);
  assert.deepEqual(shown(draft), ['mitigate: Restarted the gateway. [a]']);
});

test('a long resolution counts where it tells an act', () => {
  const resolution = `We first thought of the network. The graphs were flat. Nobody saw anything odd there.
Then the index was rebuilt from the primary. Later the nightly job was removed.`;
  assert.deepEqual(shown(draftRunbook([member('a', { resolution })])), [
    'mitigate: Then the index was rebuilt from the primary. [a]',
    'fix: Later the nightly job was removed. [a]',
  ]);
});

test('action items stand apart as prevention, once for all that ask for them', () => {
  const draft = draftRunbook([
    member('a', {
      resolution: 'Restarted Redis.',
      actionItems: ['Alert on evicted keys of every Redis', 'Done'],
    }),
    member('b', { actionItems: ['Alert on evicted keys of every Redis instance'] }),
  ]);
  assert.equal(draft?.steps.length, 1);
  assert.deepEqual(
    draft?.prevention.map(({ text, sources }) => [text, sources.map(({ incidentId }) => incidentId)]),
    [['Alert on evicted keys of every Redis', ['a', 'b']]],
  );
});

test('a text of nothing but commas, verbs or one endless line is drafted all the same', () => {
  const hostile = [
    ', restarted'.repeat(2_000),
    'restarted '.repeat(2_000),
    'a'.repeat(20_000),
    'was not '.repeat(2_500),
  ];
  const told = hostile.map((text, at) =>
    member(`m${at}`, { resolution: text, timeline: rows('Errors', text) }),
  );
  const many = Array.from({ length: 50 }, (_, at) =>
    member(`n${at}`, {
      timeline: rows('Errors', ...Array.from({ length: 299 }, (_, row) => `Restarted node ${at} x${row}y`)),
    }),
  );
  assert.ok((draftRunbook([...told, ...many])?.steps.length ?? 0) <= 25);
});
