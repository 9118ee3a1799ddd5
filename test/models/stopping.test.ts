import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saying } from '../support/model-stand-in/scripts/saying.ts';
import { onEachModelled } from '../support/modelled-parley.ts';
import { readUntil } from '../surfaces/read-stream.ts';
import { turnRecords } from './turn-records.ts';

const INCIDENT = {
  id: 'INC-1',
  title: 'Checkout was slow',
  started_at: '2026-03-02T10:00:00Z',
  root_cause: 'The connection pool of checkout was too small for the sale.',
};
const SLOWLY = saying(['The pool ', 'was small [1]. ', 'It ', 'goes ', 'on ', 'and ', 'on.'], {
  betweenMs: 150,
});

onEachModelled('Stopping an answer', { PARLEY_MODEL: 'openai/first', PARLEY_CHAT_QUOTA: '100' }, (server) => {
  const begin = (key: string, signal?: AbortSignal) =>
    fetch(`${server().url}/v1/memory/chat`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...{ accept: 'text/event-stream', 'x-request-id': `turn-of-${key.slice(-6)}` },
      },
      body: JSON.stringify({ message: 'What caused the slow checkout?' }),
      ...(signal ? { signal } : {}),
    });

  const stop = (key: string, id: string) =>
    fetch(`${server().url}/v1/turns/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });

  /** Begins an answer, and stops it behind its first words by `how`; what the provider saw and the store kept. */
  async function stopped(how: (key: string, response: Response, leave: () => void) => Promise<unknown>) {
    server().first.behave(SLOWLY);
    const { tenantId, key } = await server().newOrganisation([INCIDENT]);
    const leaving = new AbortController();
    const response = await begin(key, leaving.signal);
    assert.ok(response.body);
    const reader = response.body.getReader();
    await readUntil(reader, (text) => text.includes('small'));
    await how(key, response, () => leaving.abort());
    const call = server().first.requests.at(-1);
    assert.equal(await call?.ended, 'aborted');
    await reader.read().catch(() => {});
    await server().parley.db.ping();
    return { tenantId, kept: await whenKept(tenantId) };
  }

  async function whenKept(tenantId: string) {
    for (;;) {
      const records = await turnRecords(server().parley.db, tenantId);
      if (records.messages.length > 0) return records;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  function assertKept(kept: Awaited<ReturnType<typeof turnRecords>>): void {
    assert.match(kept.messages[1] ?? '', /^assistant The pool was small \[1\]\.[^.]*, interrupted$/);
    assert.deepEqual(kept.calls, ['first stopped']);
    const [prompt = 0, completion = 0, isEstimated] = kept.tokens[0] ?? [];
    assert.ok(prompt > 50 && completion >= 5 && completion < 15, `${prompt} ${completion}`);
    assert.equal(isEstimated, true);
    assert.equal(kept.counted, 1);
  }

  test('a client that leaves ends the call of the model; what was said is kept, marked and charged', async () => {
    const { kept } = await stopped(async (_, __, leave) => leave());
    assertKept(kept);
  });

  test('a turn is stopped by the id of its request, and by that of its session', async () => {
    const byRequest = await stopped(async (key) =>
      assert.equal((await stop(key, `turn-of-${key.slice(-6)}`)).status, 204),
    );
    assertKept(byRequest.kept);
    const bySession = await stopped(async (key, response) =>
      assert.equal((await stop(key, response.headers.get('parley-session') ?? '')).status, 204),
    );
    assertKept(bySession.kept);
  });

  test('what the words until then rest on is kept with them', async () => {
    const { tenantId } = await stopped(async (_, __, leave) => leave());
    const sql = "select sources, citations, finish_reason from chat_messages where role = 'assistant'";
    const [[row] = []] = await server().parley.db.batch({ tenantId }, [{ sql, params: [] }]);
    const { sources, citations, finish_reason: reason } = row ?? {};
    assert.deepEqual(
      (sources as { title: string }[]).map(({ title }) => title),
      [INCIDENT.title],
    );
    assert.deepEqual([(citations as unknown[]).length, reason], [1, 'error']);
  });

  test("nobody stops another caller's turn, nor one that has ended", async () => {
    server().first.behave(SLOWLY);
    const { key } = await server().newOrganisation([INCIDENT]);
    const { key: stranger } = await server().newOrganisation();
    const response = await begin(key);
    const session = response.headers.get('parley-session') ?? '';
    for (const id of [session, `turn-of-${key.slice(-6)}`, 'no-such-turn']) {
      const refused = await stop(stranger, id);
      assert.equal(refused.status, 404);
      assert.deepEqual(((await refused.json()) as { error: string }).error, 'turn_not_found');
    }
    assert.match(await response.text(), /event: done/);
    assert.equal((await stop(key, session)).status, 404);
  });
});
