import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startJsonService } from '../../../test/support/json-service.ts';
import { loadConfig } from '../../config/load.ts';
import { ParleyError } from '../../core/errors.ts';
import { createHttpReranker, type HttpRerankerSettings } from './http-reranker.ts';
import { openReranker } from './open-reranker.ts';

const KEY = 'a-key-that-nobody-may-see';

async function rerankerWith(
  context: TestContext,
  replyTo: Parameters<typeof startJsonService>[0],
  settings: Partial<HttpRerankerSettings> = {},
) {
  const service = await startJsonService(replyTo);
  context.after(() => service.stop());
  const url = `${service.url}/v2/rerank`;
  const reranker = createHttpReranker({
    model: 'm',
    url,
    key: KEY,
    timeoutMs: 2000,
    redact: [],
    ...settings,
  });
  return { reranker, service };
}

const ITEMS = [
  { index: 2, relevance_score: 0.9 },
  { index: 0, relevance_score: 0.5 },
  { index: 1, relevance_score: 0.1 },
];
const AS_SCORES = ITEMS.map(({ index, relevance_score: score }) => ({ index, score }));

test('scores come in the order of the passages, whatever form the service gives them', async (context) => {
  for (const body of [
    { results: ITEMS },
    { data: ITEMS },
    { data: AS_SCORES },
    { results: AS_SCORES },
    AS_SCORES,
  ]) {
    const { reranker, service } = await rerankerWith(context, () => ({ body }));
    assert.deepEqual(await reranker.rerank('why?', ['a', 'b', 'c']), [0.5, 0.1, 0.9]);
    const [{ path, headers, body: sent } = {}] = service.requests;
    assert.deepEqual([path, headers?.authorization], ['/v2/rerank', `Bearer ${KEY}`]);
    assert.deepEqual(sent, { model: 'm', query: 'why?', documents: ['a', 'b', 'c'], top_n: 3 });
  }
});

test('a service that calls passages texts is asked so from then on', async (context) => {
  const { reranker, service } = await rerankerWith(context, ({ body }) =>
    'texts' in body ? { body: AS_SCORES } : { status: 422 },
  );
  for (let use = 0; use < 2; use++)
    assert.deepEqual(await reranker.rerank('why?', ['a', 'b', 'c']), [0.5, 0.1, 0.9]);
  assert.equal(service.requests.length, 3);
});

test('a reply that leaves a passage out, or is no numbers, is refused', async (context) => {
  for (const body of [
    'no',
    'null',
    {},
    { results: {} },
    { results: ITEMS.slice(1) },
    { results: [...ITEMS.slice(1), ITEMS[1]] },
    { results: [...ITEMS.slice(1), { index: 3, relevance_score: 1 }] },
    { results: [...ITEMS.slice(1), { index: 2, relevance_score: '0.9' }] },
    { results: [...ITEMS.slice(1), null] },
  ]) {
    const { reranker } = await rerankerWith(context, () => ({ body }));
    const refused = (error: unknown) =>
      error instanceof ParleyError &&
      error.code === 'unavailable' &&
      error.message === 'The reranker m gave a reply that cannot be used.';
    await assert.rejects(reranker.rerank('why?', ['a', 'b', 'c']), refused, JSON.stringify(body));
  }
});

test('it has as long as it is given, and says what went wrong without the key', async (context) => {
  const silent = await rerankerWith(context, () => 'silent', { timeoutMs: 60 });
  await assert.rejects(silent.reranker.rerank('why?', ['a']), {
    code: 'unavailable',
    message: 'The reranker m did not answer in time.',
  });
  const refusing = await rerankerWith(context, () => ({ status: 401, body: { error: KEY } }));
  await assert.rejects(refusing.reranker.rerank('why?', ['a']), (error) => {
    assert.ok(error instanceof ParleyError);
    assert.match(error.message, /\(HTTP 401\)\.$/);
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /nobody-may-see/);
    return true;
  });
});

test('a caller that leaves gets its own reason', async (context) => {
  const controller = new AbortController();
  const { reranker } = await rerankerWith(context, () => {
    controller.abort(new Error('gone'));
    return 'silent';
  });
  await assert.rejects(reranker.rerank('why?', ['a'], controller.signal), /^Error: gone$/);
});

test('long passages are cut, too many are refused, none are not sent, and secrets stay here', async (context) => {
  const { reranker, service } = await rerankerWith(
    context,
    () => ({ body: { results: [{ index: 0, relevance_score: 1 }] } }),
    { redact: ['emails'] },
  );
  await reranker.rerank('who is ada@example.com?', [`ada@example.com ${'x'.repeat(1_000_000)}`]);
  const body = service.requests[0]?.body ?? {};
  const [document = ''] = (body.documents ?? []) as string[];
  assert.equal(body.query, 'who is {{email-1}}?');
  assert.match(document, /^\{\{email-1\}\} x+$/);
  assert.ok(document.length <= 4000);
  assert.deepEqual(await reranker.rerank('why?', []), []);
  await assert.rejects(reranker.rerank('why?', Array(101).fill('a')), RangeError);
  assert.equal(service.requests.length, 1);
});

test('there is one where the configuration names one', () => {
  assert.equal(openReranker(loadConfig({}, {}, '/nowhere')), null);
  const environment = {
    PARLEY_RERANKER: 'rerank-v3.5',
    PARLEY_RERANKER_URL: 'https://example.com/v2/rerank',
  };
  assert.equal(openReranker(loadConfig({}, environment, '/nowhere'))?.name, 'rerank-v3.5');
});
