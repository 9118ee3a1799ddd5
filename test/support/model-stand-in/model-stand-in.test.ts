import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { APICallError, type LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { Behaviour } from './behaviour.ts';
import { type ModelStandIn, startModelStandIn } from './model-stand-in.ts';
import { listen, PROVIDER_MODELS, providerModels, QUESTION } from './provider-models.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { inTurn } from './scripts/in-turn.ts';
import { saying } from './scripts/saying.ts';

const PIECES = ['There were ', '3 incidents ', '— “größer” als 2 ', '[1].'];
const TEXT = PIECES.join('');

let standIn: ModelStandIn;
before(async () => {
  standIn = await startModelStandIn();
});
after(() => standIn.stop());

const models = () => providerModels(standIn.url);

function lastRequest(): RecordedRequest {
  const last = standIn.requests.at(-1);
  assert.ok(last);
  return last;
}

for (const name of PROVIDER_MODELS) {
  describe(`the stand-in, as ${name} hears it`, () => {
    test('a text arrives whole, in the pieces of the script, with its usage', async () => {
      standIn.behave(saying(PIECES, { usage: { prompt: 50, cached: 20, completion: 4 } }));
      const pieces: string[] = [];
      const { text, finish, usage, errorParts } = await listen(models()[name], QUESTION, (piece) =>
        pieces.push(piece),
      );
      assert.equal(text, TEXT);
      assert.deepEqual(pieces.filter(Boolean), PIECES);
      assert.equal(finish?.unified, 'stop');
      assert.deepEqual(
        [usage?.inputTokens.total, usage?.inputTokens.cacheRead, usage?.outputTokens.total],
        [50, 20, 4],
      );
      assert.deepEqual(errorParts, []);
    });

    test('a text with pauses says the same', async () => {
      standIn.behave(saying(PIECES, { delayMs: 2, betweenMs: 1 }));
      assert.equal((await listen(models()[name])).text, TEXT);
      standIn.behave(saying(PIECES, { betweenMs: 0 }));
      assert.equal((await listen(models()[name])).text, TEXT);
    });

    test('the same text comes whole where nothing is streamed', async () => {
      standIn.behave(saying(PIECES, { usage: { prompt: 50, cached: 20, completion: 4 } }));
      const { content, finishReason, usage } = await models()[name].doGenerate(QUESTION);
      assert.deepEqual(
        content.map((part) => (part.type === 'text' ? part.text : part.type)),
        [TEXT],
      );
      assert.equal(finishReason.unified, 'stop');
      assert.deepEqual(
        [usage.inputTokens.total, usage.inputTokens.cacheRead, usage.outputTokens.total],
        [50, 20, 4],
      );
    });

    test('every finish is told', async () => {
      for (const [finish, unified] of [
        ['length', 'length'],
        ['content_filter', 'content-filter'],
      ] as const) {
        standIn.behave(saying('No more', { finish }));
        assert.equal((await listen(models()[name])).finish?.unified, unified);
      }
      standIn.behave(() => ({ kind: 'empty' }));
      const { text, finish } = await listen(models()[name]);
      assert.deepEqual([text, finish?.unified], ['', 'stop']);
    });

    test('calls of tools arrive with their inputs, behind the text', async () => {
      const behaviour: Behaviour = {
        kind: 'tools',
        text: 'Let me count.',
        calls: [
          { name: 'count_incidents', input: { service: 'checkout and a name that is long' } },
          { name: 'count_incidents', rawInput: '{"service": ' },
        ],
      };
      standIn.behave(() => behaviour);
      const first = await listen(models()[name]);
      assert.equal(first.text, 'Let me count.');
      assert.deepEqual(
        first.calls.map(({ input }) => input),
        ['{"service":"checkout and a name that is long"}', '{"service": '],
      );
      assert.equal(first.finish?.unified, 'tool-calls');
      const second = await listen(models()[name]);
      assert.equal(new Set([...first.calls, ...second.calls].map(({ id }) => id)).size, 4);
    });

    test('the script sees the conversation without its wire format', async () => {
      standIn.behave(saying('Yes.'));
      await listen(models()[name], withHistory);
      const { asked, headers, path } = lastRequest();
      assert.ok(asked);
      assert.equal(asked.system, 'Answer in one sentence.');
      assert.deepEqual(asked.messages, [
        { role: 'user', text: 'How many incidents were there?' },
        { role: 'assistant', text: 'Let me count.' },
        { role: 'user', text: 'And now?' },
      ]);
      assert.deepEqual(
        asked.toolCalls.map(({ name, input }) => [name, JSON.parse(input)]),
        [['count_incidents', { service: 'checkout' }]],
      );
      assert.deepEqual(asked.toolResults, [{ name: 'count_incidents', text: '[1] There were 3.' }]);
      assert.deepEqual(asked.prompt.split('\n'), [
        'Answer in one sentence.',
        'How many incidents were there?',
        'Let me count.',
        '[1] There were 3.',
        'And now?',
      ]);
      assert.deepEqual(
        [asked.tools, asked.mayCall, asked.temperature, asked.maxTokens],
        [['count_incidents'], true, 0.5, 300],
      );
      assert.match(path, /^\/v1\//);
      assert.ok((headers.authorization ?? headers['x-api-key'])?.includes('some key'));
    });

    test('a model that must not call is seen as one', async () => {
      standIn.behave(saying('Yes.'));
      await listen(models()[name], { ...QUESTION, toolChoice: { type: 'none' } });
      assert.equal(lastRequest().asked?.mayCall, false);
    });

    test('a client that leaves is seen, before and within the answer', async () => {
      for (const behaviour of [
        { kind: 'hang' },
        { kind: 'stall', chunks: ['Once '] },
        { kind: 'text', text: 'Late', delayMs: 60_000 },
        { kind: 'slow', text: 'Late', delayMs: 60_000 },
      ] as const satisfies Behaviour[]) {
        const controller = new AbortController();
        // Asked about a request, the script has it: only then may the client leave.
        standIn.behave(() => {
          setImmediate(() => controller.abort());
          return behaviour;
        });
        const heard = await listen(models()[name], { ...QUESTION, abortSignal: controller.signal });
        const error = heard.rejected ?? heard.thrown;
        assert.ok(error instanceof Error && error.name === 'AbortError', `${behaviour.kind}: ${error}`);
        const request = lastRequest();
        assert.equal(await request.ended, 'aborted');
        assert.ok(request.abortedAt !== null && request.abortedAt >= request.at);
      }
    });
  });
}

const withHistory: LanguageModelV4CallOptions = {
  ...QUESTION,
  prompt: [
    ...QUESTION.prompt,
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Let me count.' },
        {
          type: 'tool-call',
          toolCallId: 'call-0',
          toolName: 'count_incidents',
          input: { service: 'checkout' },
        },
      ],
    },
    {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call-0',
          toolName: 'count_incidents',
          output: { type: 'text', value: '[1] There were 3.' },
        },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
  ],
};

