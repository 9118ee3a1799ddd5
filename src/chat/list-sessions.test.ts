import assert from 'node:assert/strict';
import { test } from 'node:test';
import { echoAnswerer } from '../../test/support/echo-answerer.ts';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { turnParts } from '../../test/support/turn-parts.ts';
import { ParleyError } from '../core/errors.ts';
import type { Uuid } from '../core/ids.ts';
import { collectReply } from './collect-reply.ts';
import { listSessions } from './list-sessions.ts';
import { runTurn } from './turn.ts';

onEachEngine('The list of sessions', (store) => {
  async function begin() {
    const context = await newCaller(store());
    const parts = turnParts(store(), echoAnswerer(), null);
    const ask = (message: string, sessionId?: Uuid) =>
      collectReply(
        runTurn(parts, context, {
          dialect: 'memory',
          ground: { kind: 'history' },
          message,
          maxMessageCharacters: 4000,
          now: new Date(),
          ...(sessionId ? { sessionId } : {}),
        }),
      );
    return { context, ask };
  }

  test('the latest conversation stands first, named by its first question', async () => {
    const { context, ask } = await begin();
    const first = await ask('  Which incidents\nhit checkout?  ');
    await ask('second');
    await ask('again', first.sessionId);
    const { items, nextCursor } = await listSessions(store(), context, { limit: 20 });
    assert.deepEqual(
      items.map(({ summary, messageCount }) => [summary, messageCount]),
      [
        ['Which incidents hit checkout?', 4],
        ['second', 2],
      ],
    );
    assert.equal(nextCursor, null);
  });

  test('pages show every session once, although sessions begin and go on between them', async () => {
    const { context, ask } = await begin();
    const sessions: Uuid[] = [];
    for (let index = 0; index < 11; index++) sessions.push((await ask(`question ${index}`)).sessionId);
    const seen: Uuid[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSessions(store(), context, { limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ sessionId }) => sessionId));
      cursor = page.nextCursor ?? undefined;
      // One that was shown, one that was not, and a new one.
      await Promise.all([
        ask('more', seen.at(-1)),
        ask('more', sessions[0]),
        ask('more', sessions[4]),
        ask('new'),
      ]);
    } while (cursor !== undefined);
    assert.deepEqual(seen, sessions.toReversed());
  });

  test('a cursor that this server never gave out is refused', async () => {
    const { context } = await begin();
    const made = Buffer.from('999999999999999.1.00000000-0000-7000-8000-000000000000').toString('base64url');
    for (const cursor of ['', 'x', '💥', made, Buffer.from("1.1.' or true --").toString('base64url')]) {
      await assert.rejects(listSessions(store(), context, { limit: 3, cursor }), (error) => {
        assert.ok(error instanceof ParleyError);
        return error.code === 'invalid_input' && error.details.subject === 'cursor';
      });
    }
  });
});
