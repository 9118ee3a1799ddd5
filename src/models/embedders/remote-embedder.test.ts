import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type ServiceReply,
  type ServiceRequest,
  startJsonService,
} from '../../../test/support/json-service.ts';
import { ParleyError } from '../../core/errors.ts';
import { describeError } from '../../telemetry/describe-error.ts';
import type { Embedder } from './embedder.ts';
import { createRemoteEmbedder, type RemoteEmbedderParts } from './remote-embedder.ts';

const KEY = 'sk-a-key-that-nobody-may-see';

/** A vector that tells its text apart from others. */
const vectorOf = (text: string) => [text.length, [...text].filter((each) => each === 'a').length, 1];

const embeddings = ({ body: { input } }: ServiceRequest): ServiceReply => ({
  body: { data: (input as string[]).map((text, index) => ({ index, embedding: vectorOf(text) })) },
});

async function embedderWith(
  context: TestContext,
  replyTo: Parameters<typeof startJsonService>[0],
  parts: Partial<RemoteEmbedderParts> = {},
) {
  const service = await startJsonService(replyTo);
  context.after(() => service.stop());
  const patience = { tryMs: 2000, wholeMs: 4000, retries: 2 };
  const embedder = createRemoteEmbedder({
    name: { provider: 'openai', model: 'text-embedding-3-small' },
    address: { url: `${service.url}/v1/`, key: KEY },
    prefixes: { question: '', passage: '' },
    patience: { question: patience, passage: patience },
    redact: [],
    ...parts,
  });
  return { embedder, service };
}

async function refusalOf(embedder: Embedder, texts: readonly string[] = ['a']): Promise<ParleyError> {
  const error = await embedder.embed(texts, 'passage').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ParleyError, String(error));
  assert.equal(error.code, 'unavailable');
  return error;
}

test('each text has its vector at unit length, whatever the batch and the order of the reply', async (context) => {
  const { embedder, service } = await embedderWith(context, (request) => {
    const { data } = embeddings(request).body as { data: unknown[] };
    return { body: { data: data.toReversed() } };
  });
  const texts = Array.from({ length: 75 }, (_, index) => 'ab'.repeat(index + 1));
  const vectors = await embedder.embed(texts, 'passage');
  assert.deepEqual(
    service.requests.map(({ body }) => (body.input as string[]).length),
    [32, 32, 11],
  );
  for (const [index, text] of texts.entries()) {
    const vector = vectors[index] ?? [];
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    assert.ok(Math.abs((vector[0] ?? 0) / (vector[2] ?? 0) - text.length) < 1e-2, text);
  }
  assert.equal(await embedder.dimensions(), 3);
  assert.equal(service.requests.length, 3);
});

test('the service is asked with its model and key, below its own address', async (context) => {
  const { embedder, service } = await embedderWith(context, embeddings);
  assert.equal(await embedder.dimensions(), 3);
  const [request] = service.requests;
  assert.equal(request?.path, '/v1/embeddings');
  assert.equal(request?.headers.authorization, `Bearer ${KEY}`);
  assert.equal(request?.body.model, 'text-embedding-3-small');
  assert.equal(embedder.name, 'openai/text-embedding-3-small');
});

test('questions and passages go with their prefixes, an empty text with something, a long one cut', async (context) => {
  const prefixes = { question: 'query: ', passage: 'passage: ' };
  const { embedder, service } = await embedderWith(context, embeddings, { prefixes });
  await embedder.embed(['why?'], 'question');
  await embedder.embed(['so.', ' \n', `${' '.repeat(9000)}${'x'.repeat(1_000_000)}`, '\ud800'], 'passage');
  assert.deepEqual(service.requests[0]?.body.input, ['query: why?']);
  const [short, empty, long, half] = (service.requests[1]?.body.input ?? []) as string[];
  assert.deepEqual([short, empty, half], ['passage: so.', 'passage: .', 'passage: \ufffd']);
  assert.equal(long?.length, 'passage: '.length + 8000);
});

test('the service does not see what is hidden from models', async (context) => {
  const { embedder, service } = await embedderWith(context, embeddings, { redact: ['emails'] });
  await embedder.embed(['ask ada@example.com or bob@example.com', 'ask ada@example.com'], 'passage');
  assert.deepEqual(service.requests[0]?.body.input, ['ask {{email-1}} or {{email-2}}', 'ask {{email-1}}']);
});

test('a service with too much to do is asked again after the time that it names', async (context) => {
  const { embedder, service } = await embedderWith(context, (request, nth) =>
    nth === 1
      ? { status: 429, headers: { 'retry-after': '0' } }
      : nth === 2
        ? { status: 503 }
        : embeddings(request),
  );
  assert.equal((await embedder.embed(['a'], 'passage')).length, 1);
  assert.equal(service.requests.length, 3);
});

