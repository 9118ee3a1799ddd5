import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { startOtlpCollector } from '../../test/support/otlp-collector.ts';
import { loadConfig } from '../config/load.ts';
import { noTracing, openTracing } from './tracing.ts';

const nowhere = '/no/such/folder';
const settingsFor = (environment: Record<string, string>) => loadConfig({}, environment, nowhere);
const unexpected = (error: unknown) => assert.fail(`reported: ${error}`);

test('the library is loaded where a collector is named, and nowhere else', async () => {
  const loaded: string[] = [];
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('@opentelemetry/')) loaded.push(specifier);
      return next(specifier, context);
    },
  });
  const collector = await startOtlpCollector();
  try {
    assert.equal(await openTracing(settingsFor({}), unexpected), noTracing);
    assert.equal(loaded.length, 0);
    const tracing = await openTracing(
      settingsFor({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }),
      unexpected,
    );
    await tracing.close();
    assert.ok(loaded.includes('@opentelemetry/sdk-trace'));
  } finally {
    hooks.deregister();
    await collector.close();
  }
});

test('without a collector every span and figure is taken and forgotten', async () => {
  assert.equal(noTracing.withContent, false);
  const turn = noTracing.begin('invoke_agent parley', { a: 1 }, 'no traceparent');
  const call = turn.child('chat x', 'client', { b: ['c'] });
  assert.equal(call.set({ d: true }), undefined);
  assert.equal(call.fail(new Error('broken'), 'timed_out'), undefined);
  assert.equal(call.end(), undefined);
  assert.equal(
    noTracing.recordModelCall({
      ...{ provider: 'openai', requestModel: 'x', seconds: 1, firstTokenSeconds: null },
      ...{ promptTokens: 1, completionTokens: 1 },
    }),
    undefined,
  );
  assert.equal(await noTracing.close(), undefined);
});

test('the settings reach the collector: address, headers, name, and whether text is told', async () => {
  const collector = await startOtlpCollector();
  try {
    const settings = settingsFor({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/otlp/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20k%2Cey,x-team=ops',
      OTEL_SERVICE_NAME: 'parley-eu',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    const tracing = await openTracing(settings, unexpected);
    assert.equal(tracing.withContent, true);
    tracing.begin('invoke_agent parley').end();
    await tracing.close();
    const [request] = collector.requests;
    assert.equal(request?.path, '/otlp/v1/traces');
    assert.equal(request?.headers.authorization, 'Bearer k,ey');
    assert.equal(request?.headers['x-team'], 'ops');
    assert.match(request?.body ?? '', /"parley-eu"/);
  } finally {
    await collector.close();
  }
});

test('a wrong collector address or header is refused without being repeated', () => {
  const refusedAs = (environment: Record<string, string>, expected: RegExp) =>
    assert.throws(
      () => settingsFor(environment),
      (error: Error) => expected.test(error.message) && !error.message.includes('hunter2'),
    );
  refusedAs({ OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://hunter2' }, /OTEL_EXPORTER_OTLP_ENDPOINT must be a URL/);
  refusedAs({ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, /OTEL_EXPORTER_OTLP_HEADERS must be headers/);
});
