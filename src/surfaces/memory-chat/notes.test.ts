import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { onEachServer } from '../../../test/support/running-parley.ts';
import { newId, parseId, prefixedId, type Uuid } from '../../core/ids.ts';

type Json = Record<string, unknown>;

onEachServer('/v1/knowledge/notes', (server) => {
  let tenantId: Uuid;
  let key: string;
  before(async () => {
    tenantId = await server().newTenant();
    key = await server().newKey(tenantId, { role: 'member', name: 'ada' });
  });

  async function send(
    method: string,
    path = '',
    body?: unknown,
    bearer = key,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${server().url}/v1/knowledge/notes${path}`, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Json,
    };
  }
  const add = (text: string, bearer = key) => send('POST', '', { text }, bearer);
  const textsOf = ({ body }: { body: Json }) => (body.notes as Json[]).map(({ text }) => text);

  test('adds, lists, finds by words and deletes', async () => {
    const made = await add(' Checkout runs on\n ECS. ');
    assert.equal(made.status, 201);
    assert.deepEqual(Object.keys(made.body), ['noteId', 'text', 'author', 'createdAt']);
    assert.match(String(made.body.noteId), /^nte_[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.deepEqual([made.body.text, made.body.author], ['Checkout runs on ECS.', 'ada']);
    await add('Cart runs on EKS.');
    assert.deepEqual(textsOf(await send('GET')), ['Cart runs on EKS.', 'Checkout runs on ECS.']);
    assert.deepEqual(textsOf(await send('GET', '?q=running%20checkout')), ['Checkout runs on ECS.']);
    assert.deepEqual(textsOf(await send('GET', '?q=checkout%20kafka')), []);
    assert.equal((await send('DELETE', `/${made.body.noteId}`)).status, 204);
    const again = await send('DELETE', `/${parseId('nte', String(made.body.noteId))}`);
    assert.deepEqual([again.status, again.body.error], [404, 'note_not_found']);
    assert.deepEqual(textsOf(await send('GET')), ['Cart runs on EKS.']);
  });

  test('a text that is known is a conflict that says since when', async () => {
    await add('Search is written in Rust');
    const { status, body } = await add('search is written in  RUST.');
    assert.deepEqual([status, body.error], [409, 'conflict']);
    assert.match(String(body.message), /^This is already known since \d{4}-\d\d-\d\d\.$/);
  });

  test('a bad note is a validation_error that says what is wrong', async () => {
    for (const [body, complaint] of [
      [{}, /text is missing/],
      [{ text: 7 }, /text must be a string/],
      [{ text: ' \n' }, /text must have 1 to 2000/],
      [{ text: 'x'.repeat(2001) }, /text must have 1 to 2000/],
      [{ text: 'the root password is swordfish7' }, /Secrets are not kept/],
    ] as const) {
      const answer = await send('POST', '', body);
      assert.deepEqual(
        [answer.status, answer.body.error],
        [400, 'validation_error'],
        JSON.stringify(body).slice(0, 40),
      );
      assert.match(String(answer.body.message), complaint);
    }
    for (const query of ['?limit=0', '?limit=101', '?cursor=nonsense', '?q=', `?q=${'x'.repeat(501)}`])
      assert.equal((await send('GET', query)).status, 400, query);
    assert.equal((await send('DELETE', '/nte_1')).status, 400);
  });

  test('pages do not move while notes come and go', async () => {
    const own = await server().newKey(await server().newTenant());
    for (const name of ['a', 'b', 'c', 'd', 'e']) await add(`${name}-service uses Redis`, own);
    const first = await send('GET', '?limit=2', undefined, own);
    assert.deepEqual(textsOf(first), ['e-service uses Redis', 'd-service uses Redis']);
    await add('f-service uses Redis', own);
    await send('DELETE', `/${(first.body.notes as Json[])[1]?.noteId}`, undefined, own);
    const second = await send('GET', `?limit=2&cursor=${first.body.nextCursor}`, undefined, own);
    assert.deepEqual(textsOf(second), ['c-service uses Redis', 'b-service uses Redis']);
    const third = await send('GET', `?limit=2&cursor=${second.body.nextCursor}`, undefined, own);
    assert.deepEqual([textsOf(third), third.body.nextCursor], [['a-service uses Redis'], null]);
  });

  test('a repeated request with its Idempotency-Key adds one note and gets one answer', async () => {
    const headers = { 'Idempotency-Key': newId() };
    const text = 'Mails are sent through SendGrid';
    const first = await send('POST', '', { text }, key, headers);
    const second = await send('POST', '', { text }, key, headers);
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.deepEqual(second.body, first.body);
    assert.equal(second.headers.get('idempotent-replayed'), 'true');
  });

  test('a viewer, a narrow scope, another member and another organisation are kept out', async () => {
    const { body } = await add('Billing belongs to the finance team');
    const viewer = await server().newKey(tenantId, { role: 'viewer' });
    const reader = await server().newKey(tenantId, { role: 'member', scopes: ['ai.chat:read'] });
    const other = await server().newKey(tenantId, { role: 'member' });
    const foreign = await server().newKey(await server().newTenant());
    for (const [answer, status] of [
      [await send('GET', '', undefined, viewer), 403],
      [await add('x uses y', viewer), 403],
      [await send('GET', '', undefined, reader), 200],
      [await add('x uses y', reader), 403],
      [await send('DELETE', `/${body.noteId}`, undefined, reader), 403],
      [await send('DELETE', `/${body.noteId}`, undefined, other), 403],
      [await send('DELETE', `/${body.noteId}`, undefined, foreign), 404],
      [await send('DELETE', `/${prefixedId('nte', newId())}`), 404],
      [await send('GET', '', undefined, 'prl_x'), 401],
    ] as const)
      assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.deepEqual(textsOf(await send('GET', '', undefined, foreign)), []);
    const admin = await server().newKey(tenantId, { role: 'admin' });
    assert.equal((await send('DELETE', `/${body.noteId}`, undefined, admin)).status, 204);
  });
});
