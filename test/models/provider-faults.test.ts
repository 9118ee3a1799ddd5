import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Behaviour } from '../support/model-stand-in/behaviour.ts';
import { saying } from '../support/model-stand-in/scripts/saying.ts';
import { type ModelledParley, onEachModelled } from '../support/modelled-parley.ts';
import { readEvents } from '../surfaces/read-stream.ts';
import { turnRecords } from './turn-records.ts';

const INCIDENT = {
  id: 'INC-1',
  title: 'Checkout was slow',
  started_at: '2026-03-02T10:00:00Z',
  root_cause: 'The connection pool of checkout was too small for the sale.',
};
const QUESTION = 'What caused the slow checkout?';
const REPLY = 'The connection pool was too small [1].';
const PIECES = ['The connection ', 'pool was ', 'too small ', 'for the sale.'];
const FIRST_WORDS = 'The connection pool was';

const GOOD: Behaviour = { kind: 'text', text: REPLY };

interface Row {
  readonly fault: string;
  /** What the model does at its first call, and from then on. */
  readonly first: Behaviour;
  readonly later?: Behaviour;
  readonly status: 200 | 503;
  readonly retryAfter?: string;
  /** As in `turnRecords`, of the model that is asked first. */
  readonly calls: readonly string[];
  readonly stored: 'reply' | 'question' | 'first words';
  readonly charged: 0 | 1;
}

const answered = { status: 200, stored: 'reply', charged: 1 } as const;
const refused = { status: 503, stored: 'question', charged: 0 } as const;
const brokenOff = { status: 503, stored: 'first words', charged: 0 } as const;
const twice = (call: string) => [call, call];

/** Each fault with one model and one retry: what the caller sees, what is stored, and what is charged. */
const FAULTS: readonly Row[] = [
  {
    fault: '500 once',
    first: { kind: 'status', status: 500 },
    later: GOOD,
    ...answered,
    calls: ['first failed overloaded', 'first answered'],
  },
  {
    fault: '500 again and again',
    first: { kind: 'status', status: 500 },
    ...refused,
    calls: twice('first failed overloaded'),
  },
  {
    fault: '503 with a page',
    first: { kind: 'status', status: 503, body: '<html>down</html>' },
    ...refused,
    calls: twice('first failed overloaded'),
  },
  {
    fault: '429, Retry-After 1, then well',
    first: { kind: 'status', status: 429, retryAfter: '1' },
    later: GOOD,
    ...answered,
    calls: ['first failed rate_limited', 'first answered'],
  },
  {
    fault: '429, Retry-After 60',
    first: { kind: 'status', status: 429, retryAfter: '60' },
    ...refused,
    retryAfter: '60',
    calls: ['first failed rate_limited'],
  },
  {
    fault: '408 once',
    first: { kind: 'status', status: 408 },
    later: GOOD,
    ...answered,
    calls: ['first failed timed_out', 'first answered'],
  },
  { fault: '401', first: { kind: 'status', status: 401 }, ...refused, calls: ['first failed refused'] },
  {
    fault: '404, no such model',
    first: { kind: 'status', status: 404 },
    ...refused,
    calls: ['first failed refused'],
  },
  { fault: '400', first: { kind: 'status', status: 400 }, ...refused, calls: ['first failed refused'] },
  {
    fault: 'connection reset once',
    first: { kind: 'reset' },
    later: GOOD,
    ...answered,
    calls: ['first failed unreachable', 'first answered'],
  },
  { fault: 'never answers', first: { kind: 'hang' }, ...refused, calls: twice('first failed timed_out') },
  {
    fault: 'slow, but in time',
    first: { kind: 'slow', text: REPLY, delayMs: 150 },
    ...answered,
    calls: ['first answered'],
  },
  {
    fault: 'too slow',
    first: { kind: 'slow', text: REPLY, delayMs: 5000 },
    ...refused,
    calls: twice('first failed timed_out'),
  },
  {
    fault: 'a page, no JSON',
    first: { kind: 'no json' },
    later: GOOD,
    ...answered,
    calls: ['first failed malformed', 'first answered'],
  },
  { fault: 'an empty answer', first: { kind: 'empty' }, ...refused, calls: twice('first failed malformed') },
  {
    fault: 'cut before the first word',
    first: { kind: 'cut', chunks: PIECES, after: 0 },
    later: GOOD,
    ...answered,
    calls: ['first failed unreachable', 'first answered'],
  },
  {
    fault: 'cut after some words',
    first: { kind: 'cut', chunks: PIECES, after: 2 },
    ...brokenOff,
    calls: ['first failed broke_off'],
  },
  {
    fault: 'silent after some words',
    first: { kind: 'stall', chunks: PIECES.slice(0, 2) },
    ...brokenOff,
    calls: ['first failed broke_off'],
  },
  {
    fault: 'an end without an end',
    first: { kind: 'end early', chunks: PIECES.slice(0, 2) },
    ...brokenOff,
    calls: ['first failed broke_off'],
  },
  {
    fault: 'an error in the stream',
    first: { kind: 'error event', after: 2, chunks: PIECES },
    ...brokenOff,
    calls: ['first failed broke_off'],
  },
  {
    fault: 'overloaded, told in the stream',
    first: { kind: 'error event', after: 'nothing' },
    later: GOOD,
    ...answered,
    calls: ['first failed overloaded', 'first answered'],
  },
  {
    fault: 'no usage',
    first: { kind: 'wrong usage', text: REPLY, usage: null },
    ...answered,
    calls: ['first answered'],
  },
  {
    fault: 'negative usage',
    first: { kind: 'wrong usage', text: REPLY, usage: { prompt: -5, completion: -1 } },
    ...answered,
    calls: ['first answered'],
  },
  {
    fault: 'absurd usage',
    first: { kind: 'wrong usage', text: REPLY, usage: { prompt: 9e12, completion: 9e12 } },
    ...answered,
    calls: ['first answered'],
  },
];

