import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEachServer } from '../../test/support/running-parley.ts';
import { readEvents, readUntil } from '../../test/surfaces/read-stream.ts';

onEachServer(
  'A stream',
  (server) => {
    let key: string;
    before(async () => {
      key = await server().newKey(await server().newTenant());
    });
    const open = (message: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(`${server().url}/v1/ai/chat/stream?${new URLSearchParams({ message })}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, ...headers },
        ...(signal ? { signal } : {}),
      });
    const readerOf = (response: Response) => {
      const reader = response.body?.getReader();
      assert.ok(reader);
      return reader;
    };

    test('begins with its session, ends with done, and numbers its events', async () => {
      const events = readEvents(await (await open('one two')).text());
      assert.deepEqual(
        events.map(({ event }) => event),
        ['session_id', 'text', 'text', 'done'],
      );
      assert.equal(events.at(-1)?.data.status, 'completed');
      assert.match(JSON.stringify(events.at(-1)?.data), new RegExp(`"id":"${events[0]?.data.session_id}"`));
      assert.equal(new Set(events.map(({ id }) => id)).size, 4);
    });

    test('says that it is still there while it waits', async () => {
      const leaving = new AbortController();
      const reader = readerOf(await open('wait for me', {}, leaving.signal));
      const text = await readUntil(reader, (so) => so.split(': still here').length > 2);
      assert.match(text, /\n\n: still here\n\n/);
      leaving.abort();
    });

    test('is resumed while its turn runs, and the turn goes on as long as anybody reads', async () => {
      const leaving = new AbortController();
      const first = readerOf(await open('pause in the middle', {}, leaving.signal));
      const begun = readEvents(await readUntil(first, (text) => text.includes('event: text')));
      const second = await open('pause in the middle', { 'Last-Event-ID': begun[0]?.id ?? '' });
      leaving.abort();
      const rest = readEvents(await second.text());
      const words = rest.filter(({ event }) => event === 'text').map(({ data }) => data.text);
      assert.equal(words.join(''), 'pause in the middle');
      assert.equal(rest.at(-1)?.data.status, 'completed');
    });

    test('that nobody reads any longer tells a late reader that it was stopped', async () => {
      const leaving = new AbortController();
      const reader = readerOf(await open('wait and leave', {}, leaving.signal));
      const [begun] = readEvents(await readUntil(reader, (text) => text.includes('event: text')));
      leaving.abort();
      while (!server().answerer.asked.at(-1)?.signal?.aborted) await sleep(5);
      const late = readEvents(await (await open('x', { 'Last-Event-ID': begun?.id ?? '' })).text());
      assert.deepEqual(
        late.map(({ event }) => event),
        ['text', 'error', 'done'],
      );
      assert.equal(late.at(-1)?.data.status, 'failed');
    });

    test('is forgotten some time after its end', async () => {
      const [first] = readEvents(await (await open('soon gone')).text());
      const again = () => open('x', { 'Last-Event-ID': first?.id ?? '' });
      assert.equal((await again()).status, 200);
      while ((await again()).status !== 404) await sleep(50);
    });
  },
  { PARLEY_HEARTBEAT: '100ms', PARLEY_RESUME: '1s' },
);
