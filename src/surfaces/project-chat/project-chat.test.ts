import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

onEachServer('Projects and their chat', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
  });

  async function call(method: string, path: string, body?: unknown, bearer = key) {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as Json;
    return { status: response.status, location: response.headers.get('location'), body: answer };
  }
  const newProject = async () => {
    const slug = `shop-${newId().slice(-12)}`;
    return (await call('POST', '/v1/projects', { slug })).body as { id: Uuid; slug: string };
  };
  const user = (content: string) => ({ role: 'user', content });

  test('a project is made, read by slug and by id, listed and deleted', async () => {
    const slug = `web-shop-${newId().slice(-6)}`;
    const made = await call('POST', '/v1/projects', {
      slug,
      name: 'Web shop',
      description: 'All that sells.',
    });
    assert.deepEqual([made.status, made.location], [201, `/v1/projects/${slug}`]);
    const { id, createdAt } = made.body;
    const whole = {
      ...{ id, projectId: slug, slug, name: 'Web shop', description: 'All that sells.' },
      ...{ ai_credits: 0, createdAt },
    };
    assert.deepEqual(made.body, whole);
    for (const reference of [slug, id])
      assert.deepEqual((await call('GET', `/v1/projects/${reference}`)).body, whole);
    const { items } = (await call('GET', '/v1/projects')).body as { items: Json[] };
    assert.ok(items.some((item) => item.id === id));
    assert.equal((await call('DELETE', `/v1/projects/${slug}`)).status, 204);
    const gone = await call('GET', `/v1/projects/${slug}`);
    assert.deepEqual(gone, {
      status: 404,
      location: null,
      body: { status: 404, code: 'project_not_found', message: 'There is no project with that id.' },
    });
  });

  test('without a slug, one is made from the name', async () => {
    const slugs = [];
    for (let index = 0; index < 2; index++) {
      const { status, body } = await call('POST', '/v1/projects', { name: 'Größe & Co. Shop' });
      assert.equal(status, 201);
      assert.match(String(body.slug), /^gro-e-co-shop-[a-z0-9]{5}$/);
      slugs.push(body.slug);
    }
    assert.notEqual(slugs[0], slugs[1]);
    assert.match(
      String((await call('POST', '/v1/projects', { name: '漢字漢字' })).body.slug),
      /^project-[a-z0-9]{5}$/,
    );
  });

  test('a slug that is taken is a resource_already_exists; a bad one a validation_failed that names it', async () => {
    const { slug } = await newProject();
    const again = await call('POST', '/v1/projects', { projectId: slug });
    assert.deepEqual([again.status, again.body.code], [409, 'resource_already_exists']);
    for (const body of [
      {},
      { slug: 'short' },
      { slug: 'Upper-Case-1' },
      { slug: `-${slug}` },
      { slug: newId() },
      { slug, name: 'x' },
    ]) {
      const { status, body: answer } = await call('POST', '/v1/projects', body);
      assert.deepEqual(
        [status, answer.code, answer.message],
        [400, 'validation_failed', 'Validation failed'],
        JSON.stringify(body),
      );
      assert.equal(typeof answer.details, 'string');
    }
    const named = await call('POST', '/v1/projects', { slug: 'short' });
    assert.match(String(named.body.details), /slug must have at least 8 characters/);
  });

  test("another tenant's project is as unknown as one that never was", async () => {
    const { slug, id } = await newProject();
    const foreign = await server().newKey(await server().newTenant());
    for (const reference of [slug, id, newId(), 'no-such-project'])
      for (const method of ['GET', 'DELETE'])
        assert.deepEqual((await call(method, `/v1/projects/${reference}`, undefined, foreign)).body, {
          status: 404,
          code: 'project_not_found',
          message: 'There is no project with that id.',
        });
    assert.deepEqual((await call('GET', '/v1/projects', undefined, foreign)).body, {
      items: [],
      nextCursor: null,
    });
  });

  test('a viewer reads projects and makes none; scopes limit the same way', async () => {
    const viewer = await server().newKey(tenantId, { role: 'viewer' });
    assert.equal((await call('GET', '/v1/projects', undefined, viewer)).status, 200);
    const chatOnly = await server().newKey(tenantId, { scopes: ['ai.chat:write'] });
    for (const bearer of [viewer, chatOnly])
      assert.equal(
        (await call('POST', '/v1/projects', { name: 'A project' }, bearer)).body.code,
        'forbidden',
      );
    assert.equal((await call('GET', '/v1/projects', undefined, chatOnly)).status, 403);
  });

  test('the caller keeps the conversation: the answerer gets it whole, and nothing of earlier calls', async () => {
    const { slug, id } = await newProject();
    const chat = (messages: unknown[], reference = slug) =>
      call('POST', `/v1/projects/${reference}/ai/chat`, { messages });
    await chat([user('not to be seen again')]);
    const { status, body } = await chat([user('one'), { role: 'assistant', content: 'two' }, user('three')]);
    assert.equal(status, 200);
    assert.deepEqual(body.message, { role: 'assistant', content: 'three' });
    assert.equal((body.sources as Json[])[0]?.name, 'Checkout was slow');
    const asked = server().answerer.asked.at(-1);
    assert.deepEqual(asked?.history, [{ question: 'one', reply: 'two', state: undefined }]);
    assert.deepEqual(asked?.ground, { kind: 'project', projectId: id, slug });
    assert.equal((await chat([user('by id')], id)).status, 200);
  });

  test('its exchanges are recorded, and clutter no list of conversations', async () => {
    const own = await server().newKey(tenantId);
    const { slug, id } = await newProject();
    await call('POST', `/v1/projects/${slug}/ai/chat`, { messages: [user('for the record')] }, own);
    const sql = 'select project_id, summary, listed from chat_sessions where project_id = $1';
    const rows = await server().parley.db.transaction({ tenantId }, (tx) => tx.query(sql, [id]));
    assert.deepEqual(rows, [{ project_id: id, summary: 'for the record', listed: false }]);
    assert.deepEqual((await call('GET', '/v1/memory/chat/history', undefined, own)).body.items, []);
  });

  test('an admin gives a project credits and takes some, down to zero; every representation shows them', async () => {
    const { slug, id } = await newProject();
    const add = (amount: unknown, reference = slug, bearer = key) =>
      call('POST', `/v1/projects/${reference}/credits`, { amount }, bearer);
    assert.equal((await add(100.5)).body.ai_credits, 100.5);
    const taken = await add(-0.25, id);
    assert.deepEqual([taken.status, taken.body.ai_credits], [200, 100.25]);
    assert.deepEqual((await call('GET', `/v1/projects/${slug}`)).body, taken.body);
    const tooMany = await add(-101);
    assert.deepEqual([tooMany.status, tooMany.body.code], [409, 'conflict']);
    assert.match(String(tooMany.body.message), /100\.25 AI credits/);
    for (const amount of [0, 1e10, -1e10, '5', null, undefined]) {
      const { status, body } = await add(amount);
      assert.deepEqual([status, body.code], [400, 'validation_failed'], String(amount));
      assert.match(String(body.details), /amount/);
    }
    const member = await server().newKey(tenantId, { role: 'member' });
    assert.equal((await add(1, slug, member)).body.code, 'forbidden');
    const foreign = await server().newKey(await server().newTenant());
    assert.equal((await add(1, slug, foreign)).body.code, 'project_not_found');
    assert.equal((await add(-100.25)).body.ai_credits, 0);
  });

  test('credits that are given with an Idempotency-Key are given once', async () => {
    const { slug } = await newProject();
    const give = async () => {
      const response = await fetch(`${server().url}/v1/projects/${slug}/credits`, {
        method: 'POST',
        headers: {
          ...{ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          'Idempotency-Key': `give ${slug}`,
        },
        body: JSON.stringify({ amount: 5 }),
      });
      return ((await response.json()) as Json).ai_credits;
    };
    assert.deepEqual([await give(), await give()], [5, 5]);
    assert.equal((await call('GET', `/v1/projects/${slug}`)).body.ai_credits, 5);
  });

  test('a project id of the wrong form is named', async () => {
    for (const reference of ['Short', 'x', 'a'.repeat(61), prefixedId('prj', newId())]) {
      const { status, body } = await call('GET', `/v1/projects/${reference}`);
      assert.deepEqual([status, body.code], [400, 'validation_failed'], reference);
      assert.match(String(body.details), /projectId/);
    }
  });
});

onEachServer(
  'A server that gives new projects credits',
  (server) => {
    test('a project begins with what the server gives', async () => {
      const key = await server().newKey(await server().newTenant());
      const response = await fetch(`${server().url}/v1/projects`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ slug: 'web-shop' }),
      });
      assert.equal(((await response.json()) as Json).ai_credits, 25);
    });
  },
  { PARLEY_PROJECT_CREDITS: '25' },
);
