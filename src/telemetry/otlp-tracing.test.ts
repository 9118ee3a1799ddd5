import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type OtlpCollector,
  type ReceivedSpan,
  startOtlpCollector,
} from '../../test/support/otlp-collector.ts';
import { ParleyError } from '../core/errors.ts';
import {
  modelCallAttributes,
  replyAttributes,
  retrievalAttributes,
  spanNames,
  toolCallAttributes,
  turnAttributes,
} from './genai-attributes.ts';
import { exchangeContent, queryContent, toolContent } from './genai-content.ts';
import { openOtlpTracing } from './otlp-tracing.ts';
import type { Tracing } from './tracing.ts';

const SECRET = 'marigold pancakes';
const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

/** Lets `work` write, closes the tracing, and gives the collector with what came. */
async function collected(
  work: (tracing: Tracing) => void,
  { withContent = false } = {},
): Promise<OtlpCollector> {
  const collector = await startOtlpCollector();
  after(() => collector.close());
  const errors: unknown[] = [];
  const settings = { endpoint: collector.url, headers: {}, serviceName: 'parley', withContent };
  const tracing = openOtlpTracing(settings, (error) => errors.push(error));
  work(tracing);
  await tracing.close();
  assert.deepEqual(errors, []);
  return collector;
}

const named = (collector: OtlpCollector, name: string): ReceivedSpan => {
  const span = collector.spans().find((one) => one.name === name);
  assert.ok(span, `no span ${name} among ${collector.spans().map((one) => one.name)}`);
  return span;
};

/** A turn with all that it can hold, message text included. */
function wholeTurn(tracing: Tracing): void {
  const turn = tracing.begin(spanNames.turn, turnAttributes({ dialect: 'rag' }));
  turn.set(turnAttributes({ dialect: 'rag', sessionId: 'session-1', template: { id: 'rag', version: 3 } }));
  const retrieval = turn.child(spanNames.retrieval('documents'), 'internal', {
    ...retrievalAttributes({ source: 'documents', topK: 8 }),
    ...queryContent(`query ${SECRET}`),
  });
  retrieval.set(retrievalAttributes({ source: 'documents', topK: 8, found: 2 }));
  retrieval.end();
  const call = turn.child(
    spanNames.modelCall('gpt-4o-mini'),
    'client',
    modelCallAttributes({ provider: 'openai', model: 'gpt-4o-mini', temperature: 0.2, maxTokens: 500 }),
  );
  const tool = call.child(spanNames.toolCall('count_incidents'), 'internal', {
    ...toolCallAttributes({ name: 'count_incidents', callId: 'call_1', found: 1 }),
    ...toolContent({ input: `{"topic":"${SECRET}"}`, result: SECRET }),
  });
  tool.end();
  call.set({
    ...replyAttributes({
      ...{ model: 'gpt-4o-mini-2024-07-18', finishReason: 'stop', firstTokenSeconds: 0.25 },
      ...{ promptTokens: 120, cachedTokens: 100, completionTokens: 30 },
    }),
    ...exchangeContent({
      instructions: `Answer. ${SECRET}`,
      messages: [{ role: 'user', content: `question ${SECRET}` }],
      reply: `reply ${SECRET}`,
    }),
  });
  call.end();
  turn.end();
}

