import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { echoedPassage } from '../../../test/support/echo-answerer.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

function withoutId(ground: unknown): Json {
  const { brandId: _, ...rest } = ground as Json;
  return rest;
}

onEachServer('Brands and the document chat', (server) => {
  let tenantId: Uuid;
  let key: string;
  const brand = `acme-${newId()}`;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
    await call('POST', '/v1/brands', { brand_id: brand, scopes: ['runbooks', 'handbook'] });
  });

  async function call(method: string, path: string, body?: unknown, bearer = key) {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
  }
  const ask = (content: string, more: Json = {}) =>
    call('POST', '/v1/ai/chat', {
      brand_id: brand,
      user_id: 'ada',
      messages: [{ role: 'user', content }],
      ...more,
    });

  test('answers with every field of the contract', async () => {
    const { status, body } = await ask('see [1] and [1], not [2]');
    assert.equal(status, 200);
    const { id, content, score, documentId } = echoedPassage;
    assert.deepEqual(body, {
      content: 'see [1] and [1], not [2]',
      model: 'echo',
      usage: body.usage,
      rag_context: [{ id, content, score }],
      citations: [{ index: 1, content, document_id: documentId, score }],
      finish_reason: 'stop',
      template_id: 'documents',
      template_version: '1',
    });
    const usage = body.usage as Record<string, number>;
    assert.ok(Number(usage.prompt_tokens) > 5);
    assert.equal(usage.total_tokens, Number(usage.prompt_tokens) + Number(usage.completion_tokens));
  });

  test('a passage that the reply does not cite stands in the context and not among the citations', async () => {
    const { body } = await ask('nothing cited');
    assert.deepEqual([(body.rag_context as Json[]).length, body.citations], [1, []]);
    const refused = await ask('refuse this');
    assert.deepEqual([refused.body.rag_context, refused.body.citations], [[], []]);
  });

  test('what narrows the search reaches the answerer, with the defaults of the contract', async () => {
    await ask('plain');
    const ground = { kind: 'documents', brand, scopes: [] as string[], topK: 5, threshold: 0 };
    const asked = () => server().answerer.asked.at(-1);
    assert.deepEqual(withoutId(asked()?.ground), ground);
    await ask('narrow', {
      rag_scope: 'runbooks, handbook',
      top_k: 900,
      threshold: 0.5,
      temperature: 2,
      max_tokens: 7,
      model: 'gpt-4o',
    });
    assert.deepEqual(withoutId(asked()?.ground), {
      ...ground,
      scopes: ['runbooks', 'handbook'],
      topK: 50,
      threshold: 0.5,
    });
    assert.deepEqual(asked()?.generation, { model: 'gpt-4o', temperature: 2, maxTokens: 7 });
  });

  test('system messages become instructions, and the last question is the one that is asked', async () => {
    await ask('', {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'one' },
        { role: 'assistant', content: 'two' },
        { role: 'user', content: 'three' },
        { role: 'system', content: 'Be kind.' },
      ],
    });
    const asked = server().answerer.asked.at(-1);
    assert.equal(asked?.question, 'three');
    assert.deepEqual(asked?.instructions, ['Be brief.', 'Be kind.']);
    assert.deepEqual(asked?.history, [{ question: 'one', reply: 'two', state: undefined }]);
  });

  test('a model that is not configured is answered by the one that is, and said so', async () => {
    assert.equal((await ask('hello', { model: 'claude-sonnet-4-6' })).body.model, 'echo');
  });

  test("an unknown brand, another tenant's brand and an unknown collection are bad requests that name the field", async () => {
    const foreign = await server().newKey(await server().newTenant());
    const theirs = `their-${newId()}`;
    await call('POST', '/v1/brands', { brand_id: theirs }, foreign);
    for (const more of [{ brand_id: 'nobody' }, { brand_id: theirs }]) {
      const { status, body } = await ask('hello', more);
      assert.deepEqual(
        [status, body],
        [400, { error: 'invalid_input', message: 'There is no brand with that brand_id.' }],
      );
    }
    const { body } = await ask('hello', { rag_scope: 'runbooks,elsewhere' });
    assert.match(String(body.message), /no collection "elsewhere"/);
    const { body: assistant } = await ask('hello', { assistant_id: 'x' });
    assert.match(String(assistant.message), /assistant_id/);
  });

  test('a brand is made, read, listed, given a collection and deleted', async () => {
    const brand_id = `brand-${newId()}`;
    const made = await call('POST', '/v1/brands', { brand_id, name: 'A brand' });
    assert.equal(made.status, 201);
    const { id, created_at } = made.body;
    assert.deepEqual(made.body, { id, brand_id, name: 'A brand', scopes: [], created_at });
    const grown = await call('POST', `/v1/brands/${brand_id}/scopes`, { name: 'runbooks' });
    assert.deepEqual(grown.body, { ...made.body, scopes: ['runbooks'] });
    assert.deepEqual((await call('GET', `/v1/brands/${id}`)).body, grown.body);
    const { items } = (await call('GET', '/v1/brands')).body as { items: Json[] };
    assert.ok(items.some((item) => item.id === id));
    assert.equal((await call('POST', '/v1/brands', { brand_id })).status, 409);
    assert.equal((await call('DELETE', `/v1/brands/${brand_id}`)).status, 204);
    assert.equal((await call('GET', `/v1/brands/${brand_id}`)).status, 400);
  });
});

onEachServer(
  'A server that refuses models which it does not have',
  (server) => {
    test('says so, and answers under the name of the one that it has', async () => {
      const key = await server().newKey(await server().newTenant());
      const call = async (path: string, body: Json) => {
        const response = await fetch(server().url + path, {
          method: 'POST',
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
        return { status: response.status, body: (await response.json()) as Json };
      };
      await call('/v1/brands', { brand_id: 'acme' });
      const ask = (model: string) =>
        call('/v1/ai/chat', {
          brand_id: 'acme',
          user_id: 'ada',
          messages: [{ role: 'user', content: 'x' }],
          model,
        });
      assert.equal((await ask('echo')).status, 200);
      const refused = await ask('gpt-4o');
      assert.deepEqual(refused, {
        status: 400,
        body: { error: 'invalid_input', message: 'This server has no model of that name.' },
      });
    });
  },
  { PARLEY_UNKNOWN_MODEL: 'refuse' },
);
