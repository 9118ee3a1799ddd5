import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Json, jsonClient } from '../../../test/support/json-client.ts';
import { madeIncidents } from '../../../test/support/made-incidents.ts';
import { openRunbookShelf } from '../../../test/support/made-runbook.ts';
import { newPattern } from '../../../test/support/new-pattern.ts';
import { WITHOUT_EXTRACTION } from '../../../test/support/pattern-desk.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, parseId, prefixedId, type Uuid } from '../../core/ids.ts';
import { refreshRunbooks } from '../../runbooks/refresh-runbooks.ts';

const PATH = '/v1/memory/runbooks';

onEachServer(
  'Runbooks of the memory chat',
  (server) => {
    let tenantId: Uuid;
    let client: ReturnType<typeof jsonClient>;
    let incidentIds: Uuid[];
    let drafted: string;
    let imported: string;
    const db = () => server().parley.db;
    const clientOf = async (of: Uuid, more = {}) => jsonClient(server().url, await server().newKey(of, more));
    const items = async (query = '') => (await client.get(PATH + query)).body.items as Json[];

    before(async () => {
      tenantId = await server().newTenant();
      client = await clientOf(tenantId, { role: 'member' });
      const shelf = await openRunbookShelf(db(), tenantId);
      imported = prefixedId(
        'rbk',
        await shelf.put({
          title: 'Disk full',
          text: 'x',
          alerts: ['DiskFull'],
          steps: ['Run `du`.', 'Free some.'],
        }),
      );
      incidentIds = await madeIncidents(db(), tenantId, [
        {
          id: 'A',
          title: 'Pool',
          started_at: '2026-01-01',
          resolution: 'Restarted PgBouncer.',
          action_items: ['Alert earlier'],
        },
        { id: 'B', title: 'Pool', started_at: '2026-01-02', resolution: 'Scaled the deployment to 6 pods.' },
      ]);
      await newPattern(db(), tenantId, { title: 'Pool is empty', incidentIds, services: ['Checkout'] });
      await refreshRunbooks(db(), tenantId, 'all');
      drafted = String((await items()).find(({ origin }) => origin === 'drafted')?.runbookId);
    });

    test('the list has the fields of the contract, steps as texts, and where each stands beside them', async () => {
      const { status, body } = await client.get(PATH);
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ['items', 'total', 'nextCursor']);
      assert.deepEqual([body.total, body.nextCursor], [2, null]);
      const [first, second] = body.items as [Json, Json];
      assert.deepEqual(Object.keys(first).slice(0, 8), [
        ...[
          'runbookId',
          'title',
          'services',
          'steps',
          'successRate',
          'usageCount',
          'lastUsedAt',
          'generatedAt',
        ],
      ]);
      assert.deepEqual(
        [first.runbookId, first.services, first.steps, first.stepSources],
        [
          drafted,
          ['Checkout'],
          ['Scaled the deployment to 6 pods.', 'Restarted PgBouncer.'],
          incidentIds.toReversed().map((id) => [prefixedId('inc', id)]),
        ],
      );
      assert.deepEqual([first.successRate, first.usageCount, first.lastUsedAt], [null, 0, null]);
      assert.deepEqual(
        [second.runbookId, second.steps, second.stepSources],
        [imported, ['Run `du`.', 'Free some.'], [[], []]],
      );
    });

    test('a service is matched whole in any letter case, words anywhere in title, steps and alerts', async () => {
      const found = async (query: string) => (await items(query)).map(({ runbookId }) => runbookId);
      assert.deepEqual(await found('?service=cHECKOUT'), [drafted]);
      assert.deepEqual(await found('?service=check'), []);
      assert.deepEqual(await found('?q=diskfull'), [imported]);
      assert.deepEqual(await found('?q=free%20DU'), [imported]);
      assert.deepEqual(await found('?q=pgbounc%20pool'), [drafted]);
      assert.deepEqual(await found('?q=pgbounc%20disk'), []);
      assert.deepEqual(await found('?q=incidentId'), [], 'what the store calls things is no text');
      assert.deepEqual(await found('?q=%25'), []);
      assert.equal((await client.get(`${PATH}?service=checkout&limit=1`)).body.total, 1);
    });

    test('one runbook has its sources, its prevention, its patterns and its uses, under both forms of its id', async () => {
      const { body } = await client.get(`${PATH}/${drafted}`);
      const [step] = body.stepDetails as [Json];
      assert.deepEqual(step, {
        text: 'Scaled the deployment to 6 pods.',
        phase: 'mitigate',
        sources: [
          {
            incidentId: prefixedId('inc', incidentIds[1] ?? ''),
            externalId: 'B',
            title: 'Pool',
            part: 'resolution',
            quote: 'Scaled the deployment to 6 pods.',
          },
        ],
      });
      assert.deepEqual(
        (body.prevention as Json[]).map(({ text }) => text),
        ['Alert earlier'],
      );
      assert.deepEqual(
        (body.patterns as Json[]).map(({ title }) => title),
        ['Pool is empty'],
      );
      assert.deepEqual((await client.get(`${PATH}/${parseId('rbk', drafted)}`)).body, body);
      const page = (await client.get(`${PATH}/${imported}`)).body;
      assert.deepEqual([page.origin, page.alerts, page.patterns], ['imported', ['DiskFull'], []]);
    });

    test('uses are counted: the rate is the share of all of them that resolved it', async () => {
      const use = (body: Json, headers = {}) => client.post(`${PATH}/${imported}/uses`, body, headers);
      const first = await use({ outcome: 'resolved', incidentId: 'A', comment: ' fine ' });
      assert.equal(first.status, 201);
      assert.deepEqual(
        [first.body.runbookId, first.body.incidentId, first.body.comment, first.body.successRate],
        [imported, prefixedId('inc', incidentIds[0] ?? ''), 'fine', 1],
      );
      await use({ outcome: 'helped' });
      const again = { 'Idempotency-Key': 'one use' };
      const failed = await use({ outcome: 'failed', comment: null }, again);
      assert.deepEqual((await use({ outcome: 'failed', comment: null }, again)).body, failed.body);
      assert.deepEqual([failed.body.usageCount, failed.body.successRate], [3, 0.3333]);
      const page = (await client.get(`${PATH}/${imported}`)).body;
      assert.deepEqual(page.outcomes, { resolved: 1, helped: 1, failed: 1 });
      assert.deepEqual(
        (page.latestUses as Json[]).map(({ outcome }) => outcome),
        ['failed', 'helped', 'resolved'],
      );
      assert.deepEqual([page.usageCount, page.lastUsedAt], [3, failed.body.usedAt]);
    });

    test('of many uses at once none is lost', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          client.post(`${PATH}/${drafted}/uses`, { outcome: at % 4 === 0 ? 'failed' : 'resolved' }),
        ),
      );
      assert.ok(answers.every(({ status }) => status === 201));
      const { usageCount, successRate } = (await client.get(`${PATH}/${drafted}`)).body;
      assert.deepEqual([usageCount, successRate], [20, 0.75]);
    });

    test('a page goes on where the one before ended, while runbooks are drafted and imported', async () => {
      const of = await server().newTenant();
      const theirs = await clientOf(of);
      const shelf = await openRunbookShelf(db(), of);
      for (const title of ['one', 'two', 'three']) await shelf.put({ title });
      const page = (await theirs.get(`${PATH}?limit=2`)).body;
      assert.deepEqual(
        (page.items as Json[]).map(({ title }) => title),
        ['three', 'two'],
      );
      await shelf.put({ title: 'four' });
      await refreshRunbooks(db(), of, 'all');
      const rest = (await theirs.get(`${PATH}?limit=2&cursor=${page.nextCursor}`)).body;
      assert.deepEqual(
        [(rest.items as Json[]).map(({ title }) => title), rest.nextCursor, rest.total],
        [['one'], null, 4],
      );
    });

    test("what is not there, and what is another tenant's, is a runbook_not_found alike", async () => {
      const other = await clientOf(await server().newTenant());
      assert.deepEqual((await other.get(PATH)).body, { items: [], total: 0, nextCursor: null });
      const expected = { error: 'runbook_not_found', message: 'There is no runbook with that id.' };
      for (const id of [drafted, imported, prefixedId('rbk', newId())]) {
        const [read, used] = [
          await other.get(`${PATH}/${id}`),
          await other.post(`${PATH}/${id}/uses`, { outcome: 'failed' }),
        ];
        assert.deepEqual([read.status, read.body, used.status, used.body], [404, expected, 404, expected]);
      }
      const foreign = await clientOf(tenantId);
      const { status, body } = await foreign.post(`${PATH}/${drafted}/uses`, {
        outcome: 'failed',
        incidentId: prefixedId('inc', newId()),
      });
      assert.deepEqual([status, body.error], [404, 'incident_not_found']);
    });

    test('what cannot be read is a validation_error', async () => {
      const answers = [
        ...(await Promise.all(
          [
            '?limit=0',
            '?limit=101',
            '?cursor=x',
            '?cursor=',
            `?q=${'w+'.repeat(21)}`,
            `?service=${'x'.repeat(501)}`,
          ].map((query) => client.get(PATH + query)),
        )),
        await client.get(`${PATH}/rbk_x`),
        await client.post(`${PATH}/${drafted}/uses`, {}),
        await client.post(`${PATH}/${drafted}/uses`, { outcome: 'perfect' }),
        await client.post(`${PATH}/${drafted}/uses`, { outcome: 'failed', comment: 'x'.repeat(2001) }),
      ];
      for (const { status, body } of answers)
        assert.deepEqual([status, body.error], [400, 'validation_error'], JSON.stringify(body));
    });

    test('a viewer may do nothing, and a key that may only read may not tell of a use', async () => {
      const viewer = await clientOf(tenantId, { role: 'viewer' });
      const reader = await clientOf(tenantId, { scopes: ['knowledge:read'] });
      assert.equal((await viewer.get(PATH)).status, 403);
      assert.equal((await viewer.get(`${PATH}/${drafted}`)).status, 403);
      assert.equal((await reader.get(PATH)).status, 200);
      for (const caller of [viewer, reader])
        assert.equal((await caller.post(`${PATH}/${drafted}/uses`, { outcome: 'failed' })).status, 403);
    });
  },
  WITHOUT_EXTRACTION,
);
