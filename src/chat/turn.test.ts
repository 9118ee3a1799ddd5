import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { type EchoAnswerer, echoAnswerer, echoedSource } from '../../test/support/echo-answerer.ts';
import { callerOf } from '../../test/support/new-caller.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { turnParts } from '../../test/support/turn-parts.ts';
import type { Context } from '../core/context.ts';
import type { TurnRequest } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import { collectReply } from './collect-reply.ts';
import { listSessions } from './list-sessions.ts';
import { readSession } from './read-session.ts';
import { runTurn, type TurnParts } from './turn.ts';

const hasCode = (code: string, subject?: string) => (error: unknown) =>
  error instanceof ParleyError &&
  error.code === code &&
  (subject === undefined || error.details.subject === subject);

onEachEngine('A chat turn', (store) => {
  let answerer: EchoAnswerer;
  let parts: TurnParts;
  let ada: Context;
  let bob: Context;

  const caller = (tenantId: Uuid, actor: string) => callerOf(tenantId, { actor });
  const asking = (message: string): TurnRequest => ({
    dialect: 'memory',
    ground: { kind: 'history' },
    message,
    maxMessageCharacters: 4000,
    now: new Date(),
  });
  const ask = (context: Context, message: string, more: Partial<TurnRequest> = {}) =>
    collectReply(runTurn(parts, context, { ...asking(message), ...more }));
  const used = async (tenantId: Uuid) => {
    const sql = 'select coalesce(sum(used), 0)::int as used from chat_quota';
    return (await store().transaction({ tenantId }, (tx) => tx.query<{ used: number }>(sql)))[0]?.used;
  };
  const addIncident = async (tenantId: Uuid) => {
    const id = newId();
    const sql =
      'insert into incidents (tenant_id, id, external_id, title, content_hash) values ($1, $2, $3, $4, $5)';
    await store().batch({ tenantId }, [
      { sql, params: [tenantId, id, id, 'Checkout was slow', Buffer.alloc(32)] },
    ]);
    return id;
  };

  before(async () => {
    ada = caller(await newTenant(store()), 'jwt:ada');
    bob = caller(await newTenant(store()), 'jwt:ada');
  });
  beforeEach(() => {
    answerer = echoAnswerer();
    parts = turnParts(store(), answerer, 1000);
  });

  test('question and reply are both in the history, each under its own id', async () => {
    const reply = await ask(ada, '  What broke?  ');
    assert.deepEqual([reply.reply, reply.sources, reply.answerer], ['What broke?', [echoedSource], 'echo']);
    const messages = await readSession(store(), ada, reply.sessionId);
    assert.deepEqual(
      messages.map(({ role, content }) => [role, content]),
      [
        ['user', 'What broke?'],
        ['assistant', 'What broke?'],
      ],
    );
    assert.equal(messages[1]?.messageId, reply.messageId);
    assert.notEqual(messages[0]?.messageId, reply.messageId);
    assert.deepEqual(messages[1]?.at, reply.at);
  });

  test('a session hands the answerer its last turns, oldest first, with their state', async () => {
    const { sessionId } = await ask(ada, 'one');
    for (const message of ['two', 'three', 'four', 'five']) await ask(ada, message, { sessionId });
    assert.deepEqual(answerer.asked.at(-1)?.history, [
      { question: 'two', reply: 'two', state: { asked: 'two' } },
      { question: 'three', reply: 'three', state: { asked: 'three' } },
      { question: 'four', reply: 'four', state: { asked: 'four' } },
    ]);
  });

  test('turns that run in one session at the same time keep each question with its reply', async () => {
    const { sessionId } = await ask(ada, 'first');
    await Promise.all(Array.from({ length: 12 }, (_, index) => ask(ada, `question ${index}`, { sessionId })));
    const messages = await readSession(store(), ada, sessionId);
    assert.equal(messages.length, 26);
    for (let index = 0; index < messages.length; index += 2) {
      assert.deepEqual([messages[index]?.role, messages[index + 1]?.role], ['user', 'assistant']);
      assert.equal(messages[index]?.content, messages[index + 1]?.content);
    }
    const { items } = await listSessions(store(), ada, { limit: 100 });
    assert.equal(items.find((item) => item.sessionId === sessionId)?.messageCount, 26);
  });

  test('a session of another tenant, or of another caller, is as unknown as one that never was', async () => {
    const { sessionId } = await ask(ada, 'mine');
    const grace = caller(ada.tenantId, 'jwt:grace');
    for (const [context, id] of [
      [bob, sessionId],
      [grace, sessionId],
      [ada, newId()],
    ] as const) {
      await assert.rejects(ask(context, 'yours?', { sessionId: id }), hasCode('not_found', 'session'));
      await assert.rejects(readSession(store(), context, id), hasCode('not_found', 'session'));
    }
    assert.deepEqual((await listSessions(store(), bob, { limit: 20 })).items, []);
    assert.equal((await readSession(store(), ada, sessionId)).length, 2);
  });

  test('an incident of another tenant is as unknown as one that never was', async () => {
    const incidentId = await addIncident(bob.tenantId);
    await assert.rejects(ask(ada, 'what now?', { incidentId }), hasCode('not_found', 'incident'));
    await assert.rejects(ask(ada, 'what now?', { incidentId: newId() }), hasCode('not_found', 'incident'));
  });

  test('a session bound to an incident stays bound to it', async () => {
    const [incidentId, other] = [await addIncident(ada.tenantId), await addIncident(ada.tenantId)];
    const { sessionId } = await ask(ada, 'unbound');
    await ask(ada, 'bound', { sessionId, incidentId });
    await ask(ada, 'still bound', { sessionId });
    assert.equal(answerer.asked.at(-1)?.incidentId, incidentId);
    await assert.rejects(
      ask(ada, 'another', { sessionId, incidentId: other }),
      hasCode('invalid_input', 'incidentId'),
    );
  });

  test('a message is 1 to 4,000 characters, whatever they are', async () => {
    for (const message of ['', '   \n', '\u0000\u0007', 'x'.repeat(4001)])
      await assert.rejects(ask(ada, message), hasCode('invalid_input', 'message'), message.slice(0, 5));
    const odd = `${'💥'.repeat(3990)} \ud800 \u0000 '"\\`;
    const { sessionId } = await ask(ada, odd);
    const [question] = await readSession(store(), ada, sessionId);
    assert.equal(question?.content, `${'💥'.repeat(3990)} \ufffd   '"\\`);
  });

  test('an answered message counts once; one that fails, or asks for what is not there, not at all', async () => {
    const context = caller(await newTenant(store()), 'jwt:ada');
    await ask(context, 'answered');
    await ask(context, 'refuse this');
    await assert.rejects(ask(context, 'fail at once'), /the answerer broke/);
    await assert.rejects(ask(context, 'no session', { sessionId: newId() }));
    await assert.rejects(ask(context, ''));
    assert.equal(await used(context.tenantId), 2);
    assert.equal((await listSessions(store(), context, { limit: 20 })).items.length, 2);
  });

  test('an exhausted quota refuses before the answerer is asked', async () => {
    const context = caller(await newTenant(store()), 'jwt:ada');
    parts = turnParts(store(), answerer, 1);
    await ask(context, 'the only one');
    await assert.rejects(ask(context, 'one too many'), hasCode('quota_exceeded'));
    assert.equal(answerer.asked.length, 1);
  });

  test('a caller who leaves interrupts the turn: what was said is kept and counted', async () => {
    const context = caller(await newTenant(store()), 'jwt:ada');
    const leaving = new AbortController();
    const turn = runTurn(parts, context, { ...asking('wait for me'), signal: leaving.signal });
    let sessionId = '';
    for await (const event of turn) {
      if (event.type === 'session') sessionId = event.sessionId;
      if (event.type === 'text') leaving.abort();
    }
    const messages = await readSession(store(), context, sessionId);
    assert.equal(messages[1]?.content, 'wait');
    const sql = "select interrupted from chat_messages where role = 'assistant'";
    assert.deepEqual(await store().transaction({ tenantId: context.tenantId }, (tx) => tx.query(sql)), [
      { interrupted: true },
    ]);
    assert.equal(await used(context.tenantId), 1);
  });

  test('a reader who stops before anything was said is charged nothing', async () => {
    const context = caller(await newTenant(store()), 'jwt:ada');
    for await (const _ of runTurn(parts, context, asking('hello'))) break;
    assert.equal(await used(context.tenantId), 0);
    assert.deepEqual((await listSessions(store(), context, { limit: 20 })).items, []);
  });
});
