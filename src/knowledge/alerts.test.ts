import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, prefixedId, type Uuid } from '../core/ids.ts';
import { alertsOfIncidents } from './alerts-of-incidents.ts';
import { createAlert, type NewAlert } from './create-alert.ts';
import { createIncident } from './create-incident.ts';
import { getAlert } from './get-alert.ts';
import { type AlertFilters, listAlerts } from './list-alerts.ts';

const refusal = (code: string, subject: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError, String(error));
  assert.deepEqual([error.code, error.details.subject], [code, subject], error.message);
  return true;
};

const HOSTILE = [
  "'; drop table alerts; --",
  '"',
  '%',
  '_',
  '\\',
  '$1',
  '💥'.repeat(250),
  '\ud800',
  '(',
  '.*',
];

onEachEngine('Alerts', (store) => {
  const caller = (more?: Partial<Context>) => newCaller(store(), more);

  test('an alert keeps all that is told of it, and is found by every form of its id', async () => {
    const context = await caller();
    const incident = await createIncident(store(), context, { title: 'Disk full' });
    const made = await createAlert(store(), context, {
      externalId: 'monitor/7',
      source: 'prometheus',
      summary: 'Disk \0of db-1 full',
      description: 'df: 100%\n/var',
      status: 'triggered',
      services: ['db', 'DB', ' queue '],
      labels: { Severity: 'critical', 'service name': ['db', 'queue'] },
      url: 'https://example.test/7',
      startedAt: '2025-03-04T10:00:00.250+01:00',
      endedAt: '2025-03-04T09:30:00Z',
      incidentId: prefixedId('inc', incident.id),
    });
    const { id, createdAt, updatedAt, ...shown } = made;
    assert.deepEqual(createdAt, updatedAt);
    assert.deepEqual(shown, {
      externalId: 'monitor/7',
      source: 'prometheus',
      summary: 'Disk of db-1 full',
      description: 'df: 100%\n/var',
      status: 'triggered',
      services: ['db', 'queue'],
      labels: { severity: ['critical'], service_name: ['db', 'queue'] },
      url: 'https://example.test/7',
      startedAt: new Date('2025-03-04T09:00:00.250Z'),
      endedAt: new Date('2025-03-04T09:30:00Z'),
      incidentId: incident.id,
    });
    for (const reference of [id, id.toUpperCase(), prefixedId('alr', id), 'monitor/7'])
      assert.deepEqual(await getAlert(store(), context, reference), made, reference);
    const plain = await createAlert(store(), context, { summary: 'Down' });
    const { externalId, status, source, startedAt, incidentId } = plain;
    assert.deepEqual([externalId, status, source, startedAt, incidentId], [plain.id, null, null, null, null]);
  });

  test('an external id is taken once in a tenant', async () => {
    const [context, other] = [await caller(), await caller()];
    await createAlert(store(), context, { summary: 'One', externalId: 'same' });
    const again = createAlert(store(), context, { summary: 'Two', externalId: 'same' });
    await assert.rejects(again, refusal('conflict', 'alert'));
    await createAlert(store(), other, { summary: 'Three', externalId: 'same' });
    assert.equal((await getAlert(store(), context, 'same')).summary, 'One');
  });

  test('what cannot be is refused, with every field named', async () => {
    const context = await caller();
    const cases: readonly (readonly [NewAlert, ...string[]])[] = [
      [{ summary: '' }, 'summary'],
      [{ summary: undefined as unknown as string }, 'summary'],
      [{ summary: 'x'.repeat(501) }, 'summary'],
      [{ summary: 'S', description: 'x'.repeat(100_001) }, 'description'],
      [{ summary: 'S', status: 'x'.repeat(51), source: 'x'.repeat(201) }, 'source', 'status'],
      [{ summary: 'S', externalId: 'x'.repeat(301) }, 'externalId'],
      [{ summary: 'S', url: 'ftp://example.test' }, 'url'],
      [{ summary: 'S', labels: { '': 'x' } }, 'labels.'],
      [{ summary: 'S', startedAt: '2025-03-04' }, 'startedAt'],
      [{ summary: 'S', startedAt: '2025-03-04T10:00:00Z', endedAt: '2025-03-04T09:00:00Z' }, 'endedAt'],
    ];
    for (const [input, ...paths] of cases)
      await assert.rejects(createAlert(store(), context, input), (error) => {
        assert.ok(error instanceof ParleyError, String(error));
        assert.deepEqual(
          error.details.issues?.map(({ path }) => path),
          paths,
          error.message,
        );
        return true;
      });
    assert.equal((await listAlerts(store(), context)).total, 0);
  });

  test('belongs to an incident of its own tenant only', async () => {
    const [context, other] = [await caller(), await caller()];
    const theirs = await createIncident(store(), other, { title: 'Theirs' });
    for (const incidentId of [theirs.id, newId(), 'nonsense', "' or true --"])
      await assert.rejects(
        createAlert(store(), context, { summary: 'S', incidentId }),
        refusal('not_found', 'incident'),
      );
    assert.equal((await listAlerts(store(), context)).total, 0);
  });

  test('outlives its incident', async () => {
    const context = await caller();
    const incident = await createIncident(store(), context, { title: 'Down' });
    const alert = await createAlert(store(), context, { summary: 'S', incidentId: incident.id });
    const { tenantId } = context;
    await store().transaction({ tenantId }, (tx) =>
      tx.query('delete from incidents where id = $1', [incident.id]),
    );
    assert.equal((await getAlert(store(), context, alert.id)).incidentId, null);
  });

  test('of several incidents come together, and none of another tenant', async () => {
    const [context, other] = [await caller(), await caller()];
    const one = await createIncident(store(), context, { title: 'One' });
    const two = await createIncident(store(), context, { title: 'Two' });
    const theirs = await createIncident(store(), other, { title: 'Theirs' });
    await createAlert(store(), other, { summary: 'theirs', incidentId: theirs.id });
    const summaries: string[] = [];
    for (const [index, incident] of [one, two, one].entries()) {
      await createAlert(store(), context, { summary: `${index}`, incidentId: incident.id });
      summaries.unshift(`${index}`);
    }
    await createAlert(store(), context, { summary: 'of none' });
    const of = (ids: Uuid[]) => alertsOfIncidents(store(), context, ids);
    assert.deepEqual(
      (await of([one.id, two.id, theirs.id, one.id, newId()])).map(({ summary }) => summary),
      summaries,
    );
    assert.deepEqual(await of([]), []);
  });

  describe('a list', () => {
    let context: Context;
    const listed = async (filter: AlertFilters, sort = 'created_at', as = context) => {
      const page = await listAlerts(store(), as, { filter, sort });
      assert.equal(page.total, page.items.length);
      return page.items.map(({ externalId }) => externalId);
    };

    before(async () => {
      context = await caller();
      const add = (externalId: string, more: Omit<NewAlert, 'externalId'>) =>
        createAlert(store(), context, { externalId, ...more });
      await add('disk', {
        summary: 'Disk full',
        description: '100% of /var_lib',
        status: 'triggered',
        source: 'Prometheus',
        services: ['db'],
        startedAt: '2025-03-04T10:00:00Z',
      });
      await add('lag', {
        summary: 'Consumers lag',
        status: 'Resolved',
        source: 'grafana',
        services: ['Queue', 'db'],
        startedAt: '2025-03-05T10:00:00Z',
        endedAt: '2025-03-05T11:00:00Z',
      });
      await add('nothing', { summary: 'Called by a customer' });
    });

    const rows: readonly (readonly [name: string, filter: AlertFilters, found: readonly string[]])[] = [
      ['nothing', {}, ['disk', 'lag', 'nothing']],
      ['empty texts', { search: ' ', status: ',', source: '\0' }, ['disk', 'lag', 'nothing']],
      ['a status in any letter case', { status: 'resolved' }, ['lag']],
      ['several values', { status: 'resolved,triggered' }, ['disk', 'lag']],
      ['a source', { source: 'PROMETHEUS' }, ['disk']],
      ['a service', { services: 'queue' }, ['lag']],
      ['several services', { services: 'db, mail' }, ['disk', 'lag']],
      ['parts of words of summary and description', { search: 'VAR dis' }, ['disk']],
      ['a sign that elsewhere stands for any', { search: '0% r_l' }, ['disk']],
      ['a start from on', { startedAt: { gte: '2025-03-05T10:00:00Z' } }, ['lag']],
      ['a start after', { startedAt: { gt: '2025-03-05T10:00:00Z' } }, []],
      ['a day', { startedAt: { gte: '2025-03-04', lte: '2025-03-04' } }, ['disk']],
      ['a creation', { createdAt: { gt: '2025-01-01' } }, ['disk', 'lag', 'nothing']],
      ['a creation long ago', { createdAt: { lt: '2025-01-01' } }, []],
    ];
    for (const [name, filter, expected] of rows)
      test(`narrowed to ${name}`, async () => assert.deepEqual(await listed(filter), expected));

    test('is in the order that was asked for, unknown times last', async () => {
      const usual = (await listAlerts(store(), context)).items.map(({ externalId }) => externalId);
      assert.deepEqual(usual, ['nothing', 'lag', 'disk']);
      for (const [sort, expected] of [
        ['started_at', ['disk', 'lag', 'nothing']],
        ['-started_at', ['lag', 'disk', 'nothing']],
        ['ended_at,-created_at', ['lag', 'nothing', 'disk']],
        ['-updated_at', ['nothing', 'lag', 'disk']],
      ] as const)
        assert.deepEqual(await listed({}, sort), expected, sort);
    });

    test('goes on by cursor while alerts come in', async () => {
      const other = await caller();
      const add = (startedAt: string | null) => createAlert(store(), other, { summary: 'S', startedAt });
      const old: Uuid[] = [];
      for (const start of [
        '2025-01-02T00:00:00Z',
        null,
        '2025-01-02T00:00:00Z',
        '2025-01-01T00:00:00Z',
        null,
      ])
        old.push((await add(start)).id);
      const seen: Uuid[] = [];
      let after: string | undefined;
      do {
        const page = await listAlerts(store(), other, { sort: '-started_at', page: { size: 2, after } });
        seen.push(...page.items.map(({ id }) => id));
        after = page.nextCursor ?? undefined;
        if (seen.length < 6) await add('2025-01-03T00:00:00Z');
      } while (after !== undefined);
      assert.equal(new Set(seen).size, seen.length);
      assert.deepEqual(seen.toSorted(), old.toSorted());
    });

    test('finds nothing for texts that mean something to a database', async () => {
      for (const text of HOSTILE)
        for (const field of ['status', 'source', 'services'] as const)
          assert.deepEqual(await listed({ [field]: text }), [], `${field} ${text}`);
      for (const search of HOSTILE.filter((text) => text !== '%' && text !== '_'))
        assert.deepEqual(await listed({ search }), [], search);
    });

    test('refuses what it cannot read', async () => {
      for (const [request, subject] of [
        [{ filter: { search: 'x'.repeat(501) } }, 'filter.search'],
        [{ filter: { search: 'x '.repeat(21) } }, 'filter.search'],
        [{ filter: { status: 'x'.repeat(1001) } }, 'filter.status'],
        [{ filter: { startedAt: { gt: 'x' } } }, 'filter.startedAt.gt'],
        [{ sort: 'resolved_at' }, 'sort'],
        [{ page: { size: 101 } }, 'page.size'],
        [{ page: { number: 1000 } }, 'page.offset'],
      ] as const)
        await assert.rejects(listAlerts(store(), context, request), refusal('invalid_input', subject));
    });

    test('shows nothing of another tenant', async () => {
      const other = await caller();
      assert.deepEqual(await listed({}, '', other), []);
      const [first] = (await listAlerts(store(), context)).items;
      assert.ok(first);
      for (const reference of [first.id, prefixedId('alr', first.id), first.externalId, ...HOSTILE, '', '\0'])
        await assert.rejects(getAlert(store(), other, reference), refusal('not_found', 'alert'), reference);
    });
  });

  test('reading needs one of two scopes, writing another and a role that may', async () => {
    const context = await caller();
    const { id } = await createAlert(store(), context, { summary: 'S' });
    for (const scopes of [['incidents:read'], ['ai.chat:read']]) {
      const reader: Context = { ...context, role: 'viewer', scopes };
      assert.equal((await getAlert(store(), reader, id)).id, id);
      assert.equal((await listAlerts(store(), reader)).total, 1);
      assert.deepEqual(await alertsOfIncidents(store(), reader, [newId()]), []);
      await assert.rejects(createAlert(store(), reader, { summary: 'S' }), refusal('forbidden', 'scope'));
    }
    const writer: Context = { ...context, scopes: ['incidents:write'] };
    await createAlert(store(), writer, { summary: 'S' });
    await assert.rejects(getAlert(store(), writer, id), refusal('forbidden', 'scope'));
    await assert.rejects(listAlerts(store(), writer), refusal('forbidden', 'scope'));
    await assert.rejects(alertsOfIncidents(store(), writer, []), refusal('forbidden', 'scope'));
    const viewer: Context = { ...context, role: 'viewer' };
    await assert.rejects(createAlert(store(), viewer, { summary: 'S' }), refusal('forbidden', 'role'));
  });
});
