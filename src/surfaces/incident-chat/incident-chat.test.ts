import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, prefixedId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

onEachServer('The incident chat', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId);
  });

  async function call(method: string, path: string, bearer = key) {
    const response = await fetch(server().url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}` },
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (text === '' ? {} : JSON.parse(text)) as Json,
    };
  }
  const ask = async (parameters: Record<string, string>, bearer = key) => {
    const answer = await call('POST', `/v1/ai/chat?${new URLSearchParams(parameters)}`, bearer);
    return { ...answer, sessionId: (answer.body.data as { id: Uuid } | undefined)?.id ?? '' };
  };
  const errorOf = ({ body }: { body: Json }) => (body.errors as Json[])[0] as Json;

  test('answers with the document of the contract', async () => {
    const { status, type, body } = await ask({ message: ' What broke? ' });
    assert.deepEqual([status, type], [200, 'application/vnd.api+json']);
    const { id, attributes } = body.data as { id: string; attributes: Json };
    assert.deepEqual(body.data, {
      id,
      type: 'ai_chat_responses',
      attributes: { session_id: id, reply: 'What broke?' },
    });
    assert.equal(attributes.status, undefined);
    const [first] = body.included as Json[];
    assert.deepEqual(
      [first?.type, first?.attributes],
      ['incidents', { title: 'Checkout was slow', external_id: 'INC-1' }],
    );
  });

  test('answers as a whole whatever is accepted: its stream has another address', async () => {
    const response = await fetch(`${server().url}/v1/ai/chat?message=hello`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, Accept: 'text/event-stream' },
    });
    assert.equal(response.headers.get('content-type'), 'application/vnd.api+json');
  });

  test('every wrong parameter is named, in one answer', async () => {
    const { status, body } = await ask({ session_id: 'x', alert_id: 'y' });
    assert.equal(status, 422);
    const named = (body.errors as { source: Json }[]).map(({ source }) => source.parameter);
    assert.deepEqual(named, ['message', 'session_id', 'alert_id']);
    const both = errorOf(await ask({ message: 'x', incident_id: newId(), alert_id: newId() }));
    assert.deepEqual(
      [both.source, both.detail],
      [{ parameter: 'alert_id' }, 'alert_id cannot stand beside incident_id.'],
    );
  });

  test('an unknown parameter is ignored, and 4,000 characters of any script fit into the query', async () => {
    assert.equal((await ask({ message: 'hello', tone: 'kind' })).status, 200);
    const message = '💥'.repeat(4000);
    const { status, body } = await ask({ message });
    assert.equal(status, 200);
    assert.equal((body.data as { attributes: Json }).attributes.reply, message);
  });

  test('a session is bound by the first message that names an incident, and to no other', async () => {
    const addIncident = async () => {
      const id = newId();
      const sql =
        'insert into incidents (tenant_id, id, external_id, title, content_hash) values ($1, $2, $3, $4, $5)';
      await server().parley.db.batch({ tenantId }, [
        { sql, params: [tenantId, id, id, 'Checkout was slow', Buffer.alloc(32)] },
      ]);
      return id;
    };
    const [incident_id, other] = [await addIncident(), await addIncident()];
    const { sessionId: session_id } = await ask({ message: 'one', incident_id });
    assert.equal((await ask({ message: 'two', session_id })).status, 200);
    assert.equal(server().answerer.asked.at(-1)?.incidentId, incident_id);
    assert.equal(
      (await ask({ message: 'three', session_id, incident_id: prefixedId('inc', incident_id) })).status,
      200,
    );
    const refused = await ask({ message: 'four', session_id, incident_id: other });
    assert.deepEqual([refused.status, errorOf(refused).source], [422, { parameter: 'incident_id' }]);
    const unknown = await ask({ message: 'x', incident_id: newId() });
    assert.deepEqual([unknown.status, errorOf(unknown).code], [404, 'incident_not_found']);
    const noAlert = await ask({ message: 'x', alert_id: newId() });
    assert.deepEqual([noAlert.status, errorOf(noAlert).code], [404, 'alert_not_found']);
  });

  test('a session that began here goes on in the memory chat, and the other way round', async () => {
    const { sessionId } = await ask({ message: 'here' });
    const response = await fetch(`${server().url}/v1/memory/chat`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: 'there', sessionId }),
    });
    assert.equal(((await response.json()) as Json).sessionId, prefixedId('sess', sessionId));
    assert.equal(
      (await ask({ message: 'here again', session_id: prefixedId('sess', sessionId) })).sessionId,
      sessionId,
    );
    const { body } = await call('GET', `/v1/ai/chat/sessions/${sessionId}/messages`);
    assert.equal((body.messages as Json[]).length, 6);
  });

  test('messages come oldest first, page by page', async () => {
    const { sessionId } = await ask({ message: 'one' });
    await ask({ message: 'two', session_id: sessionId });
    const read = (page: string) => call('GET', `/v1/ai/chat/sessions/${sessionId}/messages${page}`);
    const all = await read('');
    const messages = all.body.messages as Json[];
    assert.deepEqual(
      messages.map(({ role, content }) => `${role}: ${content}`),
      ['user: one', 'assistant: one', 'user: two', 'assistant: two'],
    );
    assert.deepEqual(Object.keys(messages[0] ?? {}), ['id', 'role', 'content', 'created_at']);
    assert.match(JSON.stringify(messages[1]?.sources), /"type":"incidents"/);
    const second = await read('?page[number]=2&page[size]=3');
    assert.deepEqual(
      (second.body.messages as Json[]).map(({ content }) => content),
      ['two'],
    );
    assert.deepEqual(second.body.meta, {
      current_page: 2,
      next_page: null,
      prev_page: 1,
      total_count: 4,
      total_pages: 2,
    });
    assert.deepEqual((await read('?page[number]=9')).body.messages, []);
    for (const page of ['?page[size]=101', '?page[size]=0', '?page[number]=0', '?page[number]=x'])
      assert.equal((await read(page)).status, 422, page);
  });

  test('lists the sessions that are about no incident, newest first, with a cursor', async () => {
    const own = await server().newKey(tenantId);
    for (const message of ['one', 'two', 'three']) await ask({ message }, own);
    const list = async (query: string) =>
      (await call('GET', `/v1/ai/chat/sessions${query}`, own)).body as { sessions: Json[]; meta: Json };
    const page = await list('?page[size]=2');
    assert.deepEqual(
      page.sessions.map(({ summary, message_count }) => [summary, message_count]),
      [
        ['three', 2],
        ['two', 2],
      ],
    );
    const rest = await list(`?page[size]=2&before=${page.meta.next_before}`);
    assert.deepEqual([rest.sessions.map(({ summary }) => summary), rest.meta.next_before], [['one'], null]);
    assert.equal((await list(`?before=${new Date().toISOString()}`)).sessions.length, 3);
    assert.equal((await list('?before=')).sessions.length, 3);
    assert.equal((await list('?before=2001-01-01T00:00:00Z')).sessions.length, 0);
    assert.equal((await call('GET', '/v1/ai/chat/sessions?before=nonsense', own)).status, 422);
  });

  test('a deleted session is gone for good, and only its owner can delete it', async () => {
    const { sessionId } = await ask({ message: 'one' });
    const path = `/v1/ai/chat/sessions/${sessionId}`;
    const foreign = await server().newKey(await server().newTenant());
    const colleague = await server().newKey(tenantId);
    const reader = await server().newKey(tenantId, { scopes: ['ai.chat:read'] });
    for (const bearer of [foreign, colleague]) assert.equal((await call('DELETE', path, bearer)).status, 404);
    assert.equal((await call('DELETE', path, reader)).status, 403);
    assert.deepEqual(await call('DELETE', path), { status: 204, type: null, body: {} });
    for (const gone of [await call('DELETE', path), await call('GET', `${path}/messages`)]) {
      assert.equal(gone.status, 404);
      assert.equal(errorOf(gone).code, 'session_not_found');
    }
    assert.equal((await ask({ message: 'and?', session_id: sessionId })).status, 404);
    const left = await server().parley.db.transaction({ tenantId }, (tx) =>
      tx.query('select from chat_messages where session_id = $1', [sessionId]),
    );
    assert.deepEqual(left, []);
  });

  test('history needs the scope to read, and nothing else', async () => {
    const { sessionId } = await ask({ message: 'one' });
    const writer = await server().newKey(tenantId, { scopes: ['ai.chat:write'] });
    for (const path of ['/v1/ai/chat/sessions', `/v1/ai/chat/sessions/${sessionId}/messages`])
      assert.equal((await call('GET', path, writer)).status, 403);
    const reader = await server().newKey(tenantId, { role: 'viewer', scopes: ['ai.chat:read'] });
    assert.equal((await call('GET', '/v1/ai/chat/sessions', reader)).status, 200);
  });
});
