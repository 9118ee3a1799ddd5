import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;
interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: Json;
}
interface Graph {
  readonly nodes: readonly (Json & { id: string; kind: string; name: string })[];
  readonly edges: readonly (Json & { type: string; from: string; to: string })[];
}

onEachServer('The graph of a project', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
  });

  async function call(method: string, path: string, body?: unknown, bearer = key): Promise<Answer> {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as Json;
    return { status: response.status, location: response.headers.get('location'), body: answer };
  }

  async function newProject(bearer = key) {
    const slug = `shop-${newId().slice(-12)}`;
    const made = await call('POST', '/v1/projects', { slug }, bearer);
    assert.equal(made.status, 201);
    const at = `/v1/projects/${slug}`;
    const address = (kind: string, name: string) => `${at}/${kind}s/${encodeURIComponent(name)}`;
    return {
      at,
      address,
      id: String(made.body.id),
      put: (kind: 'service' | 'topic', name: string, body: Json = {}) =>
        call('PUT', address(kind, name), body, bearer),
      graph: async () => (await call('GET', `${at}/graph`, undefined, bearer)).body as unknown as Graph,
      names: async (list: string) => {
        const { items } = (await call('GET', at + list, undefined, bearer)).body as { items: Json[] };
        return items.map(({ name }) => name);
      },
    };
  }
  const edgeWords = ({ nodes, edges }: Graph) => {
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    return edges.map(({ type, from, to }) => `${names.get(from)} ${type} ${names.get(to)}`).sort();
  };

  const saying = {
    ...{
      description: 'Takes payments.',
      type: 'backend',
      owner: 'team-pay',
      system: 'shop',
      tags: ['tier-1'],
    },
    links: [{ title: 'Board', url: 'https://me:secret@grafana.example/d/1' }],
    facts: { lifecycle: 'production', replicas: 3, canary: true },
    ...{ publishes: ['orders'], subscribes: [{ kind: 'topic', name: 'stock' }], calls: ['basket'] },
    dependsOn: [{ kind: 'resource', name: 'orders-db' }],
  };

  test('a service is made, read, changed and deleted, and its relationships with it', async () => {
    const { at, address, put, graph } = await newProject();
    const made = await put('service', 'checkout', saying);
    assert.deepEqual([made.status, made.location], [201, `${at}/services/checkout`]);
    const { id, lastSeenAt, places, ...shown } = made.body;
    assert.deepEqual(shown, {
      ...{ name: 'checkout', description: 'Takes payments.', type: 'backend', tags: ['tier-1'], aliases: [] },
      links: [{ title: 'Board', url: 'https://grafana.example/d/1' }],
      facts: { canary: 'true', lifecycle: 'production', replicas: '3' },
      ...{ owner: 'team-pay', owners: ['team-pay'], system: 'shop' },
      publishes: [{ kind: 'topic', name: 'orders' }],
      subscribes: [{ kind: 'topic', name: 'stock' }],
      calls: [{ kind: 'service', name: 'basket' }],
      dependsOn: [{ kind: 'resource', name: 'orders-db' }],
    });
    assert.deepEqual(places, [{ file: 'api', line: null }]);
    assert.deepEqual((await call('GET', address('service', 'checkout'))).body, made.body);
    assert.deepEqual(edgeWords(await graph()), [
      ...['checkout calls basket', 'checkout dependsOn orders-db', 'checkout partOf shop'],
      ...['checkout publishes orders', 'checkout subscribes stock', 'team-pay owns checkout'],
    ]);
    const { status, location, body } = await put('service', 'checkout', made.body);
    assert.deepEqual([status, location, body], [200, null, { ...made.body, lastSeenAt: body.lastSeenAt }]);
    const changed = await put('service', 'checkout', { description: 'Pays.' });
    assert.deepEqual([changed.status, changed.body.id, changed.body.description], [200, id, 'Pays.']);
    assert.deepEqual([changed.body.owners, changed.body.publishes, changed.body.tags], [[], [], []]);
    assert.deepEqual(edgeWords(await graph()), []);
    assert.equal((await call('DELETE', address('service', 'checkout'))).status, 204);
    for (const method of ['GET', 'DELETE'])
      assert.deepEqual((await call(method, address('service', 'checkout'))).body, {
        ...{ status: 404, code: 'service_not_found', message: 'The project has no service of that name.' },
      });
  });

  test('a topic has its messages with their fields, and who publishes and subscribes', async () => {
    const { at, address, put, graph } = await newProject();
    const field = { path: 'lines[].sku', type: 'string', description: 'Of the shelf.', required: true };
    const made = await put('topic', 'orders', {
      ...{ description: 'Orders.', protocol: 'kafka', facts: { partitions: 12, retention: '7d' } },
      messages: [{ name: 'Placed', description: 'It is.', fields: [field] }, { name: 'Paid' }],
      ...{ publishers: ['checkout'], subscribers: ['mail', { kind: 'service', name: 'stock' }] },
    });
    assert.deepEqual([made.status, made.location], [201, `${at}/topics/orders`]);
    const { messages, publishers, subscribers, facts, protocol, protocols } = made.body;
    assert.deepEqual(messages, [
      { name: 'Paid', description: null, fields: [] },
      { name: 'Placed', description: 'It is.', fields: [field] },
    ]);
    assert.deepEqual(publishers, [{ kind: 'service', name: 'checkout' }]);
    assert.deepEqual(
      (subscribers as Json[]).map(({ name }) => name),
      ['mail', 'stock'],
    );
    assert.deepEqual(
      [facts, protocol, protocols],
      [{ partitions: '12', retention: '7d' }, 'kafka', ['kafka']],
    );
    assert.deepEqual((await call('GET', address('topic', 'orders'))).body, made.body);
    const named = await put('topic', 'orders', { messages: [{ name: 'Placed' }] });
    assert.deepEqual(
      [named.status, named.body.messages],
      [200, [{ name: 'Placed', description: 'It is.', fields: [field] }]],
    );
    await put('topic', 'returns', { messages: [{ name: 'Placed' }] });
    await call('DELETE', address('topic', 'orders'));
    const kinds = async () => (await graph()).nodes.map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(await kinds(), ['topic returns', 'message Placed']);
    await put('topic', 'returns', {});
    assert.deepEqual(await kinds(), ['topic returns']);
    const gone = await call('GET', address('topic', 'orders'));
    assert.deepEqual([gone.status, gone.body.code], [404, 'not_found']);
  });

  test('a name is kept whole, whatever signs it has', async () => {
    const { at, address, put, names } = await newProject();
    const odd = ['orders/created', 'a.b/{id}/#', 'per%cent', 'what?', 'größe 漢字', '100%2F', "o'neil<b>"];
    for (const kind of ['service', 'topic'] as const) {
      for (const name of odd) {
        const made = await put(kind, name);
        assert.deepEqual([made.status, made.body.name], [201, name]);
        assert.equal(made.location, `${at}/${kind}s/${encodeURIComponent(name)}`);
        assert.equal((await call('GET', made.location)).body.name, name);
      }
      assert.deepEqual((await names(`/${kind}s`)).sort(), [...odd].sort());
      for (const name of odd) assert.equal((await call('DELETE', address(kind, name))).status, 204, name);
      assert.deepEqual(await names(`/${kind}s`), []);
    }
  });

  test('lists are narrowed by tag, type, owner and protocol, and paged by name', async () => {
    const { at, put, names } = await newProject();
    await put('service', 'b', { tags: ['Java'], owner: 'team' });
    await put('service', 'a', { type: 'website' });
    await put('service', 'c/ü', { tags: ['java'], owner: 'team' });
    await put('topic', 't', { protocol: 'kafka', owner: 'team' });
    await put('topic', 'u', { protocol: 'amqp' });
    assert.deepEqual(await names('/services?tag=java'), ['b', 'c/ü']);
    assert.deepEqual(await names('/services?type=website'), ['a']);
    assert.deepEqual(await names('/services?owner=team&limit=1'), ['b']);
    assert.deepEqual(await names('/services?owner=nobody'), []);
    assert.deepEqual(await names('/topics?protocol=KAFKA'), ['t']);
    const found: unknown[] = [];
    let cursor: unknown = '';
    for (; cursor !== null; ) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await call('GET', `${at}/services?limit=1${query}`);
      found.push(...(body.items as Json[]).map(({ name }) => name));
      cursor = body.nextCursor;
    }
    assert.deepEqual(found, ['a', 'b', 'c/ü']);
    for (const list of ['services', 'topics', 'changes', 'merges'])
      for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=%00', 'cursor=AAAA%3D', 'cursor=!']) {
        const { status, body } = await call('GET', `${at}/${list}?${query}`);
        assert.deepEqual([status, body.code], [400, 'validation_failed'], `${list} ${query}`);
      }
  });

  test('another tenant has no such project, and another project no such things', async () => {
    const { at, put } = await newProject();
    await put('service', 'checkout', saying);
    const foreign = await server().newKey(await server().newTenant());
    const requests = [
      ...['graph', 'services', 'services/checkout', 'topics', 'topics/orders', 'changes', 'merges'].map(
        (path) => ['GET', path] as const,
      ),
      ...['services/checkout', 'topics/orders', `merges/${newId()}`].map((path) => ['DELETE', path] as const),
      ...['services/checkout', 'topics/orders'].map((path) => ['PUT', path, {}] as const),
      ['POST', 'merges', { kind: 'service', name: 'checkout', alias: 'basket' }] as const,
    ];
    for (const [method, path, body] of requests) {
      const answer = await call(method, `${at}/${path}`, body, foreign);
      assert.deepEqual([answer.status, answer.body.code], [404, 'project_not_found'], `${method} ${path}`);
      const unknown = await call(method, `/v1/projects/no-such-project/${path}`, body);
      assert.deepEqual(unknown.body, answer.body);
    }
    const other = await newProject();
    assert.deepEqual(await other.graph(), { nodes: [], edges: [] });
    assert.equal((await call('GET', other.address('service', 'checkout'))).body.code, 'service_not_found');
    assert.equal((await call('DELETE', other.address('topic', 'orders'))).body.code, 'not_found');
    assert.deepEqual((await call('GET', `${other.at}/changes`)).body, { items: [], nextCursor: null });
    assert.equal((await put('service', 'checkout')).status, 200);
  });

  test('a viewer reads and changes nothing; scopes limit the same way', async () => {
    const { at, put } = await newProject();
    await put('service', 'checkout');
    const viewer = await server().newKey(tenantId, { role: 'viewer' });
    const reader = await server().newKey(tenantId, { scopes: ['projects:read'] });
    const asker = await server().newKey(tenantId, { scopes: ['ai.chat:read'] });
    const writer = await server().newKey(tenantId, { role: 'member', scopes: ['projects:write'] });
    const reads = ['graph', 'services', 'services/checkout', 'changes', 'merges'];
    const merge = { kind: 'service', name: 'checkout', alias: 'basket' };
    for (const bearer of [viewer, reader, asker]) {
      for (const path of reads)
        assert.equal((await call('GET', `${at}/${path}`, undefined, bearer)).status, 200);
      for (const [method, path, body] of [
        ['PUT', 'services/checkout', {}],
        ['PUT', 'topics/orders', {}],
        ['DELETE', 'services/checkout', undefined],
        ['DELETE', `merges/${newId()}`, undefined],
        ['POST', 'merges', merge],
      ] as const)
        assert.equal((await call(method, `${at}/${path}`, body, bearer)).body.code, 'forbidden', path);
    }
    for (const path of reads)
      assert.equal((await call('GET', `${at}/${path}`, undefined, writer)).status, 403);
    assert.equal((await call('PUT', `${at}/services/basket`, {}, writer)).status, 201);
  });

  test('a bad body is a validation_failed that names the field, and changes nothing', async () => {
    const { put, graph } = await newProject();
    const many = Array.from({ length: 501 }, (_, place) => `s${place}`);
    const bad: readonly (readonly [kind: 'service' | 'topic', field: RegExp, body: unknown])[] = [
      ['service', /description/, { description: 5 }],
      ['service', /description/, { description: 'x'.repeat(10_001) }],
      ['service', /owner/, { owner: ['a'] }],
      ['service', /owner/, { owner: '' }],
      ['service', /tags/, { tags: 'a' }],
      ['service', /tags/, { tags: many }],
      ['service', /links/, { links: [{ title: 'x', url: 'javascript:alert(1)' }] }],
      ['service', /facts/, { facts: { a: { b: 1 } } }],
      ['service', /facts/, { facts: Object.fromEntries(many.map((name) => [name, 1])) }],
      ['service', /calls/, { calls: many }],
      ['service', /calls/, { calls: [{ kind: 'planet', name: 'x' }] }],
      ['service', /publishes/, { publishes: [{ kind: 'service', name: 'x' }] }],
      ['service', /publishes/, { publishes: ['x'.repeat(501)] }],
      ['service', /name/, { calls: ['\u200b'] }],
      ['topic', /messages/, { messages: [{ description: 'x' }] }],
      ['topic', /messages/, { messages: [{ name: 'A' }, { name: 'A' }] }],
      ['topic', /messages/, { messages: many.map((name) => ({ name })) }],
      ['topic', /messages/, { messages: [{ name: 'A', fields: [{ type: 'string' }] }] }],
      ['topic', /publishers/, { publishers: [{ kind: 'topic', name: 'x' }] }],
      ['service', /body/, []],
    ];
    for (const [kind, field, body] of bad) {
      const answer = await put(kind, 'x', body as Json);
      const said = JSON.stringify(body).slice(0, 80);
      assert.deepEqual([answer.status, answer.body.code], [400, 'validation_failed'], said);
      assert.match(String(answer.body.details), field, said);
    }
    for (const name of ['\u200b', ' ', 'x'.repeat(501)])
      assert.equal((await put('service', name)).body.code, 'validation_failed');
    assert.deepEqual(await graph(), { nodes: [], edges: [] });
  });

  test('texts of every kind are stored as they can be shown', async () => {
    const { put } = await newProject();
    const odd = 'a\0b\u202ec\ud800';
    const { status, body } = await put('service', 'x', {
      ...{ description: odd, owner: odd, tags: [odd], facts: { [odd]: odd, ['__proto__']: 'kept' } },
      publishes: [odd],
    });
    assert.equal(status, 201);
    assert.equal(body.description, 'abc\ufffd');
    assert.equal(body.owner, 'abc\ufffd');
  });

  test('what is said at the same time is all there afterwards', async () => {
    const { put, graph } = await newProject();
    const some = Array.from({ length: 8 }, (_, place) => `s${place}`);
    const answers = await Promise.all([
      ...some.map((name) => put('service', name, { publishes: ['shared'] })),
      ...some.map((name) => put('topic', `t-${name}`, { messages: [{ name: 'Same', description: name }] })),
    ]);
    assert.ok(answers.every(({ status }) => status === 201));
    const whole = await graph();
    assert.equal(whole.nodes.length, 8 + 8 + 2);
    assert.deepEqual(edgeWords(whole), [
      ...some.map((name) => `${name} publishes shared`),
      ...some.map((name) => `t-${name} carries Same`),
    ]);
  });

  test('the log has every change, the newest first, page by page', async () => {
    const { at, put, address } = await newProject();
    await put('service', 'checkout', { publishes: ['orders'] });
    await put('service', 'checkout', { publishes: ['orders'], description: 'Pays.' });
    await call('DELETE', address('service', 'checkout'));
    const changes = async (query = '') => (await call('GET', `${at}/changes${query}`)).body;
    const all = (await changes()).items as Json[];
    const words = all.map(({ action, subject }) => `${action} ${subject}`);
    assert.ok(words.includes('changed checkout') && words.includes('vanished checkout publishes orders'));
    assert.deepEqual(words.slice(-3).sort(), [
      ...['added checkout', 'added checkout publishes orders', 'added orders'],
    ]);
    const paged: unknown[] = [];
    let page = await changes('?limit=2');
    paged.push(...(page.items as Json[]));
    for (; page.nextCursor !== null; ) {
      page = await changes(`?limit=2&cursor=${page.nextCursor}`);
      paged.push(...(page.items as Json[]));
    }
    assert.deepEqual(paged, all);
  });

  test('two names are taken for one, and for two again when that is undone', async () => {
    const { at, address, put, names } = await newProject();
    await put('service', 'checkout', { publishes: ['orders'] });
    await put('service', 'kasse', { calls: ['basket'] });
    const merge = { kind: 'service', name: 'checkout', alias: 'kasse' };
    const made = await call('POST', `${at}/merges`, merge);
    const { id, createdAt, createdBy, ...rest } = made.body;
    assert.deepEqual([made.status, made.location], [201, `${at}/merges/${id}`]);
    assert.deepEqual(rest, { ...merge, rule: 'by hand', place: null, undoneBy: null, undoneAt: null });
    assert.match(String(createdBy), /^key:/);
    const one = (await call('GET', address('service', 'kasse'))).body;
    assert.deepEqual([one.name, one.aliases], ['checkout', ['kasse']]);
    assert.deepEqual(one.calls, [{ kind: 'service', name: 'basket' }]);
    assert.deepEqual(await names('/services'), ['basket', 'checkout']);
    assert.deepEqual((await call('GET', `${at}/merges`)).body, { items: [made.body], nextCursor: null });
    const again = await call('POST', `${at}/merges`, merge);
    assert.deepEqual([again.status, again.body.code], [409, 'conflict']);
    assert.equal((await call('DELETE', String(made.location))).status, 204);
    assert.deepEqual(await names('/services'), ['basket', 'checkout', 'kasse']);
    const { items } = (await call('GET', `${at}/merges`)).body as { items: Json[] };
    assert.ok(items[0]?.undoneAt !== null && items[0]?.undoneBy === createdBy);
    for (const [path, status] of [
      [`merges/${id}`, 404],
      [`merges/${newId()}`, 404],
      ['merges/x', 400],
    ] as const)
      assert.equal((await call('DELETE', `${at}/${path}`)).status, status, path);
    for (const [name, alias] of [
      ['checkout', 'nothing'],
      ['nothing', 'checkout'],
    ]) {
      const { status, body } = await call('POST', `${at}/merges`, { kind: 'service', name, alias });
      assert.deepEqual([status, body.code], [404, 'not_found']);
    }
    assert.equal(
      (await call('POST', `${at}/merges`, { kind: 'x', name: 'a' })).body.code,
      'validation_failed',
    );
  });

  test('the graph comes as JSON, as Mermaid or as GraphML, as it is asked for', async () => {
    const { at, put } = await newProject();
    await put('service', 'a"]; click n1 "javascript:x" <b>', { subscribes: ['t&t'] });
    const read = async (query: string, accept?: string) => {
      const headers = { Authorization: `Bearer ${key}`, ...(accept === undefined ? {} : { Accept: accept }) };
      const response = await fetch(`${server().url}${at}/graph${query}`, { headers });
      return { type: response.headers.get('content-type'), text: await response.text() };
    };
    const typeOf = async (query: string, accept?: string) => (await read(query, accept)).type?.split(';')[0];
    const [json, mermaid, graphml] = ['application/json', 'text/vnd.mermaid', 'application/graphml+xml'];
    for (const accept of [undefined, json, '*/*', 'text/plain', 'text/html', ';;,=', `${mermaid};q=0`])
      assert.equal(await typeOf('', accept), json, accept);
    assert.equal(await typeOf('', mermaid), mermaid);
    assert.equal(await typeOf('', `text/html, ${graphml};q=0.9, */*;q=0.1`), graphml);
    assert.equal(await typeOf('', `${json};q=0.5, ${mermaid.toUpperCase()}`), mermaid);
    assert.equal(await typeOf('?format=json', mermaid), json);
    assert.equal(await typeOf('?format=graphml', json), graphml);
    assert.equal((await call('GET', `${at}/graph?format=svg`)).status, 400);
    const drawn = (await read('?format=mermaid')).text;
    assert.equal(
      drawn,
      [
        'flowchart LR',
        '  n1["a#34;#93;#59; click n1 #34;javascript:x#34; #60;b#62;"]',
        '  n2(["t#38;t"])',
        '  n2 -->|subscribes| n1',
        '',
      ].join('\n'),
    );
    const xml = (await read('?format=graphml')).text;
    assert.match(xml, /<data key="name">a&quot;\]; click n1 &quot;javascript:x&quot; &lt;b&gt;<\/data>/);
    assert.match(
      xml,
      /<edge id="[^"]+" source="[^"]+" target="[^"]+"><data key="relation">subscribes<\/data>/,
    );
  });
});