async function ask(
  { url }: ModelledParley,
  key: string,
  more: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/v1/memory/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
    body: JSON.stringify({ message: QUESTION }),
  });
}

/** Failures in a row would make a model rest; a good answer in between ends the row. */
async function recover(server: ModelledParley): Promise<void> {
  server.first.behave(saying(REPLY));
  server.second.behave(saying(REPLY));
  const { key } = await server.newOrganisation();
  await (await ask(server, key)).text();
}

onEachModelled(
  'A provider that fails',
  { PARLEY_MODEL: 'openai/first', PARLEY_CHAT_QUOTA: '1000' },
  (server) => {
    beforeEach(() => recover(server()));

    for (const row of FAULTS) {
      test(row.fault, async (t) => {
        const { tenantId, key } = await server().newOrganisation([INCIDENT]);
        server().first.behave((_, callNumber) => (callNumber === 1 ? row.first : (row.later ?? row.first)));
        const response = await ask(server(), key);
        const body = (await response.json()) as Record<string, unknown>;
        const { messages, calls, counted } = await turnRecords(server().parley.db, tenantId);
        t.diagnostic(
          `${row.fault} | ${response.status} ${body.error ?? 'reply'} | ${messages.length} messages, ${messages.at(-1)} | ${calls.join(', ')} | ${counted}`,
        );

        assert.equal(response.status, row.status);
        assert.deepEqual(calls, row.calls);
        assert.equal(counted, row.charged);
        assert.equal(messages[0], `user ${QUESTION}`);
        if (row.stored === 'reply')
          assert.deepEqual([body.reply, messages[1]], [REPLY, `assistant ${REPLY}`]);
        if (row.stored === 'question') assert.equal(messages.length, 1);
        if (row.stored === 'first words')
          assert.equal(messages[1]?.trim(), `assistant ${FIRST_WORDS}, interrupted`.replace(' ,', ','));
        if (row.status === 503) {
          assert.equal(body.error, 'model_unavailable');
          const retryAfter = response.headers.get('retry-after') ?? '';
          assert.match(retryAfter, /^[1-9]\d*$/);
          if (row.retryAfter) assert.equal(retryAfter, row.retryAfter);
          assert.match(response.headers.get('parley-session') ?? '', /^sess_/);
          assert.doesNotMatch(JSON.stringify(body), /127\.0\.0\.1|key-of|openai|stack/i);
        }
      });
    }

    test('usage that cannot be true is counted here instead, and said to be', async () => {
      const reported = async (usage: { prompt?: unknown; completion?: unknown } | null) => {
        const { tenantId, key } = await server().newOrganisation([INCIDENT]);
        server().first.behave(() => ({ kind: 'wrong usage', text: REPLY, usage }));
        await (await ask(server(), key)).text();
        return (await turnRecords(server().parley.db, tenantId)).tokens[0] ?? [0, 0, false];
      };
      assert.deepEqual(await reported({ prompt: 321, completion: 12 }), [321, 12, false]);
      for (const usage of [null, { prompt: -5, completion: -1 }, { prompt: 9e12, completion: 9e12 }]) {
        const [prompt, completion, isEstimated] = await reported(usage);
        assert.ok(
          prompt > 100 && prompt < 5000 && completion > 3 && completion < 40,
          `${prompt} ${completion}`,
        );
        assert.equal(isEstimated, true);
      }
    });

    test('a provider that cannot be reached at all is a 503, and one that is back answers', async () => {
      const { key } = await server().newOrganisation([INCIDENT]);
      await server().first.goDown();
      assert.equal((await ask(server(), key)).status, 503);
      await server().first.comeBack();
      server().first.behave(saying(REPLY));
      assert.equal((await ask(server(), key)).status, 200);
    });

    test('in a stream, a fault before the first word is a status, and one after it an event', async () => {
      const { key } = await server().newOrganisation([INCIDENT]);
      server().first.behave(() => ({ kind: 'status', status: 500 }));
      const stream = { accept: 'text/event-stream' };
      assert.equal((await ask(server(), key, stream)).status, 503);
      server().first.behave(() => ({ kind: 'cut', chunks: PIECES, after: 2 }));
      const broken = await ask(server(), key, stream);
      const events = readEvents(await broken.text());
      assert.equal(broken.status, 200);
      assert.deepEqual([events.at(-1)?.event, events.at(-1)?.data.error], ['error', 'model_unavailable']);
    });

    test('keys are neither logged nor stored', async () => {
      assert.doesNotMatch(server().logged.join(''), /key-of-(first|second)/);
    });
  },
);

