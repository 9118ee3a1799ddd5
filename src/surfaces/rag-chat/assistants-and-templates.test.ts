import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId } from '../../core/ids.ts';
import { builtinTemplate } from '../../knowledge/prompts/builtin-templates.ts';

type Json = Record<string, unknown>;

onEachServer('Assistants and prompt templates', (server) => {
  let key: string;
  before(async () => {
    key = await server().newKey(await server().newTenant());
    await call('POST', '/v1/brands', { brand_id: 'acme', scopes: ['runbooks', 'handbook'] });
    await call('POST', '/v1/brands', { brand_id: 'other' });
  });

  async function call(method: string, path: string, body?: unknown, bearer = key) {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Json,
      location: response.headers.get('location'),
    };
  }
  const ask = (more: Json, bearer = key) =>
    call(
      'POST',
      '/v1/ai/chat',
      { brand_id: 'acme', user_id: 'ada', messages: [{ role: 'user', content: 'hello' }], ...more },
      bearer,
    );
  const asked = () => server().answerer.asked.at(-1);
  /** A template of the tenant with as many versions as there are texts. */
  async function newTemplate(...[first, ...later]: readonly string[]): Promise<string> {
    const template_id = `style-${newId()}`;
    assert.equal((await call('POST', '/v1/templates', { template_id, body: first })).status, 201);
    for (const body of later) await call('POST', `/v1/templates/${template_id}/versions`, { body });
    return template_id;
  }
  async function newAssistant(more: Json): Promise<string> {
    const assistant_id = `guide-${newId()}`;
    const { status, body } = await call('POST', '/v1/assistants', { assistant_id, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return assistant_id;
  }

  test('a template is made, given a version, read and listed', async () => {
    const template_id = `style-${newId()}`;
    const made = await call('POST', '/v1/templates', { template_id, name: 'Style', body: 'One {{brand}}.' });
    const { created_at } = made.body;
    const created_by = (made.body.versions as Json[])[0]?.created_by;
    assert.deepEqual([made.status, made.location], [201, `/v1/templates/${template_id}`]);
    const summary = { template_id, name: 'Style', origin: 'own', latest_version: 1, created_at };
    assert.deepEqual(made.body, { ...summary, versions: [{ version: 1, created_by, created_at }] });
    assert.match(String(created_by), /^key:/);

    const added = await call('POST', `/v1/templates/${template_id}/versions`, { body: 'Two.' });
    assert.deepEqual([added.status, added.location], [201, `/v1/templates/${template_id}/versions/2`]);
    const second = { version: 2, created_by, created_at: added.body.created_at };
    assert.deepEqual(added.body, { template_id, origin: 'own', ...second, body: 'Two.' });
    assert.deepEqual((await call('GET', String(added.location))).body, added.body);
    assert.deepEqual((await call('GET', `/v1/templates/${template_id}/versions/1`)).body, {
      ...{ template_id, origin: 'own', version: 1, created_by, created_at, body: 'One {{brand}}.' },
    });
    const whole = (await call('GET', `/v1/templates/${template_id}`)).body;
    assert.deepEqual(whole, {
      ...{ ...summary, latest_version: 2 },
      versions: [second, { version: 1, created_by, created_at }],
    });
    const { items } = (await call('GET', '/v1/templates')).body as { items: Json[] };
    assert.deepEqual(
      items.find((item) => item.template_id === template_id),
      { ...summary, latest_version: 2 },
    );
    assert.ok(items.some((item) => item.template_id === 'history' && item.origin === 'builtin'));
  });

  test('no address changes or ends a version', async () => {
    const template_id = await newTemplate('one');
    for (const path of [`/v1/templates/${template_id}`, `/v1/templates/${template_id}/versions/1`])
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        assert.equal((await call(method, path, { body: 'forged' })).status, 405, `${method} ${path}`);
    assert.equal((await call('GET', `/v1/templates/${template_id}/versions/1`)).body.body, 'one');
  });

  test('a wrong variable is a bad request that names the place', async () => {
    const template_id = await newTemplate('one');
    const body = 'You help.\nAsk {{brandt}}.';
    for (const [path, sent] of [
      ['/v1/templates', { template_id: 'x', body }],
      [`/v1/templates/${template_id}/versions`, { body }],
    ] as const) {
      const refused = await call('POST', path, sent);
      assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_input']);
      assert.match(String(refused.body.message), /body, line 2, character 5: .*\{\{brandt\}\}/);
    }
    for (const wrong of ['', ' ', 'x'.repeat(20_001), 1, null, undefined])
      assert.equal((await call('POST', '/v1/templates', { template_id: 'x', body: wrong })).status, 400);
    assert.equal((await call('GET', '/v1/templates/x')).status, 404);
  });

  test('what is not there is a 404 that says what, another organisation’s the same', async () => {
    const foreign = await server().newKey(await server().newTenant());
    await call('POST', '/v1/templates', { template_id: 'secret', body: 'x' }, foreign);
    await call('POST', '/v1/assistants', { assistant_id: 'secret' }, foreign);
    const errorAt = async (method: string, path: string, body?: unknown) => {
      const answer = await call(method, path, body);
      return [answer.status, answer.body.error];
    };
    for (const id of ['secret', 'nowhere', 'UPPER', '..%2f']) {
      assert.deepEqual(await errorAt('GET', `/v1/templates/${id}`), [404, 'template_not_found']);
      assert.deepEqual(await errorAt('GET', `/v1/templates/${id}/versions/1`), [404, 'template_not_found']);
      assert.deepEqual(await errorAt('POST', `/v1/templates/${id}/versions`, { body: 'x' }), [
        ...[404, 'template_not_found'],
      ]);
      assert.deepEqual(await errorAt('GET', `/v1/assistants/${id}`), [404, 'assistant_not_found']);
      assert.deepEqual(await errorAt('PATCH', `/v1/assistants/${id}`, {}), [404, 'assistant_not_found']);
      assert.deepEqual(await errorAt('DELETE', `/v1/assistants/${id}`), [404, 'assistant_not_found']);
    }
    assert.deepEqual(await errorAt('GET', '/v1/templates/history/versions/999'), [404, 'version_not_found']);
    for (const number of ['0', '-1', '1.5', 'x', '9999999999'])
      assert.equal((await call('GET', `/v1/templates/history/versions/${number}`)).status, 400, number);
  });

  test('an assistant is made, read, listed, changed and deleted', async () => {
    const template_id = await newTemplate('one', 'two');
    const assistant_id = `guide-${newId()}`;
    const made = await call('POST', '/v1/assistants', {
      ...{ assistant_id, name: 'Guide', template_id, template_version: 2 },
      ...{ default_model: 'gpt-4o', default_scopes: ['runbooks'] },
    });
    const { id, created_at } = made.body;
    assert.deepEqual([made.status, made.location], [201, `/v1/assistants/${assistant_id}`]);
    assert.deepEqual(made.body, {
      ...{ id, assistant_id, name: 'Guide', template_id, template_version: 2 },
      ...{ default_model: 'gpt-4o', default_scopes: ['runbooks'], created_at },
    });
    for (const reference of [assistant_id, id, prefixedId('ast', String(id))])
      assert.deepEqual((await call('GET', `/v1/assistants/${reference}`)).body, made.body);
    const { items } = (await call('GET', '/v1/assistants')).body as { items: Json[] };
    assert.ok(items.some((item) => item.id === id));
    const following = { ...made.body, template_version: null };
    const path = `/v1/assistants/${assistant_id}`;
    assert.deepEqual((await call('PATCH', path, { template_version: null })).body, following);
    assert.deepEqual((await call('PATCH', path, {})).body, following);
    for (const template_version of [0, 3, -1, 1.5, '1', 1e12])
      assert.equal((await call('PATCH', path, { template_version })).status, 400, String(template_version));
    const elsewhere = await call('PATCH', path, { template_id: 'nowhere' });
    assert.match(String(elsewhere.body.message), /template_id/);
    assert.equal((await call('POST', '/v1/assistants', { assistant_id })).status, 409);
    assert.deepEqual((await call('GET', path)).body, following);
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('GET', path)).status, 404);
  });

  test('an assistant that pins answers by that version for ever, one that follows by the newest', async () => {
    const template_id = await newTemplate('one', 'two');
    const pinned = await newAssistant({ template_id, template_version: 1 });
    const following = await newAssistant({ template_id });
    const used = async (assistant_id: string) => {
      const { status, body } = await ask({ assistant_id });
      assert.equal(status, 200, JSON.stringify(body));
      const { body: text } = asked()?.template ?? {};
      return [body.template_id, body.template_version, text];
    };
    assert.deepEqual(await used(pinned), [template_id, '1', 'one']);
    assert.deepEqual(await used(following), [template_id, '2', 'two']);
    await call('POST', `/v1/templates/${template_id}/versions`, { body: 'three' });
    assert.deepEqual(await used(pinned), [template_id, '1', 'one']);
    assert.deepEqual(await used(following), [template_id, '3', 'three']);
    await call('PATCH', `/v1/assistants/${pinned}`, { template_version: null });
    await call('PATCH', `/v1/assistants/${following}`, { template_version: 2 });
    assert.deepEqual(await used(pinned), [template_id, '3', 'three']);
    assert.deepEqual(await used(following), [template_id, '2', 'two']);
  });

  test('the model and the collections of an assistant stand where the request names none', async () => {
    const assistant_id = await newAssistant({ default_model: 'm-1', default_scopes: ['runbooks'] });
    const used = async (more: Json) => {
      const { status, body } = await ask(more);
      assert.equal(status, 200, JSON.stringify(body));
      const { ground } = asked() ?? {};
      return [asked()?.generation.model, ground?.kind === 'documents' ? ground.scopes : undefined];
    };
    assert.deepEqual(await used({ assistant_id }), ['m-1', ['runbooks']]);
    assert.deepEqual(await used({ assistant_id, model: 'm-2', rag_scope: 'handbook' }), [
      'm-2',
      ['handbook'],
    ]);
    assert.deepEqual(await used({ assistant_id, rag_scope: '' }), ['m-1', []]);
    assert.deepEqual(await used({}), [undefined, []]);
    const { id } = (await call('GET', `/v1/assistants/${assistant_id}`)).body;
    assert.deepEqual(await used({ assistant_id: id }), ['m-1', ['runbooks']]);
    const refused = await ask({ assistant_id, brand_id: 'other' });
    assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_input']);
    assert.match(String(refused.body.message), /no collection "runbooks"/);
  });

  test('an assistant that is not there, or another organisation’s, is a bad request in the same words', async () => {
    const foreign = await server().newKey(await server().newTenant());
    await call('POST', '/v1/assistants', { assistant_id: 'theirs' }, foreign);
    const { id } = (await call('GET', '/v1/assistants/theirs', undefined, foreign)).body;
    const deleted = await newAssistant({});
    await call('DELETE', `/v1/assistants/${deleted}`);
    for (const assistant_id of ['theirs', id, 'nowhere', '', 'x'.repeat(5000), deleted]) {
      const { status, body } = await ask({ assistant_id });
      assert.deepEqual(
        [status, body],
        [400, { error: 'invalid_input', message: 'There is no assistant with that assistant_id.' }],
      );
    }
  });

  test('a template of the organisation answers in the place of the built-in one, for nobody else', async () => {
    const ours = await server().newKey(await server().newTenant());
    await call('POST', '/v1/brands', { brand_id: 'acme' }, ours);
    await ask({}, ours);
    assert.deepEqual(asked()?.template.id, 'documents');
    await call('POST', '/v1/templates', { template_id: 'documents', body: 'ours' }, ours);
    await ask({}, ours);
    assert.equal(asked()?.template.body, 'ours');
    await ask({});
    assert.equal(asked()?.template.version, builtinTemplate('documents', null)?.version);
    assert.notEqual(asked()?.template.body, 'ours');
  });

  test('variables are filled in with the organisation, the day and the brand', async () => {
    const tenantId = await server().newTenant();
    const ours = await server().newKey(tenantId);
    await call('POST', '/v1/brands', { brand_id: 'acme' }, ours);
    const body = '{{organisation}}|{{brand}}|{{project}}|{{today}}';
    await call('POST', '/v1/templates', { template_id: 'documents', body }, ours);
    await ask({}, ours);
    assert.match(
      String(asked()?.template.body),
      new RegExp(`^tenant ${tenantId}\\|acme\\|\\|\\d{4}-\\d\\d-\\d\\d$`),
    );
  });

  test('pages of both lists follow each other', async () => {
    const ours = await server().newKey(await server().newTenant());
    for (const assistant_id of ['b', 'a', 'c']) await call('POST', '/v1/assistants', { assistant_id }, ours);
    for (const [path, field, expected] of [
      ['/v1/assistants', 'assistant_id', ['a', 'b', 'c']],
      ['/v1/templates', 'template_id', ['documents', 'history', 'project', 'roadmap_requirements']],
    ] as const) {
      const names: unknown[] = [];
      let cursor = '';
      do {
        const { body } = await call(
          'GET',
          `${path}?limit=1${cursor && `&cursor=${cursor}`}`,
          undefined,
          ours,
        );
        names.push(...(body.items as Json[]).map((item) => item[field]));
        cursor = (body.next_cursor ?? '') as string;
      } while (cursor !== '');
      assert.deepEqual(names, expected);
      assert.equal((await call('GET', `${path}?cursor=!`, undefined, ours)).status, 400);
    }
  });
});
