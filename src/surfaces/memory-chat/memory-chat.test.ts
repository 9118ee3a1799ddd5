import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { echoedSource } from '../../../test/support/echo-answerer.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, parseId, prefixedId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

onEachServer('POST /v1/memory/chat', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId, { role: 'member' });
  });

  /** `body` as JSON unless it is a text already. */
  async function post(body: unknown, headers: Record<string, string> = {}, path = '/v1/memory/chat') {
    const response = await fetch(server().url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  }
  async function get(query: string, bearer = key) {
    const response = await fetch(`${server().url}/v1/memory/chat/history${query}`, {
      headers: { Authorization: `Bearer ${bearer}` },
    });
    return { status: response.status, body: (await response.json()) as Json };
  }

  test('answers with exactly the fields of the contract', async () => {
    const { status, headers, body } = await post({ message: 'What broke?' });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    assert.deepEqual(Object.keys(body), ['sessionId', 'messageId', 'reply', 'sources', 'timestamp']);
    assert.match(String(body.sessionId), /^sess_[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.match(String(body.messageId), /^msg_[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.equal(body.reply, 'What broke?');
    assert.deepEqual(body.sources, [
      { type: 'incident', id: prefixedId('inc', echoedSource.id), title: 'Checkout was slow' },
    ]);
    assert.equal(new Date(String(body.timestamp)).toISOString(), body.timestamp);
  });

  test('a session goes on under its prefixed id, its UUID in any letter case, and beside unknown fields', async () => {
    const { body } = await post({ message: 'one', sessionId: null, incidentId: null });
    const uuid = parseId('sess', String(body.sessionId)) ?? '';
    for (const sessionId of [
      body.sessionId,
      uuid,
      uuid.toUpperCase(),
      String(body.sessionId).toLowerCase().replace('SESS', 'sess'),
    ])
      assert.equal((await post({ message: 'more', sessionId, later: true })).body.sessionId, body.sessionId);
    assert.equal(((await get(`?sessionId=${uuid}`)).body.messages as Json[]).length, 10);
  });

  test('a bad body is a validation_error that says what is wrong', async () => {
    const bodies: readonly (readonly [unknown, RegExp])[] = [
      ['', /not valid JSON/],
      ['{"message": ', /not valid JSON/],
      ['[]', /must be a JSON object/],
      ['null', /must be a JSON object/],
      ['"message"', /must be a JSON object/],
      [{}, /message is missing/],
      [{ message: 7 }, /message must be a string/],
      [{ message: '' }, /message must not be empty/],
      [{ message: ' \n ' }, /message must not be empty/],
      [{ message: 'x'.repeat(4001) }, /at most 4000 characters/],
      [{ message: 'x', sessionId: 'sess_1' }, /sessionId must be a UUID or sess_/],
      [{ message: 'x', sessionId: 7 }, /sessionId must be a string/],
      [{ message: 'x', sessionId: prefixedId('msg', newId()) }, /sessionId must be/],
      [{ message: 'x', incidentId: "' or true --" }, /incidentId must be/],
    ];
    for (const [body, complaint] of bodies) {
      const answer = await post(body);
      assert.deepEqual(
        [answer.status, answer.body.error],
        [400, 'validation_error'],
        JSON.stringify(body).slice(0, 60),
      );
      assert.match(String(answer.body.message), complaint);
      assert.deepEqual(Object.keys(answer.body), ['error', 'message']);
    }
  });

  test('a body of another type or encoding is a validation_error', async () => {
    for (const headers of [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { 'Content-Encoding': 'gzip' },
    ]) {
      const { status, body } = await post({ message: 'x' }, headers);
      assert.deepEqual([status, body.error], [400, 'validation_error'], JSON.stringify(headers));
    }
    assert.equal(
      (await post({ message: 'x' }, { 'Content-Type': 'Application/JSON; charset=utf-8' })).status,
      200,
    );
  });

  test('4,000 characters of any script pass, and come back as they were', async () => {
    const message = 'ж漢💥"'.repeat(1000);
    const { status, body } = await post({ message });
    assert.equal(status, 200);
    assert.equal(body.reply, message);
  });

  test("what is not there, and what is another tenant's, are unknown alike", async () => {
    const foreignKey = await server().newKey(await server().newTenant());
    const { body } = await post({ message: 'mine' });
    for (const [sessionId, bearer] of [
      [body.sessionId, foreignKey],
      [prefixedId('sess', newId()), key],
    ] as const) {
      const expected = { error: 'session_not_found', message: 'There is no session with that id.' };
      const answer = await post({ message: 'x', sessionId }, { Authorization: `Bearer ${bearer}` });
      assert.deepEqual([answer.status, answer.body], [404, expected]);
      assert.deepEqual(await get(`?sessionId=${sessionId}`, bearer), { status: 404, body: expected });
    }
    const unknown = await post({ message: 'x', incidentId: prefixedId('inc', newId()) });
    assert.deepEqual([unknown.status, unknown.body.error], [404, 'incident_not_found']);
    assert.deepEqual((await get('', foreignKey)).body, { items: [], nextCursor: null });
  });

  test('no credential is a 401, a viewer and a missing scope a 403, before the body is looked at', async () => {
    for (const Authorization of ['', 'Bearer x', 'Bearer prl_x', 'Basic eDp4']) {
      const { status, headers, body } = await post('no JSON', { Authorization });
      assert.deepEqual(
        [status, body.error, headers.get('www-authenticate')],
        [401, 'unauthorized', 'Bearer'],
      );
    }
    const viewer = await server().newKey(tenantId, { role: 'viewer' });
    const reader = await server().newKey(tenantId, { scopes: ['ai.chat:read'] });
    const writer = await server().newKey(tenantId, { scopes: ['ai.chat:write'] });
    for (const refused of [viewer, reader]) {
      const { status, body } = await post('no JSON', { Authorization: `Bearer ${refused}` });
      assert.deepEqual([status, body.error], [403, 'forbidden']);
    }
    for (const refused of [viewer, writer]) assert.equal((await get('', refused)).status, 403);
    assert.equal((await get('', reader)).status, 200);
    assert.equal((await post({ message: 'x' }, { Authorization: `Bearer ${writer}` })).status, 200);
  });

  test('another method is a 405 with what is allowed, another path a 404, in the same form', async () => {
    for (const [path, method, allowed] of [
      ['/v1/memory/chat', 'GET', 'POST'],
      ['/v1/memory/chat/history', 'DELETE', 'GET, HEAD'],
    ] as const) {
      const response = await fetch(server().url + path, { method });
      assert.deepEqual([response.status, response.headers.get('allow')], [405, allowed]);
      assert.equal(((await response.json()) as Json).error, 'method_not_allowed');
    }
    const response = await post({ message: 'x' }, {}, '/v1/memory/nothing');
    assert.deepEqual([response.status, response.body.error], [404, 'not_found']);
  });

  test('an answerer that breaks is an internal_error that names the request and nothing else', async () => {
    const { status, headers, body } = await post({ message: 'fail now' }, { 'X-Request-Id': 'request-42' });
    assert.equal(status, 500);
    assert.equal(headers.get('x-request-id'), 'request-42');
    assert.deepEqual(body, {
      error: 'internal_error',
      message: 'Something went wrong on our side; the log has it under request-42.',
    });
  });

  test('a body beyond the limit is refused, whether its length is declared or not', async () => {
    const declared = await post({ message: 'x', padding: 'y'.repeat(1024 * 1024) });
    assert.deepEqual([declared.status, declared.body.error], [413, 'payload_too_large']);
    const stream = new ReadableStream({
      start(controller) {
        for (let index = 0; index < 20; index++)
          controller.enqueue(new TextEncoder().encode('y'.repeat(64 * 1024)));
        controller.close();
      },
    });
    const response = await fetch(`${server().url}/v1/memory/chat`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    assert.equal(response.status, 413);
  });

  test('the history lists sessions page by page, and one session whole', async () => {
    const own = await server().newKey(tenantId);
    const ask = (message: string, sessionId?: unknown) =>
      post({ message, sessionId }, { Authorization: `Bearer ${own}` });
    const first = await ask('the first question');
    await ask('the second question');
    await ask('a third');
    await ask('and?', first.body.sessionId);
    const page = (await get('?limit=2', own)).body;
    const items = page.items as Json[];
    assert.deepEqual(
      items.map(({ summary, messageCount }) => [summary, messageCount]),
      [
        ['the first question', 4],
        ['a third', 2],
      ],
    );
    assert.deepEqual(Object.keys(items[0] ?? {}), ['sessionId', 'summary', 'messageCount', 'lastMessageAt']);
    const rest = (await get(`?limit=2&cursor=${page.nextCursor}`, own)).body;
    assert.deepEqual(
      [(rest.items as Json[]).map(({ summary }) => summary), rest.nextCursor],
      [['the second question'], null],
    );
    const session = (await get(`?sessionId=${first.body.sessionId}`, own)).body;
    const messages = session.messages as Json[];
    assert.equal(session.sessionId, first.body.sessionId);
    assert.deepEqual(
      messages.map(({ role, content }) => [role, content]),
      [
        ['user', 'the first question'],
        ['assistant', 'the first question'],
        ['user', 'and?'],
        ['assistant', 'and?'],
      ],
    );
    assert.equal(messages[1]?.messageId, first.body.messageId);
    assert.deepEqual(Object.keys(messages[0] ?? {}), ['messageId', 'role', 'content', 'timestamp']);
  });

  test('a bad history query is a validation_error', async () => {
    for (const query of [
      '?limit=0',
      '?limit=101',
      '?limit=-1',
      '?limit=1.5',
      '?limit=',
      '?limit=ten',
      '?cursor=',
      '?cursor=nonsense',
      '?sessionId=',
      '?sessionId=sess_x',
    ]) {
      const { status, body } = await get(query);
      assert.deepEqual([status, body.error], [400, 'validation_error'], query);
    }
  });
});

onEachServer(
  'A monthly quota',
  (server) => {
    test('twenty parallel messages under a quota of seven: seven are answered, the rest told when to come back', async () => {
      const key = await server().newKey(await server().newTenant());
      const ask = () =>
        fetch(`${server().url}/v1/memory/chat`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body: '{"message": "one more"}',
        });
      const answers = await Promise.all(Array.from({ length: 20 }, ask));
      assert.equal(answers.filter(({ status }) => status === 200).length, 7);
      const refused = answers.filter(({ status }) => status === 429);
      assert.equal(refused.length, 13);
      for (const answer of refused) {
        assert.equal(((await answer.json()) as Json).error, 'quota_exceeded');
        assert.ok(Number(answer.headers.get('retry-after')) >= 1);
      }
    });
  },
  { PARLEY_CHAT_QUOTA: '7' },
);
