import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
} from '@ai-sdk/provider';
import type { Behaviour } from './behaviour.ts';
import { type ModelStandIn, startModelStandIn } from './model-stand-in.ts';
import {
  type Heard,
  listen,
  PROVIDER_MODELS,
  type ProviderModel,
  providerModels,
  QUESTION,
} from './provider-models.ts';

const CHUNKS = ['one ', 'two ', 'three ', 'four'];

let standIn: ModelStandIn;
before(async () => {
  standIn = await startModelStandIn();
});
after(() => standIn.stop());

function hear(name: ProviderModel, behaviour: Behaviour): Promise<Heard> {
  standIn.behave(() => behaviour);
  return listen(providerModels(standIn.url)[name]);
}

/** The error as the provider packages make it for everything that HTTP can say. */
function apiError(error: unknown): APICallError {
  assert.ok(APICallError.isInstance(error), `no APICallError: ${error}`);
  return error;
}

/** How a call ended, in one line. */
const outcome = ({ text, finish, rejected, thrown, errorParts }: Heard): string => {
  if (rejected !== undefined) return 'rejected';
  const ending = thrown === undefined ? (finish?.unified ?? 'no finish') : 'thrown';
  return [`said "${text}"`, ...errorParts.map(() => 'error part'), ending].join(', ');
};

for (const name of PROVIDER_MODELS) {
  describe(`faults of a provider, as ${name} shows them`, () => {
    test('a status rejects with its number, its headers and its body', async () => {
      for (const status of [400, 401, 404, 408, 409, 429, 500, 503, 529]) {
        const { rejected } = await hear(name, { kind: 'status', status });
        const error = apiError(rejected);
        assert.equal(error.statusCode, status);
        assert.equal(error.message, `The stand-in answers ${status}.`);
        assert.equal(error.isRetryable, status >= 408);
      }
      const retryAfter = 'Wed, 21 Oct 2065 07:28:00 GMT';
      const limited = await hear(name, {
        kind: 'status',
        status: 429,
        retryAfter,
        headers: { 'retry-after-ms': '5' },
      });
      const { responseHeaders } = apiError(limited.rejected);
      assert.deepEqual(
        [responseHeaders?.['retry-after'], responseHeaders?.['retry-after-ms']],
        [retryAfter, '5'],
      );
      const page = await hear(name, { kind: 'status', status: 502, body: '<html>' });
      assert.deepEqual(
        [apiError(page.rejected).message, apiError(page.rejected).responseBody],
        ['Bad Gateway', '<html>'],
      );
    });

    test('a cut stream says what it said, and then throws', async () => {
      const heard = await hear(name, { kind: 'cut', chunks: CHUNKS, after: 2 });
      assert.equal(outcome(heard), 'said "one two ", thrown');
      const error = apiError(heard.thrown);
      assert.deepEqual([error.statusCode, error.isRetryable], [200, true]);
      assert.equal(await standIn.requests.at(-1)?.ended, 'broken');
    });

    test('a connection that is reset or cut before the first token says nothing', async () => {
      const reset = apiError((await hear(name, { kind: 'reset' })).rejected);
      assert.deepEqual([reset.statusCode, reset.isRetryable], [undefined, true]);
      const cut = await hear(name, { kind: 'cut', chunks: CHUNKS, after: 0 });
      assert.equal(apiError(cut.rejected ?? cut.thrown).statusCode, 200);
    });

    test('silence after some words lasts until the client leaves', async () => {
      standIn.behave(() => ({ kind: 'stall', chunks: CHUNKS }));
      const controller = new AbortController();
      const options = { ...QUESTION, abortSignal: controller.signal };
      const heard = await listen(providerModels(standIn.url)[name], options, (text) => {
        if (text === CHUNKS.at(-1)) controller.abort();
      });
      assert.equal(outcome(heard), 'said "one two three four", thrown');
      assert.equal(await standIn.requests.at(-1)?.ended, 'aborted');
    });

    test('a slow answer comes whole', async () => {
      const heard = await hear(name, { kind: 'slow', chunks: CHUNKS, delayMs: 20, betweenMs: 1 });
      assert.equal(outcome(heard), 'said "one two three four", stop');
    });

    test('impossible usage is passed on as it is', async () => {
      const heard = await hear(name, {
        kind: 'wrong usage',
        text: 'x',
        usage: { prompt: -5, completion: 1e15 },
      });
      assert.deepEqual([heard.usage?.inputTokens.total, heard.usage?.outputTokens.total], [-5, 1e15]);
    });

    test('endless text goes on until the client stops', async () => {
      standIn.behave(() => ({ kind: 'huge', bytes: Number.POSITIVE_INFINITY }));
      const controller = new AbortController();
      let heard = 0;
      const options = { ...QUESTION, abortSignal: controller.signal };
      await listen(providerModels(standIn.url)[name], options, (text) => {
        heard += text.length;
        if (heard > 1_000_000) controller.abort();
      });
      assert.ok(heard > 1_000_000);
      assert.equal(await standIn.requests.at(-1)?.ended, 'aborted');
      const bounded = await hear(name, { kind: 'huge', bytes: 100_000 });
      assert.equal(bounded.finish?.unified, 'stop');
      assert.ok(bounded.text.length >= 100_000);
    });

    test('half an answer is no JSON where nothing is streamed', async () => {
      const broken: readonly Behaviour[] = [
        { kind: 'end early' },
        { kind: 'broken event' },
        { kind: 'no json' },
      ];
      for (const behaviour of broken) {
        standIn.behave(() => behaviour);
        await assert.rejects(
          Promise.resolve(providerModels(standIn.url)[name].doGenerate(QUESTION)),
          (error) => {
            const { statusCode, isRetryable, cause } = apiError(error);
            return statusCode === 200 && !isRetryable && JSONParseError.isInstance(cause);
          },
        );
      }
    });
  });
}

