import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { madeIncidents } from '../../test/support/made-incidents.ts';
import { openRunbookShelf } from '../../test/support/made-runbook.ts';
import { newPattern } from '../../test/support/new-pattern.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import { runQuery } from '../store/query.ts';
import { selectPatternsOfRunbook, selectRunbooks } from '../store/runbook-pages.ts';
import { refreshRunbooks } from './refresh-runbooks.ts';

const POOL = [
  {
    id: 'P-1',
    title: 'Checkout out of connections',
    started_at: '2026-01-01T10:00Z',
    resolution: 'Restarted PgBouncer.',
  },
  {
    id: 'P-2',
    title: 'Checkout out of connections again',
    started_at: '2026-02-01T10:00Z',
    resolution: 'Rolled back to v1.',
  },
];

onEachEngine('Refreshing runbooks', (store) => {
  let tenantId: Uuid;
  let ids: Uuid[];
  let patternId: Uuid;
  beforeEach(async () => {
    tenantId = await newTenant(store());
    ids = await madeIncidents(store(), tenantId, POOL);
    patternId = await newPattern(store(), tenantId, {
      ...{ title: 'Checkout connection pool exhausted', incidentIds: ids, services: ['checkout'] },
    });
  });

  const every = () =>
    runQuery(store(), { tenantId }, selectRunbooks(tenantId, { service: null, words: [] }, null, 100));
  const refresh = (which: readonly Uuid[] | 'all' = 'all') => refreshRunbooks(store(), tenantId, which);
  const patternsOf = (id: Uuid) => runQuery(store(), { tenantId }, selectPatternsOfRunbook(tenantId, id, 10));
  const change = (sql: string, ...params: unknown[]) => store().batch({ tenantId }, [{ sql, params }]);

  test('a pattern gets a runbook of what its members tell, the newest first', async () => {
    assert.deepEqual(await refresh(), { drafted: 1, untold: 0 });
    const [runbook] = await every();
    assert.equal(runbook?.title, 'Checkout connection pool exhausted');
    assert.deepEqual(runbook.services, ['checkout']);
    assert.deepEqual(
      runbook.steps.map(({ text, sources }) => [text, sources.map(({ incidentId }) => incidentId)]),
      [
        ['Rolled back to v1.', [ids[1]]],
        ['Restarted PgBouncer.', [ids[0]]],
      ],
    );
  });

  test('the same words keep their time, other words get a new one, and the id stays', async () => {
    await refresh();
    const [first] = await every();
    await refresh([patternId]);
    assert.deepEqual(await every(), [first]);
    await change(
      `update incident_texts set resolution = 'Failed over to the replica.' where incident_id = $1`,
      ids[0],
    );
    await refresh([patternId]);
    const [changed] = await every();
    assert.equal(changed?.id, first?.id);
    assert.ok(changed && first && changed.generatedAt > first.generatedAt);
    assert.deepEqual(
      changed.steps.map(({ text }) => text),
      ['Rolled back to v1.', 'Failed over to the replica.'],
    );
  });

  test('a runbook whose members tell no resolution any more is taken back, and returns under its id', async () => {
    await refresh();
    const [first] = await every();
    await change('update incident_texts set resolution = null');
    assert.deepEqual(await refresh(), { drafted: 0, untold: 1 });
    assert.deepEqual(await every(), []);
    await change(`update incident_texts set resolution = 'Restarted PgBouncer.'`);
    await refresh();
    assert.deepEqual(
      (await every()).map(({ id }) => id),
      [first?.id],
    );
  });

  test('patterns that were not named are left as they are, and a dismissed one is not listed', async () => {
    assert.deepEqual(await refresh([]), { drafted: 0, untold: 0 });
    assert.deepEqual(await every(), []);
    await refresh();
    await change('update patterns set dismissed_at = now()');
    assert.deepEqual(await every(), []);
  });

  test('an imported runbook is for a pattern whose words are half of its title, two at least', async () => {
    const shelf = await openRunbookShelf(store(), tenantId);
    const pool = await shelf.put({
      title: 'Runbook: connection pool exhausted',
      steps: ['Look at pg_stat_activity.'],
    });
    const other = await shelf.put({ title: 'Checkout: disk full on the log volume' });
    const page = await shelf.put({ title: 'Connection pool design', kind: 'document' });
    await refresh();
    assert.deepEqual(await patternsOf(pool), [
      {
        ...{ patternId, title: 'Checkout connection pool exhausted', score: 1 },
        reasons: [{ rule: 'title', terms: ['connect', 'pool', 'exhaust'], of: 3 }],
      },
    ]);
    assert.deepEqual([await patternsOf(other), await patternsOf(page)], [[], []]);
    const listed = (await every()).find(({ id }) => id === pool);
    assert.deepEqual([listed?.origin, listed?.services], ['imported', ['checkout']]);
  });

  test('an imported runbook is for a pattern whose members name its alert, as a name of its own', async () => {
    const named = await madeIncidents(store(), tenantId, [
      { id: 'N-1', title: 'Slow', summary: 'PgPoolWaitHigh paged.', resolution: 'Restarted it.' },
      { id: 'N-2', title: 'Slow again', summary: 'PGPoolWaitHigh once more', resolution: 'Restarted it.' },
      { id: 'N-3', title: 'Slow, too', summary: 'PgPoolWaitHighest is another', resolution: 'Restarted it.' },
    ]);
    const slow = await newPattern(store(), tenantId, { title: 'It is slow', incidentIds: named });
    const shelf = await openRunbookShelf(store(), tenantId);
    const id = await shelf.put({ title: 'Waiting clients', alerts: ['PgPoolWaitHigh', 'high'] });
    await refresh();
    const [match] = await patternsOf(id);
    assert.deepEqual(
      [match?.patternId, match?.reasons],
      [slow, [{ rule: 'alert', alert: 'PgPoolWaitHigh', incidents: 2, members: 3 }]],
    );
    assert.ok(Math.abs((match?.score ?? 0) - 2 / 3) < 1e-9);
  });

  test('a runbook that comes later is compared with every pattern, a changed one anew, and one that goes is forgotten', async () => {
    await refresh();
    const shelf = await openRunbookShelf(store(), tenantId);
    const id = await shelf.put({ title: 'Connection pool exhausted' });
    await refresh([]);
    assert.equal((await patternsOf(id)).length, 1);
    await shelf.put({ title: 'Something else entirely' }, id);
    await refresh([]);
    assert.deepEqual(await patternsOf(id), []);
    await shelf.put({ title: 'Connection pool exhausted' }, id);
    await refresh([]);
    await change('delete from documents where id = $1', id);
    await refresh();
    assert.deepEqual(
      (await every()).map(({ origin }) => origin),
      ['drafted'],
    );
  });

  test('services of an imported runbook are those that incidents have, named in its text or, for a plain word, its title', async () => {
    await madeIncidents(store(), tenantId, [
      { id: 'S-1', title: 'One', summary: 'It broke.', services: ['order-service', 'search'] },
      { id: 'S-2', title: 'Two', summary: 'It broke.', services: ['mail'] },
    ]);
    const shelf = await openRunbookShelf(store(), tenantId);
    const id = await shelf.put({
      title: 'Mail: late',
      text: 'Look at Order-Service and search the logs of billing-service.',
    });
    await refresh([]);
    const services = async () => (await every()).find((each) => each.id === id)?.services;
    assert.deepEqual(await services(), ['mail', 'order-service']);
    await madeIncidents(store(), tenantId, [
      { id: 'S-3', title: 'Three', summary: 'It broke.', services: ['billing-service'] },
    ]);
    await refresh([]);
    assert.deepEqual(await services(), ['billing-service', 'mail', 'order-service']);
  });

  test('nothing of another tenant is read or written', async () => {
    const other = await newTenant(store());
    const shelf = await openRunbookShelf(store(), other);
    await shelf.put({ title: 'Connection pool exhausted' });
    await refreshRunbooks(store(), other, [patternId]);
    await refresh();
    const theirs = await runQuery(
      store(),
      { tenantId: other },
      selectRunbooks(other, { service: null, words: [] }, null, 10),
    );
    assert.deepEqual(
      theirs.map(({ origin, services }) => [origin, services]),
      [['imported', []]],
    );
    assert.equal((await every()).length, 1);
  });
});