onEachModelled(
  'A chain',
  { PARLEY_MODEL: 'openai/first,anthropic/second,builtin', PARLEY_CHAT_QUOTA: '1000' },
  (server) => {
    beforeEach(() => recover(server()));

    const answererOf = async (tenantId: string) => {
      const sql = "select answerer from chat_messages where role = 'assistant'";
      const [rows] = await server().parley.db.batch({ tenantId }, [{ sql, params: [] }]);
      return rows?.map((row) => row.answerer);
    };

    for (const { fault, first, later, calls } of FAULTS.filter(
      ({ status, stored }) => status === 503 && stored === 'question',
    )) {
      test(`${fault}: the next model answers, and it is said which one`, async () => {
        const { tenantId, key } = await server().newOrganisation([INCIDENT]);
        server().first.behave((_, callNumber) => (callNumber === 1 ? first : (later ?? first)));
        const response = await ask(server(), key);
        assert.equal(response.status, 200);
        assert.equal(((await response.json()) as { reply: string }).reply, REPLY);
        assert.deepEqual(await answererOf(tenantId), ['anthropic/second']);
        const records = await turnRecords(server().parley.db, tenantId);
        assert.deepEqual(records.calls, [...calls, 'second answered']);
        assert.equal(records.counted, 1);
      });
    }

    test('where every model fails, the built-in answer stands', async () => {
      const { tenantId, key } = await server().newOrganisation([INCIDENT]);
      for (const standIn of [server().first, server().second])
        standIn.behave(() => ({ kind: 'status', status: 500 }));
      const response = await ask(server(), key);
      const { reply, sources } = (await response.json()) as { reply: string; sources: unknown[] };
      assert.match(reply, /connection pool of checkout was too small/);
      assert.equal(sources.length, 1);
      assert.deepEqual(await answererOf(tenantId), ['builtin']);
    });

    test('a reply that broke off is not begun anew by another model', async () => {
      const { tenantId, key } = await server().newOrganisation([INCIDENT]);
      server().first.behave(() => ({ kind: 'cut', chunks: PIECES, after: 2 }));
      assert.equal((await ask(server(), key)).status, 503);
      assert.deepEqual((await turnRecords(server().parley.db, tenantId)).calls, ['first failed broke_off']);
    });

    test('a model that fails again and again rests, and the others answer without waiting for it', async () => {
      const { key } = await server().newOrganisation([INCIDENT]);
      server().first.behave(() => ({ kind: 'status', status: 500 }));
      for (let asked = 0; asked < 3; asked++) await (await ask(server(), key)).text();
      const before = server().first.requests.length;
      assert.equal((await ask(server(), key)).status, 200);
      assert.equal(server().first.requests.length, before);
    });
  },
);
