import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Json, jsonClient } from '../../../test/support/json-client.ts';
import { madeIncidents } from '../../../test/support/made-incidents.ts';
import { newPattern } from '../../../test/support/new-pattern.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, parseId, prefixedId, type Uuid } from '../../core/ids.ts';

const PATH = '/v1/memory/insights';
const DAY_MS = 86_400_000;

onEachServer(
  'Insights of the memory chat',
  (server) => {
    let tenantId: Uuid;
    let client: ReturnType<typeof jsonClient>;
    let incidentIds: Uuid[];
    let patternId: Uuid;
    const clientOf = async (of: Uuid, more = {}) => jsonClient(server().url, await server().newKey(of, more));
    const items = async (query = '') => (await client.get(PATH + query)).body.items as Json[];

    before(async () => {
      const { db } = server().parley;
      tenantId = await server().newTenant();
      client = await clientOf(tenantId, { role: 'member' });
      const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
      const leak = 'A password was leaked by the deploy of the old client';
      await madeIncidents(db, tenantId, [
        { id: 'first', title: 'First', summary: 'x', started_at: ago(500) },
      ]);
      incidentIds = await madeIncidents(
        db,
        tenantId,
        [1, 2, 3, 4, 5].map((day) => ({
          ...{ id: `I-${day}`, title: 'Login', trigger: leak, started_at: ago(day), duration_minutes: 5 },
          services: ['auth'],
        })),
      );
      patternId = await newPattern(db, tenantId, { title: 'Login fails', incidentIds, services: ['auth'] });
    });

    test('a run on demand tells what it found, and what time the history covers', async () => {
      const { status, body } = await client.post(`${PATH}/runs`, {});
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ['generatedAt', 'found', 'ended', 'history']);
      assert.deepEqual([body.found, body.ended, (body.history as Json).incidents], [4, 0, 6]);
    });

    test('the list has the fields of the contract, and the figures behind each beside them', async () => {
      const { status, body } = await client.get(PATH);
      assert.deepEqual([status, body.total, body.nextCursor], [200, 4, null]);
      const rising = (body.items as Json[]).find(({ kind }) => kind === 'rising_pattern');
      assert.deepEqual(Object.keys(rising ?? {}).slice(0, 8), [
        ...['insightId', 'category', 'severity', 'title', 'summary', 'affectedServices', 'incidentCount'],
        'generatedAt',
      ]);
      assert.deepEqual(
        [rising?.incidentCount, rising?.affectedServices, rising?.patternId, rising?.incidents],
        [5, ['auth'], prefixedId('ptn', patternId), incidentIds.map((id) => prefixedId('inc', id))],
      );
      assert.deepEqual((body.items as Json[]).map(({ kind }) => kind).toSorted(), [
        'common_trigger',
        'early_repeat',
        'rising_pattern',
        'same_exposure',
      ]);
    });

    test('filters narrow the list and its total', async () => {
      assert.deepEqual(
        (await items('?category=security')).map(({ kind }) => kind),
        ['same_exposure'],
      );
      assert.deepEqual(await items('?category=security&severity=low'), []);
      assert.equal((await client.get(`${PATH}?severity=critical&limit=1`)).body.total, 1);
    });

    test('pages go on while runs go on, and no finding is listed twice', async () => {
      const page = (await client.get(`${PATH}?limit=3`)).body;
      await Promise.all([client.post(`${PATH}/runs`, {}), client.post(`${PATH}/runs`, {})]);
      const rest = (await client.get(`${PATH}?limit=3&cursor=${page.nextCursor}`)).body;
      const ids = [...(page.items as Json[]), ...(rest.items as Json[])].map(({ insightId }) => insightId);
      assert.deepEqual([new Set(ids).size, rest.nextCursor], [4, null]);
    });

    test('one insight has its incidents by name, under both forms of its id', async () => {
      const [rising] = (await items()).filter(({ kind }) => kind === 'rising_pattern');
      const { body } = await client.get(`${PATH}/${rising?.insightId}`);
      assert.deepEqual((body.incidentDetails as Json[])[0], {
        ...{ incidentId: prefixedId('inc', incidentIds[0] ?? ''), externalId: 'I-1', title: 'Login' },
      });
      assert.equal(body.endedAt, null);
      const uuid = parseId('ins', String(rising?.insightId));
      assert.deepEqual((await client.get(`${PATH}/${uuid}`)).body, body);
    });

    test("what is not there, and what is another tenant's, is an insight_not_found alike", async () => {
      const other = await clientOf(await server().newTenant());
      const [insight] = await items();
      assert.deepEqual((await other.get(PATH)).body, { items: [], total: 0, nextCursor: null });
      for (const id of [insight?.insightId, prefixedId('ins', newId())]) {
        const { status, body } = await other.get(`${PATH}/${id}`);
        assert.deepEqual([status, body.error], [404, 'insight_not_found']);
      }
    });

    test('what cannot be read is a validation_error; who may only look may not run', async () => {
      for (const query of [
        '?category=speed',
        '?severity=bad',
        '?limit=0',
        '?limit=101',
        '?cursor=x',
        '/ins_x',
      ]) {
        const { status, body } = await client.get(PATH + query);
        assert.deepEqual([status, body.error], [400, 'validation_error'], query);
      }
      const viewer = await clientOf(tenantId, { role: 'viewer' });
      const reader = await clientOf(tenantId, { scopes: ['knowledge:read'] });
      assert.equal((await reader.get(PATH)).status, 200);
      assert.equal((await viewer.get(PATH)).status, 403);
      for (const caller of [viewer, reader])
        assert.equal((await caller.post(`${PATH}/runs`, {})).status, 403);
    });
  },
  { PARLEY_BACKGROUND: '0' },
);