describe('spans', () => {
  test('a turn arrives as a tree of spans with the attributes of the conventions', async () => {
    const collector = await collected(wholeTurn);
    const turn = named(collector, 'invoke_agent parley');
    const retrieval = named(collector, 'retrieval documents');
    const call = named(collector, 'chat gpt-4o-mini');
    const tool = named(collector, 'execute_tool count_incidents');
    assert.ok(!turn.parentSpanId);
    assert.deepEqual(
      [retrieval.parentSpanId, call.parentSpanId, tool.parentSpanId],
      [turn.spanId, turn.spanId, call.spanId],
    );
    assert.equal(new Set(collector.spans().map(({ traceId }) => traceId)).size, 1);
    assert.deepEqual([turn.kind, retrieval.kind, call.kind, tool.kind], [1, 1, 3, 1]);
    assert.deepEqual(turn.attributes, {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'parley',
      'parley.dialect': 'rag',
      'gen_ai.conversation.id': 'session-1',
      'gen_ai.prompt.name': 'rag',
      'gen_ai.prompt.version': '3',
    });
    assert.deepEqual(retrieval.attributes, {
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.data_source.id': 'documents',
      'gen_ai.request.top_k': 8,
      'parley.evidence.count': 2,
    });
    assert.deepEqual(call.attributes, {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o-mini',
      'gen_ai.request.stream': true,
      'gen_ai.request.temperature': 0.2,
      'gen_ai.request.max_tokens': 500,
      'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.cache_read.input_tokens': 100,
      'gen_ai.usage.output_tokens': 30,
    });
    assert.deepEqual(tool.attributes, {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'count_incidents',
      'gen_ai.tool.type': 'datastore',
      'gen_ai.tool.call.id': 'call_1',
      'parley.evidence.count': 1,
    });
    assert.ok(collector.spans().every(({ status }) => status.code === 0));
  });

  test('no text of a message, document or model leaves the process unless it is switched on', async () => {
    const silent = await collected(wholeTurn);
    assert.equal(silent.spans().length, 4);
    assert.ok(silent.requests.every(({ body }) => !body.includes(SECRET)));

    const telling = await collected(wholeTurn, { withContent: true });
    const { attributes } = named(telling, 'chat gpt-4o-mini');
    assert.deepEqual(JSON.parse(String(attributes['gen_ai.input.messages'])), [
      { role: 'user', parts: [{ type: 'text', content: `question ${SECRET}` }] },
    ]);
    assert.deepEqual(JSON.parse(String(attributes['gen_ai.output.messages'])), [
      { role: 'assistant', parts: [{ type: 'text', content: `reply ${SECRET}` }] },
    ]);
    assert.deepEqual(JSON.parse(String(attributes['gen_ai.system_instructions'])), [
      { type: 'text', content: `Answer. ${SECRET}` },
    ]);
    const tool = named(telling, 'execute_tool count_incidents').attributes;
    assert.equal(tool['gen_ai.tool.call.arguments'], `{"topic":"${SECRET}"}`);
    assert.equal(tool['gen_ai.tool.call.result'], SECRET);
    const retrieval = named(telling, 'retrieval documents').attributes;
    assert.equal(retrieval['gen_ai.retrieval.query.text'], `query ${SECRET}`);
  });

  test('a failed span tells the kind of error, and neither message nor stack nor cause', async () => {
    const errors: readonly (readonly [name: string, error: unknown, kind: string])[] = [
      [
        'known',
        new ParleyError('model_unavailable', SECRET, { cause: new Error(SECRET) }),
        'model_unavailable',
      ],
      ['system', Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
      ['plain', new TypeError(SECRET), 'TypeError'],
      ['talkative', Object.assign(new Error(SECRET), { name: SECRET, code: SECRET }), '_OTHER'],
      ['text', SECRET, 'string'],
    ];
    const collector = await collected(
      (tracing) => {
        for (const [name, error] of errors) {
          const span = tracing.begin(name);
          span.fail(error);
          span.end();
        }
        const span = tracing.begin('named');
        span.fail(new Error(SECRET), 'rate_limited');
        span.end();
      },
      { withContent: true },
    );
    for (const [name, , kind] of [...errors, ['named', null, 'rate_limited'] as const]) {
      const span = named(collector, name);
      assert.deepEqual(span.status, { code: 2 }, name);
      assert.equal(span.attributes['error.type'], kind, name);
      assert.deepEqual(
        span.events.map((event) => event.name),
        ['exception'],
      );
      assert.deepEqual(Object.keys(span.events[0]?.attributes ?? {}), ['exception.type']);
    }
    assert.ok(collector.requests.every(({ body }) => !body.includes(SECRET)));
  });

  test("the caller's trace is continued, and one that is not recorded stays so", async () => {
    const collector = await collected((tracing) => {
      const { traceId, spanId } = CALLER;
      const span = tracing.begin('recorded', {}, `00-${traceId}-${spanId}-01`);
      span.child('inner', 'internal').end();
      span.end();
      const silent = tracing.begin('not recorded', {}, `00-${traceId}-${spanId}-00`);
      silent.child('nor this', 'internal').end();
      silent.end();
    });
    const span = named(collector, 'recorded');
    assert.deepEqual({ traceId: span.traceId, spanId: span.parentSpanId }, CALLER);
    assert.equal(named(collector, 'inner').traceId, CALLER.traceId);
    assert.equal(collector.spans().length, 2);
  });

  test('a traceparent that is not valid begins a trace of its own', async () => {
    const { traceId, spanId } = CALLER;
    const invalid = [
      '',
      'x',
      `00-${traceId}-${spanId}`,
      `ff-${traceId}-${spanId}-01`,
      `00-${'0'.repeat(32)}-${spanId}-01`,
    ];
    const collector = await collected((tracing) => {
      for (const traceparent of invalid) tracing.begin('own', {}, traceparent).end();
    });
    assert.equal(collector.spans().length, invalid.length);
    for (const span of collector.spans()) {
      assert.ok(!span.parentSpanId);
      assert.match(span.traceId, /^[0-9a-f]{32}$/);
      assert.notEqual(span.traceId, traceId);
    }
  });

  test('every batch names the service, its version and its instance', async () => {
    const collector = await collected((tracing) => tracing.begin('one').end());
    const resource = collector.resource();
    assert.equal(resource['service.name'], 'parley');
    assert.match(String(resource['service.version']), /^\d+\.\d+\.\d+/);
    assert.match(String(resource['service.instance.id']), /^[0-9a-f-]{36}$/);
  });

  test('a span that is used after its end stays as it was', async () => {
    const collector = await collected((tracing) => {
      const span = tracing.begin('ended');
      span.end();
      span.set({ late: true });
      span.fail(new Error('late'));
      span.child('later child', 'internal').end();
      span.end();
    });
    assert.deepEqual(
      collector.spans().map(({ name }) => name),
      ['ended', 'later child'],
    );
    assert.deepEqual(named(collector, 'ended').attributes, {});
  });
});

describe('figures', () => {
  const figures = {
    ...{ provider: 'openai', requestModel: 'gpt-4o-mini', responseModel: 'gpt-4o-mini-2024-07-18' },
    ...{ seconds: 1.5, firstTokenSeconds: 0.25, promptTokens: 120, completionTokens: 30 },
  };
  const model = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o-mini',
    'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
  };
  const secondsBounds = [
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
  ];
  const tokenBounds = [
    ...[1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144],
    ...[1_048_576, 4_194_304, 16_777_216, 67_108_864],
  ];

  test('a model call arrives as the histograms of the conventions, in their buckets', async () => {
    const collector = await collected((tracing) => {
      tracing.recordModelCall(figures);
      tracing.recordModelCall(figures);
    });
    const duration = { unit: 's', count: 2, bounds: secondsBounds, attributes: model };
    const tokens = { metric: 'gen_ai.client.token.usage', unit: '{token}', count: 2, bounds: tokenBounds };
    assert.deepEqual(collector.points(), [
      { ...duration, metric: 'gen_ai.client.operation.duration', sum: 3 },
      { ...duration, metric: 'gen_ai.client.operation.time_to_first_chunk', sum: 0.5 },
      { ...tokens, sum: 240, attributes: { ...model, 'gen_ai.token.type': 'input' } },
      { ...tokens, sum: 60, attributes: { ...model, 'gen_ai.token.type': 'output' } },
    ]);
  });

  test('a call that failed before its first token counts its duration and its kind of error only', async () => {
    const collector = await collected((tracing) =>
      tracing.recordModelCall({
        ...{ provider: 'openai', requestModel: 'gpt-4o-mini', seconds: 2, firstTokenSeconds: null },
        ...{ promptTokens: 0, completionTokens: 0, errorType: 'timed_out' },
      }),
    );
    const points = collector.points();
    assert.deepEqual(
      points.map(({ metric }) => metric),
      ['gen_ai.client.operation.duration'],
    );
    assert.equal(points[0]?.attributes['error.type'], 'timed_out');
    assert.ok(!('gen_ai.response.model' in (points[0]?.attributes ?? {})));
  });

  test('a figure that is none does not spoil the sums', async () => {
    const collector = await collected((tracing) => {
      const wrong = { seconds: Number.NaN, firstTokenSeconds: Number.POSITIVE_INFINITY };
      tracing.recordModelCall({ ...figures, ...wrong, promptTokens: -5, completionTokens: Number.NaN });
      tracing.recordModelCall(figures);
    });
    assert.deepEqual(
      collector.points().map(({ count, sum }) => [count, sum]),
      [
        [1, 1.5],
        [1, 0.25],
        [1, 120],
        [1, 30],
      ],
    );
  });
});

