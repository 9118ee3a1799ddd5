import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Answer,
  type Json,
  type Resource,
  refusals,
  relatedIds,
  send,
} from '../../../test/support/json-api-client.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';

const HOSTILE = ["'; drop table alerts; --", '"', '%25', '%00', '%ED%A0%80', '$1', '__proto__', '💥'];

onEachServer('Alerts over HTTP', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
  });

  const get = (path: string, bearer = key) => send(server(), 'GET', path, { key: bearer });
  const create = (type: string, attributes: Json, bearer = key, headers: Record<string, string> = {}) =>
    send(server(), 'POST', `/v1/${type}`, { key: bearer, body: { data: { type, attributes } }, headers });
  const post = (attributes: Json, bearer?: string, headers?: Record<string, string>) =>
    create('alerts', attributes, bearer, headers);
  const dataOf = ({ body }: Answer) => body.data as Resource;
  async function add(attributes: Json, bearer = key): Promise<Resource> {
    const answer = await post({ summary: 'Slow', ...attributes }, bearer);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return dataOf(answer);
  }
  const addIncident = async (bearer = key) => dataOf(await create('incidents', {}, bearer));
  const newcomer = async () => server().newKey(await server().newTenant());

  describe('a new alert', () => {
    test('is stored with all that is told of it', async () => {
      const incident = await addIncident();
      const told = {
        summary: 'Checkout answers 503',
        description: 'A third of the answers.',
        source: 'prometheus',
        status: 'resolved',
        external_id: 'prometheus/4711',
        external_url: 'https://monitor.example.org/4711',
        started_at: '2026-01-15T08:41:30.000Z',
        ended_at: '2026-01-15T09:21:00.000Z',
      };
      const answer = await post({
        ...told,
        service_ids: ['checkout', 'ledger'],
        labels: { Cluster: 'eu', rack: ['1', '2'] },
        incident_id: prefixedId('inc', incident.id),
        noise: 'ignored',
      });
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type')],
        [201, 'application/vnd.api+json'],
      );
      const { id, type, attributes, relationships } = dataOf(answer);
      assert.deepEqual([type, answer.headers.get('location')], ['alerts', `/v1/alerts/${id}`]);
      const { created_at, updated_at, services, ...facts } = attributes;
      assert.deepEqual(facts, {
        ...told,
        labels: [
          { key: 'rack', value: '1' },
          { key: 'rack', value: '2' },
          { key: 'cluster', value: 'eu' },
        ],
        incident_id: incident.id,
      });
      assert.deepEqual(
        (services as Json[]).map(({ id: _, ...service }) => service),
        ['checkout', 'ledger'].map((name) => ({ name, created_at, updated_at })),
      );
      assert.deepEqual(relationships, { incident: { data: { id: incident.id, type: 'incidents' } } });
      for (const reference of [id, prefixedId('alr', id), encodeURIComponent('prometheus/4711')])
        assert.deepEqual(dataOf(await get(`/v1/alerts/${reference}`)), dataOf(answer), reference);
    });

    test('needs a summary only', async () => {
      const { id, attributes, relationships } = await add({
        description: null,
        labels: null,
        services: null,
      });
      const { external_id, services, labels, started_at, incident_id } = attributes;
      assert.deepEqual([external_id, services, labels, started_at, incident_id], [id, [], [], null, null]);
      assert.deepEqual(relationships, { incident: { data: null } });
    });

    test('takes services by name or by the ids that the server gave out, under two names', async () => {
      const first = await add({ services: ['check out', 'ledger'] });
      const services = first.attributes.services as Resource[];
      const again = await add({ service_ids: services.map(({ id }) => id) });
      const idsOf = ({ attributes }: Resource) => (attributes.services as Resource[]).map(({ id }) => id);
      assert.deepEqual(idsOf(again), idsOf(first));
      const incident = dataOf(await create('incidents', { service_ids: ['check out', 'ledger'] }));
      assert.deepEqual(relatedIds(incident, 'services'), idsOf(first));
      const both = await post({ summary: 'S', services: ['a'], service_ids: ['b'] });
      assert.deepEqual(refusals(both), ['422: /data/attributes/services']);
    });

    test('takes labels as an object or as the list that it shows', async () => {
      const one = await add({ labels: { rack: ['1', '2'], zone: 'a' } });
      const other = await add({ labels: one.attributes.labels });
      assert.deepEqual(other.attributes.labels, one.attributes.labels);
    });

    test('belongs to an incident of its own tenant only', async () => {
      const theirs = await addIncident(await newcomer());
      for (const incident_id of [theirs.id, newId(), 'nonsense']) {
        const { status, body } = await post({ summary: 'S', incident_id });
        assert.deepEqual([status, (body.errors as Json[])[0]?.code], [404, 'incident_not_found']);
      }
    });

    test('is one for one external id, and for one idempotency key', async () => {
      await add({ external_id: 'same' });
      assert.equal((await post({ summary: 'S', external_id: 'same' })).status, 409);
      await add({ external_id: 'same' }, await newcomer());
      const headers = { 'Idempotency-Key': newId() };
      const first = await post({ summary: 'Once' }, key, headers);
      assert.deepEqual((await post({ summary: 'Once' }, key, headers)).body, first.body);
    });

    test('is refused with every place named as it was sent', async () => {
      const long = 'x'.repeat(201);
      const cases: readonly (readonly [attributes: Json, ...places: string[]])[] = [
        [{ summary: undefined }, 'summary'],
        [{ summary: ' ' }, 'summary'],
        [{ summary: 5, description: [], source: {} }, 'summary', 'description', 'source'],
        [{ status: 'x'.repeat(51), external_id: 'x'.repeat(301) }, 'status', 'external_id'],
        [{ service_ids: ['a', long] }, 'service_ids/1'],
        [{ services: ['a', long] }, 'services/1'],
        [{ services: [{ name: 'a' }] }, 'services/0'],
        [{ services: [newId()] }, 'services/0'],
        [{ labels: 'a' }, 'labels'],
        [{ labels: [{ key: 'a' }] }, 'labels'],
        [{ labels: { 'a/b': [long] } }, 'labels/a~1b/0'],
        [{ labels: [{ key: '', value: 'x' }] }, 'labels/'],
        [{ external_url: 'ftp://example.org' }, 'external_url'],
        [{ started_at: '2026-01-15' }, 'started_at'],
        [{ started_at: '2026-01-15T10:00:00Z', ended_at: '2026-01-15T09:00:00Z' }, 'ended_at'],
        [{ incident_id: 'x'.repeat(301) }, 'incident_id'],
      ];
      for (const [attributes, ...places] of cases) {
        const answer = await post({ summary: 'S', ...attributes });
        const expected = places.map((place) => `422: /data/attributes/${place}`);
        assert.deepEqual(refusals(answer), expected, JSON.stringify(answer.body));
      }
      const order = { started_at: '2026-01-15T10:00:00Z', ended_at: '2026-01-15T09:00:00Z' };
      const [error] = (await post({ summary: 'S', ...order })).body.errors as Json[];
      assert.equal(error?.detail, 'ended_at must not lie before started_at.');
    });

    test('is never an error of the server, whatever the body is', async () => {
      for (const body of [
        '',
        '{',
        'null',
        '[]',
        '{"data":[]}',
        '{"data":{"type":"incidents","attributes":{}}}',
      ])
        assert.equal((await send(server(), 'POST', '/v1/alerts', { key, body })).status, 422, body);
      const odd =
        '{"data":{"type":"alerts","attributes":{"summary":"a\\u0000\\ud800","labels":[{"key":"__proto__","value":"x"}]}}}';
      const kept = await send(server(), 'POST', '/v1/alerts', { key, body: odd });
      assert.deepEqual([kept.status, dataOf(kept).attributes.summary], [201, 'a\ufffd']);
    });

    test('needs the scope to write, and a role that may', async () => {
      for (const more of [{ scopes: ['incidents:read'] }, { role: 'viewer' }] as const)
        assert.equal((await post({ summary: 'S' }, await server().newKey(tenantId, more))).status, 403);
      const writer = await server().newKey(tenantId, { role: 'member', scopes: ['incidents:write'] });
      const { id } = await add({}, writer);
      for (const path of ['/v1/alerts', `/v1/alerts/${id}`])
        assert.equal((await get(path, writer)).status, 403);
      const reader = await server().newKey(tenantId, { role: 'viewer', scopes: ['ai.chat:read'] });
      for (const path of ['/v1/alerts', `/v1/alerts/${id}`])
        assert.equal((await get(path, reader)).status, 200);
    });
  });

  test('an alert of another tenant is as unknown as one that nobody has', async () => {
    const { id, attributes } = await add({ external_id: 'monitor-1' });
    const other = await newcomer();
    const unknown = await get(`/v1/alerts/${newId()}`, other);
    assert.deepEqual([unknown.status, (unknown.body.errors as Json[])[0]?.code], [404, 'alert_not_found']);
    for (const reference of [
      id,
      prefixedId('alr', id),
      String(attributes.external_id),
      ...HOSTILE.map(encodeURI),
    ])
      assert.deepEqual((await get(`/v1/alerts/${reference}`, other)).body, unknown.body, reference);
    assert.deepEqual((await get('/v1/alerts', other)).body.data, []);
  });

  describe('a list', () => {
    let bearer: string;
    const list = (query: string) => get(`/v1/alerts?${query}`, bearer);
    const found = ({ body }: Answer) =>
      (body.data as Resource[]).map(({ attributes }) => attributes.external_id);
    before(async () => {
      bearer = await newcomer();
      await add(
        {
          external_id: 'disk',
          summary: 'Disk full',
          status: 'triggered',
          source: 'Prometheus',
          service_ids: ['data base'],
          started_at: '2025-03-04T10:00:00Z',
        },
        bearer,
      );
      await add(
        { external_id: 'lag', status: 'resolved', source: 'grafana', started_at: '2025-03-05T10:00:00Z' },
        bearer,
      );
      await add({ external_id: 'call', summary: 'Called by a customer' }, bearer);
    });

    const rows: readonly (readonly [query: string, ...ids: string[]])[] = [
      ['', 'call', 'lag', 'disk'],
      ['filter[search]=isk', 'disk'],
      ['filter[status]=Resolved,triggered', 'lag', 'disk'],
      ['filter[source]=prometheus', 'disk'],
      ['filter[services]=data base', 'disk'],
      [`filter[services]=name_${Buffer.from('data base').toString('base64url')}`, 'disk'],
      ['filter[started_at][gte]=2025-03-05', 'lag'],
      ['filter[started_at][lt]=2025-03-05', 'disk'],
      ['filter[created_at][gt]=2020-01-01&sort=created_at', 'disk', 'lag', 'call'],
      ['sort=-started_at', 'lag', 'disk', 'call'],
      ['sort=ended_at,updated_at&include=services', 'disk', 'lag', 'call'],
    ];
    for (const [query, ...expected] of rows)
      test(`as ${query || 'it is'}`, async () => {
        const answer = await list(query);
        assert.deepEqual(found(answer), expected, JSON.stringify(answer.body));
        assert.equal((answer.body.meta as Json).total_count, expected.length);
      });

    test('is linked page to page', async () => {
      const seen: unknown[] = [];
      for (let path: string | null = '/v1/alerts?page[size]=1&sort=created_at'; path !== null; ) {
        const answer: Answer = await get(path, bearer);
        seen.push(...found(answer));
        path = (answer.body.links as Record<string, string | null>).next ?? null;
      }
      assert.deepEqual(seen, ['disk', 'lag', 'call']);
    });

    test('names what is wrong with the query as it was asked', async () => {
      for (const [query, status, ...parameters] of [
        ['page[size]=0', 422, 'page[size]'],
        ['page[number]=1000', 400, 'page[number]'],
        ['page[after]=x', 422, 'page[after]'],
        ['sort=resolved_at', 422, 'sort'],
        ['filter[severity]=x', 422, 'filter[severity]'],
        ['filter[ended_at][gt]=2025', 422, 'filter[ended_at][gt]'],
        [
          `filter[search]=${'x '.repeat(21)}y&filter[started_at][gte]=x`,
          422,
          'filter[search]',
          'filter[started_at][gte]',
        ],
      ] as const) {
        const answer = await list(query);
        const expected = parameters.map((name) => `${status}: ${name}`);
        assert.deepEqual([answer.status, refusals(answer)], [status, expected], query);
      }
    });

    test('is never an error of the server, whatever the query is', async () => {
      for (const text of HOSTILE)
        for (const field of ['filter[search]', 'filter[status]', 'filter[services]', 'sort', 'page[after]']) {
          const { status } = await list(`${field}=${text}`);
          assert.ok([200, 422].includes(status), `${status} ${field} ${text}`);
        }
    });
  });
});
