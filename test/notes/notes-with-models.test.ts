import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saying } from '../support/model-stand-in/scripts/saying.ts';
import { type ModelledParley, onEachModelled } from '../support/modelled-parley.ts';

interface Reply {
  readonly reply: string;
  readonly sessionId: string;
  readonly sources: readonly { readonly type: string; readonly title: string }[];
}

const FACT = 'checkout runs on ECS with PgBouncer in front of Postgres';

async function ask(
  { url }: ModelledParley,
  key: string,
  message: string,
  sessionId?: string,
): Promise<Reply> {
  const response = await fetch(`${url}/v1/memory/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message, sessionId }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as Reply;
}

onEachModelled('Notes where a language model answers', { PARLEY_MODEL: 'openai/first' }, (server) => {
  test('offer, yes, list and forget need no model, and are answered while none can be reached', async () => {
    const { key } = await server().newOrganisation();
    const asked = server().first.requests.length;
    const offered = await ask(server(), key, FACT);
    assert.match(offered.reply, /^Shall I remember/);
    assert.match((await ask(server(), key, 'yes', offered.sessionId)).reply, /^Remembered/);
    assert.match((await ask(server(), key, 'list the notes')).reply, /^One note:/);
    assert.match((await ask(server(), key, 'forget the note about checkout')).reply, /^Forgotten/);
    assert.equal(server().first.requests.length, asked);
  });

  test('a note is evidence between the marks of data, and its number cites it', async () => {
    const { key } = await server().newOrganisation();
    await ask(server(), key, `remember that ${FACT}`);
    server().first.behave((request) => ({
      kind: 'text',
      text: `It runs on ECS [${/\[(\d+)\] A note told by/.exec(request.prompt)?.[1]}].`,
    }));
    const { reply, sources } = await ask(server(), key, 'What does checkout run on?');
    assert.equal(reply, 'It runs on ECS [1].');
    assert.deepEqual(
      sources.map(({ type, title }) => [type, title]),
      [['note', FACT]],
    );
    const sent = JSON.stringify(server().first.requests.at(-1)?.body);
    assert.match(sent, /<data-[0-9a-f]{12}>.*A note told by .*which nobody has checked.*<\/data-/);
  });

  test('a question beside a fact goes to the model, and the offer stands behind its answer', async () => {
    const { key } = await server().newOrganisation([
      { id: 'INC-1', title: 'Cart was empty', started_at: '2026-03-02T10:00:00Z', services: ['cart'] },
    ]);
    server().first.behave(saying('One incident [1].'));
    const { reply, sessionId } = await ask(
      server(),
      key,
      `FYI ${FACT}. How many incidents did cart have in 2026?`,
    );
    assert.match(reply, /^One incident \[1\]\.\n\nShall I remember: “checkout runs on ECS.*”\? Say yes\.$/);
    assert.match((await ask(server(), key, 'yes', sessionId)).reply, /^Remembered/);
  });

  test('what is forgotten is evidence no longer', async () => {
    const { key } = await server().newOrganisation();
    await ask(server(), key, `remember that ${FACT}`);
    await ask(server(), key, 'forget the note about checkout');
    server().first.behave(saying('NO_ANSWER The history does not say.'));
    await ask(server(), key, 'What does checkout run on?');
    assert.doesNotMatch(JSON.stringify(server().first.requests.at(-1)?.body), /PgBouncer/);
  });
});