/** What the packages make of streams that end without a word of why, or with words of their own. */
const ENDINGS: readonly (readonly [Behaviour, Readonly<Record<ProviderModel, string>>])[] = [
  [
    { kind: 'end early', chunks: CHUNKS },
    {
      chat: 'said "one two three four", interrupted',
      responses: 'said "one two three four", interrupted',
      anthropic: 'said "one two three four", interrupted',
      compatible: 'said "one two three four", error part, error',
    },
  ],
  [
    { kind: 'no json' },
    {
      chat: 'said "", interrupted',
      responses: 'said "", interrupted',
      anthropic: 'said "", no finish',
      compatible: 'said "", error part, error',
    },
  ],
  [
    { kind: 'broken event', chunks: CHUNKS },
    {
      chat: 'said "one two three four", error part, stop',
      responses: 'said "one two three four", error part, error',
      anthropic: 'said "one two three four", error part, stop',
      compatible: 'said "one two three four", error part, stop',
    },
  ],
  [
    { kind: 'error event', chunks: CHUNKS, after: 2 },
    {
      chat: 'said "one two ", error part, error',
      responses: 'said "one two ", error part, error',
      anthropic: 'said "one two ", error part, no finish',
      compatible: 'said "one two ", error part, error',
    },
  ],
  [
    { kind: 'error event', after: 'nothing' },
    {
      chat: 'rejected',
      responses: 'rejected',
      anthropic: 'rejected',
      compatible: 'said "", error part, error',
    },
  ],
  [
    { kind: 'wrong usage', text: 'x', usage: null },
    {
      chat: 'said "x", stop',
      responses: 'said "x", stop',
      anthropic: 'rejected',
      compatible: 'said "x", stop',
    },
  ],
  [
    { kind: 'wrong usage', text: 'x', usage: { prompt: 'many', completion: 1 } },
    {
      chat: 'said "x", error part, error',
      responses: 'said "x", error part, error',
      anthropic: 'rejected',
      compatible: 'said "x", error part, error',
    },
  ],
];

for (const [behaviour, expected] of ENDINGS) {
  const { text: _, ...shown } = { text: '', ...behaviour };
  test(`each package shows ${JSON.stringify(shown)} in its own way`, async () => {
    const found: Record<string, string> = {};
    for (const name of PROVIDER_MODELS) found[name] = outcome(await hear(name, behaviour));
    assert.deepEqual(found, expected);
  });
}

test('errors in a stream keep their class where the package has one', async () => {
  const early = await hear('compatible', { kind: 'end early' });
  assert.ok(InvalidResponseDataError.isInstance(early.errorParts[0]));
  for (const name of PROVIDER_MODELS) {
    const broken = await hear(name, { kind: 'broken event' });
    assert.ok(JSONParseError.isInstance(broken.errorParts[0]));
  }
  const usage = { prompt: 'many', completion: 1 };
  const wrong = await hear('chat', { kind: 'wrong usage', text: 'x', usage });
  assert.ok(TypeValidationError.isInstance(wrong.errorParts[0]));
});

test("a provider's error in a stream has a status, but for compatible servers", async () => {
  const expected = { chat: 429, responses: 429, anthropic: 429, compatible: undefined };
  for (const name of PROVIDER_MODELS) {
    const { errorParts } = await hear(name, { kind: 'error event', after: 1, type: 'rate_limit_error' });
    const [error] = errorParts;
    assert.ok(typeof error === 'object' && error !== null && !APICallError.isInstance(error));
    assert.equal('statusCode' in error ? error.statusCode : undefined, expected[name], name);
  }
  for (const name of ['chat', 'responses', 'anthropic'] as const) {
    const first = await hear(name, { kind: 'error event', after: 'nothing', type: 'rate_limit_error' });
    assert.equal(apiError(first.rejected).statusCode, 429);
  }
});