describe('a collector that does not work', { timeout: 60_000 }, () => {
  const figures = {
    ...{ provider: 'openai', requestModel: 'x', seconds: 1, firstTokenSeconds: null },
    ...{ promptTokens: 1, completionTokens: 1 },
  };

  /** A tracing that has a span and a figure to send, and what it reports. */
  function waiting(
    endpoint: string,
    closeTimeoutMs: number,
  ): { tracing: Tracing; errors: readonly unknown[] } {
    const errors: unknown[] = [];
    const settings = { endpoint, headers: {}, serviceName: 'parley', withContent: false };
    const tracing = openOtlpTracing(settings, (error) => errors.push(error), closeTimeoutMs);
    tracing.begin('one').end();
    tracing.recordModelCall(figures);
    return { tracing, errors };
  }

  test('one that is down does not hold up the close', async () => {
    const gone = await startOtlpCollector();
    await gone.close();
    const { tracing, errors } = waiting(gone.url, 300);
    await tracing.close();
    assert.equal(errors.length, 1);
  });

  for (const status of [400, 500, 503]) {
    test(`one that answers ${status} is reported once, for traces and figures together`, async () => {
      const collector = await startOtlpCollector(status);
      try {
        const { tracing, errors } = waiting(collector.url, 300);
        await tracing.close();
        assert.equal(errors.length, 1);
      } finally {
        await collector.close();
      }
    });
  }

  for (const answer of ['never', 'endless'] as const) {
    test(`one whose answer is ${answer} is left, and no connection to it stays open`, async () => {
      const collector = await startOtlpCollector(answer);
      const untilConnections = async (fits: (count: number) => boolean) => {
        while (!fits(await collector.connections())) await sleep(10);
      };
      try {
        const { tracing, errors } = waiting(collector.url, 1000);
        const closing = tracing.close();
        await untilConnections((count) => count > 0);
        await closing;
        assert.match(String(errors[0]), /did not take what was left in time/);
        await untilConnections((count) => count === 0);
      } finally {
        await collector.close();
      }
    });
  }

  test('spans beyond what may wait are dropped, and who makes them does not notice', async () => {
    const collector = await collected((tracing) => {
      for (let made = 0; made < 10_000; made += 1) tracing.begin('one').end();
    });
    // The first batch was under way while the others waited.
    assert.equal(collector.spans().length, 512 + 2048);
  });

  test('a tracing that is closed takes what comes late, and sends nothing', async () => {
    const collector = await startOtlpCollector();
    try {
      const { tracing, errors } = waiting(collector.url, 5000);
      await Promise.all([tracing.close(), tracing.close()]);
      const requests = collector.requests.length;
      tracing.begin('late').end();
      tracing.recordModelCall(figures);
      await tracing.close();
      assert.equal(collector.requests.length, requests);
      assert.deepEqual(errors, []);
    } finally {
      await collector.close();
    }
  });
});
