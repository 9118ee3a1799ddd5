import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type Answer,
  HOSTILE_QUERY_VALUES,
  type Json,
  type Resource,
  refusals,
  relatedIds,
  send,
} from '../../../test/support/json-api-client.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';

onEachServer('Incidents over HTTP', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
  });

  const get = (path: string, bearer = key) => send(server(), 'GET', path, { key: bearer });
  const post = (attributes: Json, headers?: Record<string, string>, bearer = key) =>
    send(server(), 'POST', '/v1/incidents', {
      key: bearer,
      body: { data: { type: 'incidents', attributes } },
      ...(headers === undefined ? {} : { headers }),
    });
  const dataOf = ({ body }: Answer) => body.data as Resource;
  async function add(attributes: Json, bearer = key): Promise<Resource> {
    const answer = await post(attributes, {}, bearer);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return dataOf(answer);
  }
  async function addAlert(attributes: Json): Promise<Resource> {
    const body = { data: { type: 'alerts', attributes: { summary: 'Slow', ...attributes } } };
    return dataOf(await send(server(), 'POST', '/v1/alerts', { key, body }));
  }
  const titles = ({ body }: Answer) => (body.data as Resource[]).map(({ attributes }) => attributes.title);
  const newcomer = async () => server().newKey(await server().newTenant());

  const TOLD = {
    title: 'Checkout answered 503',
    kind: 'backfilled',
    summary: 'Every third payment failed.',
    status: 'resolved',
    severity_id: 'High',
    service_ids: ['checkout', 'Berlin, Hamburg'],
    environment_ids: ['Production'],
    group_ids: ['Payments'],
    labels: { platform: 'k8s', region: ['eu', 'us'], root_cause: 'Expired certificate' },
    url: 'https://status.example.org/17',
    started_at: '2026-01-15T09:30:00+01:00',
    detected_at: '2026-01-15T08:42:00Z',
    mitigated_at: '2026-01-15T09:00:00Z',
    resolved_at: '2026-01-15',
  };

  describe('a new incident', () => {
    test('is stored with all that is told of it, and shown as the source shows it', async () => {
      const answer = await post(TOLD);
      assert.equal(answer.status, 201);
      assert.equal(answer.headers.get('content-type'), 'application/vnd.api+json');
      const { id, type, attributes, relationships } = dataOf(answer);
      assert.equal(answer.headers.get('location'), `/v1/incidents/${id}`);
      assert.equal(type, 'incidents');
      const { created_at, updated_at, slug, severity, services, environments, groups, ...facts } = attributes;
      assert.deepEqual(facts, {
        title: TOLD.title,
        kind: 'backfilled',
        private: false,
        summary: TOLD.summary,
        status: 'resolved',
        url: TOLD.url,
        labels: TOLD.labels,
        resolution_message: null,
        started_at: '2026-01-15T08:30:00.000Z',
        detected_at: '2026-01-15T08:42:00.000Z',
        mitigated_at: '2026-01-15T09:00:00.000Z',
        resolved_at: '2026-01-15T00:00:00.000Z',
        time_precision: { resolved_at: 'day' },
        external_id: id,
        root_cause: null,
        trigger: null,
        impact: null,
        duration_minutes: null,
        detect_minutes: 12,
        recover_minutes: null,
      });
      assert.match(String(slug), /^[a-z0-9_-]+$/);
      const named = (resource: unknown) => {
        const { data } = resource as { data: Resource };
        assert.deepEqual([data.attributes.created_at, data.attributes.updated_at], [created_at, updated_at]);
        return `${data.type} ${data.attributes.name}`;
      };
      const all = [severity, ...[services, environments, groups].flat()];
      assert.deepEqual(all.map(named), [
        'severities High',
        'services Berlin, Hamburg',
        'services checkout',
        'environments Production',
        'groups Payments',
      ]);
      assert.equal((severity as { data: Resource }).data.attributes.severity, 'high');
      const identifiers = all.map((each) => {
        const { data } = each as { data: Resource };
        return { id: data.id, type: data.type };
      });
      const related = ['severity', 'services', 'environments', 'groups'].flatMap(
        (name) => relationships[name]?.data,
      );
      assert.deepEqual(related, identifiers);
      assert.deepEqual(dataOf(await get(`/v1/incidents/${id}`)), dataOf(answer));
    });

    test('needs nothing: a title is made for it, and it is a normal one', async () => {
      for (const attributes of [
        {},
        { title: null, kind: null, labels: null, alert_ids: null, private: null },
      ]) {
        const made = (await add(attributes)).attributes;
        assert.match(String(made.title), /^Untitled incident of \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
        assert.deepEqual(
          [made.kind, made.status, made.severity, made.started_at],
          ['normal', null, null, null],
        );
      }
    });

    test('takes the ids that the server gave out for what has a name alone', async () => {
      const first = await add(TOLD);
      const second = await add({
        severity_id: relatedIds(first, 'severity')[0],
        service_ids: relatedIds(first, 'services'),
        environment_ids: [...relatedIds(first, 'environments'), 'Staging'],
        group_ids: relatedIds(first, 'groups'),
      });
      for (const name of ['severity', 'services', 'groups'])
        assert.deepEqual(second.relationships[name], first.relationships[name], name);
      assert.equal((second.attributes.environments as unknown[]).length, 2);
      const foreign = await post({ severity_id: newId(), service_ids: ['checkout', newId()] });
      assert.deepEqual(refusals(foreign), [
        '422: /data/attributes/severity_id',
        '422: /data/attributes/service_ids/1',
      ]);
      assert.match(JSON.stringify(foreign.body), /send the name/);
      const alike = ['name_', 'name_?', 'name_abc', 'name_YQ==', 'name_gA'];
      const { attributes } = await add({ service_ids: alike });
      const services = attributes.services as { data: Resource }[];
      assert.deepEqual(services.map(({ data }) => data.attributes.name).toSorted(), alike.toSorted());
    });

    test('gets alerts that are free, and no other ones', async () => {
      const [one, two] = [await addAlert({}), await addAlert({})];
      const { id } = await add({ alert_ids: [one.id, prefixedId('alr', two.id)] });
      const ids = relatedIds(dataOf(await get(`/v1/incidents/${id}?include=alerts`)), 'alerts');
      assert.deepEqual(ids.toSorted(), [one.id, two.id].toSorted());
      const again = await post({ alert_ids: [one.id] });
      assert.deepEqual([again.status, refusals(again)], [409, ['409: -']]);
      const other = await newcomer();
      for (const [alert_ids, bearer] of [
        [[newId()], key],
        [[one.id], other],
        [[newId()], other],
      ] as const) {
        const answer = await post({ alert_ids }, {}, bearer);
        assert.equal((answer.body.errors as Json[])[0]?.code, 'alert_not_found');
        assert.equal(answer.status, 404);
      }
      assert.deepEqual(titles(await get('/v1/incidents', other)), []);
    });

    test('is made once for one key, however often it is sent', async () => {
      const headers = { 'Idempotency-Key': newId() };
      const [first, second] = [
        await post({ title: 'Once' }, headers),
        await post({ title: 'Once' }, headers),
      ];
      assert.deepEqual([second.status, second.body], [201, first.body]);
      assert.equal(second.headers.get('location'), first.headers.get('location'));
      assert.equal(second.headers.get('idempotent-replayed'), 'true');
      assert.equal((await post({ title: 'Twice' }, headers)).status, 422);
    });

    test('comes as JSON:API or as plain JSON, and as nothing else', async () => {
      const body = { data: { type: 'incidents', attributes: {} } };
      const as = (type: string) =>
        send(server(), 'POST', '/v1/incidents', { key, body, headers: { 'Content-Type': type } });
      for (const type of ['application/json', 'application/vnd.api+json; charset=utf-8'])
        assert.equal((await as(type)).status, 201, type);
      for (const type of ['text/plain', 'application/xml', 'multipart/form-data'])
        assert.ok([415, 422].includes((await as(type)).status), type);
    });

    test('is refused with every place named as it was sent', async () => {
      const cases: readonly (readonly [attributes: Json, ...places: string[]])[] = [
        [{ title: '' }, 'title'],
        [{ title: 'x'.repeat(501) }, 'title'],
        [{ title: 5, summary: [], status: {} }, 'title', 'summary', 'status'],
        [{ kind: 'odd', status: 'unknown' }, 'kind', 'status'],
        [{ private: true }, 'private'],
        [{ severity_id: 'x'.repeat(201) }, 'severity_id'],
        [{ service_ids: 'checkout' }, 'service_ids'],
        [{ service_ids: ['a', 'x'.repeat(201)] }, 'service_ids/1'],
        [{ environment_ids: ['x'.repeat(201)], group_ids: [5] }, 'group_ids/0'],
        [{ environment_ids: ['x'.repeat(201)] }, 'environment_ids/0'],
        [{ alert_ids: ['nonsense'] }, 'alert_ids'],
        [{ labels: ['a'] }, 'labels'],
        [{ labels: { 'a.b/c~d': 5 } }, 'labels/a.b~1c~0d'],
        [{ labels: { 'a.b': 'x'.repeat(201) } }, 'labels/a.b/0'],
        [{ labels: { '': 'x' } }, 'labels/'],
        [{ labels: { severity: 'x', services: 'y' } }, 'labels/severity', 'labels/services'],
        [{ url: 'ftp://example.org' }, 'url'],
        [{ started_at: 'yesterday', resolved_at: '2026-02-30' }, 'started_at', 'resolved_at'],
        [{ started_at: '2026-01-02', mitigated_at: '2026-01-01' }, 'mitigated_at'],
      ];
      const before = (await get('/v1/incidents')).body.meta as Json;
      for (const [attributes, ...places] of cases) {
        const answer = await post(attributes);
        assert.equal(answer.status, 422);
        const expected = places.map((place) => `422: /data/attributes/${place}`);
        assert.deepEqual(refusals(answer), expected, JSON.stringify(answer.body));
      }
      const details = async (attributes: Json) =>
        ((await post(attributes)).body.errors as Json[]).map(({ detail }) => detail);
      assert.deepEqual(await details({ started_at: '2026-01-02', resolved_at: '2026-01-01' }), [
        'resolved_at must not lie before started_at.',
      ]);
      assert.deepEqual(await details({ labels: { services: 'y' } }), [
        'services must be given as service_ids.',
      ]);
      assert.deepEqual(await details({ service_ids: ['a', 5] }), ['service_ids.1 must be a string.']);
      assert.deepEqual((await get('/v1/incidents')).body.meta, before);
    });

    test('is never an error of the server, whatever the body is', async () => {
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      const bodies = [
        ...[
          '',
          '{',
          'null',
          '[]',
          '"x"',
          '5',
          '{}',
          '{"data":null}',
          '{"data":{"type":"alerts","attributes":{}}}',
        ],
        ...['{"data":{"type":"incidents"}}', deep],
        `{"data":{"type":"incidents","attributes":{"labels":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}}`,
        JSON.stringify({ data: { type: 'incidents', attributes: { labels: { a: 1, __proto__: null } } } }),
      ];
      for (const body of bodies) {
        const { status } = await send(server(), 'POST', '/v1/incidents', { key, body });
        assert.equal(status, 422, body.slice(0, 60));
      }
      const odd = `{"data":{"type":"incidents","attributes":{"title":"a\\u0000b\\ud800","labels":{"__proto__":"x"},"x":${deep}}}}`;
      const kept = await send(server(), 'POST', '/v1/incidents', { key, body: odd });
      assert.deepEqual([kept.status, dataOf(kept).attributes.title], [201, 'ab\ufffd']);
    });

    test('needs the scope to write, and a role that may', async () => {
      for (const more of [
        { scopes: ['incidents:read', 'ai.chat:write'] },
        { role: 'viewer', scopes: ['incidents:write'] },
      ] as const)
        assert.equal((await post({}, {}, await server().newKey(tenantId, more))).status, 403);
      const writer = await server().newKey(tenantId, { role: 'member', scopes: ['incidents:write'] });
      assert.equal((await post({}, {}, writer)).status, 201);
      for (const path of ['', `/${newId()}`])
        assert.equal((await get(`/v1/incidents${path}`, writer)).status, 403);
    });
  });

  describe('one incident', () => {
    test('is found by every form of its id, by its external id and its slug, in its own tenant only', async () => {
      const made = await add({ title: 'Ümlaut lost', group_ids: ['Payments'] });
      const { id, attributes } = made;
      const [same, other] = [await server().newKey(tenantId, { scopes: ['ai.chat:read'] }), await newcomer()];
      const random = await get(`/v1/incidents/${newId()}`, other);
      assert.equal(random.status, 404);
      assert.equal((random.body.errors as Json[])[0]?.code, 'incident_not_found');
      for (const reference of [id, id.toUpperCase(), prefixedId('inc', id), String(attributes.slug)]) {
        assert.deepEqual(dataOf(await get(`/v1/incidents/${reference}`, same)), made, reference);
        const foreign = await get(`/v1/incidents/${reference}`, other);
        assert.deepEqual([foreign.status, foreign.body], [random.status, random.body]);
      }
    });

    test('brings along what is asked for, each once', async () => {
      const { id } = await add({ ...TOLD, title: 'With all' });
      const alert = await addAlert({ incident_id: id });
      const names = 'services,environments,groups, causes,action_items,alerts,roles,services';
      const { body } = await get(`/v1/incidents/${id}?include=${names}`);
      const along = body.included as Resource[];
      assert.deepEqual(
        along.map(({ type, attributes }) => `${type} ${attributes.name ?? attributes.summary}`),
        [
          'services Berlin, Hamburg',
          'services checkout',
          'environments Production',
          'groups Payments',
          'causes Expired certificate',
          'alerts Slow',
        ],
      );
      assert.deepEqual(along.at(-1), dataOf(await get(`/v1/alerts/${alert.id}`)));
      const { relationships } = body.data as Resource;
      const linked = Object.values(relationships).flatMap(({ data }) => data as Resource[]);
      for (const resource of along)
        assert.ok(
          linked.some((each) => each.id === resource.id && each.type === resource.type),
          resource.type,
        );
      assert.deepEqual((await get(`/v1/incidents/${id}?include=roles`)).body.included, []);
      assert.equal((await get(`/v1/incidents/${id}?include=`)).body.included, undefined);
      const refused = await get(`/v1/incidents/${id}?include=services,passwords`);
      assert.deepEqual(refusals(refused), ['422: include']);
    });

    test('that was imported shows what its record told', async () => {
      const record = {
        id: 'INC-17',
        sequential_id: 17,
        slug: 'queue-stuck',
        title: 'Queue stuck',
        status: 'postmortem',
        severity: 'SEV2',
        started_at: '2025-03',
        root_cause: 'A full disk',
        resolution: 'Space was made.',
        action_items: ['Watch the disk', 'Rotate logs'],
      };
      const headers = { 'Content-Type': 'application/json' };
      const report = await send(server(), 'POST', '/v1/imports', { key, body: [record], headers });
      assert.equal(report.body.added, 1);
      const { body } = await get('/v1/incidents/queue-stuck?include=action_items,causes');
      const { id, attributes } = body.data as Resource;
      assert.deepEqual(dataOf(await get('/v1/incidents/INC-17')), body.data);
      const { external_id, sequential_id, status, root_cause, resolution_message } = attributes;
      assert.deepEqual(
        [external_id, sequential_id, status, root_cause, resolution_message],
        ['INC-17', 17, 'postmortem', 'A full disk', 'Space was made.'],
      );
      assert.deepEqual(
        [attributes.started_at, attributes.time_precision, attributes.kind],
        ['2025-03-01T00:00:00.000Z', { started_at: 'month' }, undefined],
      );
      assert.equal((attributes.severity as { data: Resource }).data.attributes.severity, undefined);
      assert.deepEqual(
        (body.included as Resource[]).map(({ attributes: { name, summary } }) => name ?? summary).toSorted(),
        ['A full disk', 'Rotate logs', 'Watch the disk'],
      );
      assert.deepEqual(relatedIds(body.data as Resource, 'action_items'), [`${id}-1`, `${id}-2`]);
    });

    test('of any other reference is not there', async () => {
      for (const reference of [...HOSTILE_QUERY_VALUES.map(encodeURI), 'x'.repeat(301), 'inc_', '%20'])
        assert.equal((await get(`/v1/incidents/${reference}`)).status, 404, reference);
    });
  });
});