describe('the stand-in', () => {
  test('does one behaviour after the other, and the last again', async () => {
    standIn.behave(inTurn({ kind: 'text', text: 'First' }, { kind: 'text', text: 'Then' }));
    const said: string[] = [];
    for (let turn = 0; turn < 3; turn++) said.push((await listen(models().chat)).text);
    assert.deepEqual(said, ['First', 'Then', 'Then']);
  });

  test('answers each caller as the script says for it, also at once', async () => {
    standIn.behave(({ maxTokens }) => ({ kind: 'text', text: `${maxTokens}`, delayMs: 1, betweenMs: 0 }));
    const heard = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        listen(models().compatible, { ...QUESTION, maxOutputTokens: place + 1 }),
      ),
    );
    assert.deepEqual(
      heard.map(({ text }) => text),
      Array.from({ length: 20 }, (_, place) => `${place + 1}`),
    );
  });

  test('reports usage of a streamed chat only where it is asked to', async () => {
    standIn.behave(saying('Yes.'));
    const body = { model: 'a', stream: true, messages: [{ role: 'user', content: 'Well?' }] };
    assert.doesNotMatch(await (await post('chat/completions', body)).text(), /"usage":\{/);
    const asking = { ...body, stream_options: { include_usage: true } };
    assert.match(await (await post('chat/completions', asking)).text(), /"usage":\{"prompt_tokens":100/);
  });

  test('takes no request without a key, unless told', async () => {
    const keyless = await startModelStandIn(saying('Yes.'), { needsKey: false });
    const body = { model: 'a', messages: [{ role: 'user', content: 'Well?' }] };
    assert.equal((await post('chat/completions', body, {})).status, 401);
    assert.equal((await post('messages', { ...body, max_tokens: 5 }, { 'x-api-key': '' })).status, 401);
    assert.equal((await post('chat/completions', body, {}, keyless.url)).status, 200);
    await keyless.stop();
  });

  test('names what it does not understand', async () => {
    assert.equal((await post('messages', { model: 'a', messages: [] })).status, 400);
    assert.equal((await post('embeddings', {})).status, 404);
    const { status } = await post('chat/completions', 'no JSON');
    assert.equal(status, 400);
    assert.deepEqual([lastRequest().body, lastRequest().asked], ['no JSON', null]);
    standIn.behave(() => {
      throw new Error('the script is wrong');
    });
    const broken = await post('responses', { model: 'a', input: [{ role: 'user', content: 'Well?' }] });
    assert.deepEqual([broken.status, (await broken.text()).includes('the script is wrong')], [500, true]);
  });

  test('lists its models', async () => {
    const response = await fetch(`${standIn.url}/models`, { headers: { authorization: 'Bearer key' } });
    const { data } = (await response.json()) as { data: { id: string }[] };
    assert.deepEqual(
      data.map(({ id }) => id),
      ['stand-in'],
    );
  });

  test('goes down in the middle of an answer, and comes back at the same address', async () => {
    standIn.behave(() => ({ kind: 'stall', chunks: ['Once '] }));
    const running = listen(models().compatible, QUESTION, () => void standIn.goDown());
    const broken = await running;
    assert.ok(APICallError.isInstance(broken.thrown));
    assert.equal(await lastRequest().ended, 'broken');
    const refused = await listen(models().compatible);
    assert.ok(APICallError.isInstance(refused.rejected));
    assert.match(refused.rejected.message, /ECONNREFUSED/);
    await standIn.comeBack();
    standIn.behave(saying('Back.'));
    assert.equal((await listen(models().compatible)).text, 'Back.');
  });

  test('forgets requests where it keeps none', async () => {
    const forgetful = await startModelStandIn(saying('Yes.'), { records: false });
    assert.equal((await listen(providerModels(forgetful.url).chat)).text, 'Yes.');
    assert.equal(forgetful.requests.length, 0);
    await forgetful.stop();
  });

  test('runs in a process of its own, says its port and ends when told', async () => {
    const entry = fileURLToPath(new URL('../../../bench/support/model-stand-in.ts', import.meta.url));
    const child = spawn(process.execPath, [entry, '0'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, STAND_IN_CHUNKS: '7' },
    });
    const { port } = await new Promise<{ port: number }>((resolve) => child.once('message', resolve));
    const pieces: string[] = [];
    const heard = await listen(providerModels(`http://127.0.0.1:${port}/v1`).compatible, QUESTION, (piece) =>
      pieces.push(piece),
    );
    assert.equal(pieces.length, 7);
    assert.match(heard.text, /\[1\]\.$/);
    assert.deepEqual([heard.finish?.unified, heard.usage?.outputTokens.total], ['stop', 7]);
    child.kill('SIGTERM');
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
  });
});

function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: 'Bearer key' },
  url = standIn.url,
): Promise<Response> {
  return fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