test('one that wants to be left alone for longer than there is time fails at once, and says how long', async (context) => {
  const { embedder, service } = await embedderWith(context, () => ({
    status: 429,
    headers: { 'retry-after': '3600' },
  }));
  const error = await refusalOf(embedder);
  assert.equal(error.details.retryAfterSeconds, 3600);
  assert.match(
    error.message,
    /openai\/text-embedding-3-small takes no more requests for now \(HTTP 429\)\.$/,
  );
  assert.equal(service.requests.length, 1);
});

test('a service that is silent, down or talks nonsense is said to be', async (context) => {
  const patience = { tryMs: 60, wholeMs: 100, retries: 0 };
  const impatient = { patience: { question: patience, passage: patience } };
  const silent = await embedderWith(context, () => 'silent', impatient);
  assert.match((await refusalOf(silent.embedder)).message, /did not answer in time/);
  const down = await embedderWith(context, embeddings, impatient);
  await down.service.stop();
  assert.match((await refusalOf(down.embedder)).message, /cannot be reached/);
  const item = (embedding: unknown, index = 0) => ({ index, embedding });
  const vector = [1, 2];
  for (const body of [
    '<html>',
    '[]',
    'null',
    '{"data": {}}',
    { data: [] },
    { data: [item(vector)] },
    { data: [item(vector), item(vector)] },
    { data: [item(vector), item(vector, 2)] },
    { data: [item(vector), item([1, null], 1)] },
    { data: [item(vector), item(['1', 2], 1)] },
    { data: [item(vector), item([1, 2, 3], 1)] },
    { data: [item(vector), item([], 1)] },
    { data: [item(vector), item([1e300, 2], 1)] },
    { data: [item(vector), null] },
  ]) {
    const { embedder } = await embedderWith(context, () => ({ body }), impatient);
    const error = await refusalOf(embedder, ['a', 'b']);
    assert.match(error.message, /a reply that cannot be used/, JSON.stringify(body));
  }
});

test('vectors of another length than before are refused', async (context) => {
  const { embedder } = await embedderWith(context, (_, nth) => ({
    body: { data: [{ embedding: nth === 1 ? [1, 2] : [1, 2, 3] }] },
  }));
  assert.equal(await embedder.dimensions(), 2);
  assert.match((await refusalOf(embedder)).message, /other lengths than 2/);
});

test('what is too much for the service is sent in smaller pieces, and a text that is too long is cut', async (context) => {
  const { embedder, service } = await embedderWith(context, (request) => {
    const input = request.body.input as string[];
    return input.length > 2 || input.some((text) => text.length > 1000)
      ? { status: 413 }
      : embeddings(request);
  });
  const vectors = await embedder.embed(['a', 'aa', 'b'.repeat(3000), 'aaa', 'aaaa'], 'passage');
  assert.equal(vectors.length, 5);
  assert.deepEqual(Math.round((vectors[4]?.[0] ?? 0) / (vectors[4]?.[2] ?? 0)), 4);
  assert.ok(service.requests.length < 12);
});

test('a service that refuses every request is not asked for each text', async (context) => {
  const { embedder, service } = await embedderWith(context, () => ({ status: 400 }));
  const error = await refusalOf(embedder, Array(32).fill('text'));
  assert.match(error.message, /does not accept the request, the key or the name of the model \(HTTP 400\)/);
  assert.ok(service.requests.length <= 6, String(service.requests.length));
});

test('after five failures in a row it is left alone for a while', async (context) => {
  const patience = { tryMs: 1000, wholeMs: 1000, retries: 0 };
  const { embedder, service } = await embedderWith(context, () => ({ status: 500 }), {
    patience: { question: patience, passage: patience },
  });
  for (let failure = 0; failure < 5; failure++) await refusalOf(embedder);
  assert.match((await refusalOf(embedder)).message, /left alone for now/);
  assert.equal(service.requests.length, 5);
});

test('neither an error nor what is logged of it holds the key or a text', async (context) => {
  for (const status of [401, 500]) {
    const { embedder } = await embedderWith(context, () => ({ status, body: { error: `bad key ${KEY}` } }), {
      patience: {
        question: { tryMs: 500, wholeMs: 500, retries: 0 },
        passage: { tryMs: 500, wholeMs: 500, retries: 0 },
      },
    });
    const error = await refusalOf(embedder, ['a secret text']);
    const logged = JSON.stringify(describeError(error)) + JSON.stringify(error.details);
    assert.doesNotMatch(logged + error.message, /nobody-may-see|secret text/);
  }
});

test('a caller that leaves gets its own reason', async (context) => {
  const controller = new AbortController();
  const { embedder } = await embedderWith(context, () => {
    controller.abort(new Error('gone'));
    return 'silent';
  });
  await assert.rejects(embedder.embed(['a'], 'question', controller.signal), /^Error: gone$/);
  await assert.rejects(embedder.embed(['a'], 'question', controller.signal), /^Error: gone$/);
});

test('a redirect is not followed: the key is for one address', async (context) => {
  const other = await startJsonService(embeddings);
  context.after(() => other.stop());
  const { embedder } = await embedderWith(context, () => ({ status: 307, headers: { location: other.url } }));
  await refusalOf(embedder);
  assert.equal(other.requests.length, 0);
});
