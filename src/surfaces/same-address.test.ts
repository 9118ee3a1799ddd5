import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { callerOf } from '../../test/support/new-caller.ts';
import { onEachServer } from '../../test/support/running-parley.ts';
import { newId } from '../core/ids.ts';
import { createBrand } from '../knowledge/create-brand.ts';

type Json = Record<string, unknown>;

onEachServer('POST /v1/ai/chat, which two dialects share', (server) => {
  let key: string;
  const brand = `brand-${newId()}`;
  before(async () => {
    const tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
    await createBrand(server().parley.db, callerOf(tenantId), { key: brand });
  });

  const asked = () =>
    JSON.stringify({ brand_id: brand, user_id: 'ada', messages: [{ role: 'user', content: 'by body' }] });
  async function post(
    query: string,
    body?: NonNullable<RequestInit['body']>,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${server().url}/v1/ai/chat${query}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    const answer = (await response.json()) as Json;
    const type = response.headers.get('content-type') ?? '';
    const dialect = type.startsWith('application/vnd.api+json') ? 'incident' : 'rag';
    return { status: response.status, dialect, body: answer };
  }
  const inChunks = (text: string) =>
    new ReadableStream({
      start(controller) {
        if (text !== '') controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
  const JSON_TYPE = { 'Content-Type': 'application/json' };

  test('without a body it is the incident chat', async () => {
    const { status, dialect, body } = await post('?message=by%20query');
    assert.deepEqual([status, dialect], [200, 'incident']);
    assert.equal((body.data as { attributes: Json }).attributes.reply, 'by query');
  });

  test('a JSON body makes it the document chat, also beside a message in the query', async () => {
    for (const query of ['', '?message=by%20query']) {
      const { status, dialect, body } = await post(query, asked(), JSON_TYPE);
      assert.deepEqual([status, dialect, body.content], [200, 'rag', 'by body']);
    }
  });

  test('parameters and letter case of the content type change nothing', async () => {
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/json;charset="UTF-8"',
    ])
      assert.equal((await post('', asked(), { 'Content-Type': type })).body.content, 'by body', type);
    const latin = await post('', asked(), { 'Content-Type': 'application/json; charset=latin1' });
    assert.deepEqual(
      [latin.status, latin.dialect, latin.body.message],
      [400, 'rag', 'Send the body in UTF-8.'],
    );
  });

  test('an empty JSON body counts as none, whether its length is told or not', async () => {
    for (const body of ['', inChunks('')]) {
      const { status, dialect } = await post('?message=hello', body, JSON_TYPE);
      assert.deepEqual([status, dialect], [200, 'incident']);
    }
    assert.equal((await post('', '', JSON_TYPE)).status, 422);
  });

  test('a body in chunks is seen', async () => {
    const { status, dialect } = await post('', inChunks(asked()), JSON_TYPE);
    assert.deepEqual([status, dialect], [200, 'rag']);
  });

  test('a body of another type is not looked at: the query is asked', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json']) {
      const { status, dialect } = await post('?message=hello', asked(), { 'Content-Type': type });
      assert.deepEqual([status, dialect], [200, 'incident'], type);
    }
    assert.equal((await post('', asked(), { 'Content-Type': 'text/plain' })).status, 422);
  });

  test('a compressed body is refused in words, by the dialect that it chose', async () => {
    const { status, dialect, body } = await post('', new Uint8Array(gzipSync(asked())), {
      ...JSON_TYPE,
      'Content-Encoding': 'gzip',
    });
    assert.deepEqual(
      [status, dialect, body.message],
      [400, 'rag', 'Send the body without Content-Encoding.'],
    );
  });

  test('white space, half a document and what is no object are bad bodies, not absent ones', async () => {
    for (const body of [' ', '{"messages"', '[]', 'null', '\u0000', asked().slice(0, -1)]) {
      const answer = await post('?message=hello', body, JSON_TYPE);
      assert.deepEqual(
        [answer.status, answer.dialect, answer.body.error],
        [400, 'rag', 'invalid_input'],
        body,
      );
    }
  });

  test('an error before the request is read is written by the same dialect', async () => {
    const refused = { Authorization: 'Bearer prl_nobody' };
    assert.equal((await post('?message=x', undefined, refused)).dialect, 'incident');
    assert.equal((await post('', asked(), { ...JSON_TYPE, ...refused })).dialect, 'rag');
  });

  test('more than one megabyte is too much, and said by the document chat', async () => {
    const large = JSON.stringify({ messages: [{ role: 'user', content: 'y'.repeat(1024 * 1024) }] });
    for (const body of [large, inChunks(large)]) {
      const { status, dialect, body: answer } = await post('', body, JSON_TYPE);
      assert.deepEqual([status, dialect, answer.error], [413, 'rag', 'payload_too_large']);
    }
  });
});
