import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { createParley, type Parley } from '../../src/parley.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { newStoreFolder } from '../support/embedded-store.ts';
import { importRecords } from '../support/import-history.ts';
import { type ModelStandIn, startModelStandIn } from '../support/model-stand-in/model-stand-in.ts';
import { inTurn } from '../support/model-stand-in/scripts/in-turn.ts';
import { callerOf } from '../support/new-caller.ts';
import { newTenant } from '../support/new-tenant.ts';
import { startOtlpCollector } from '../support/otlp-collector.ts';

const INCIDENT = {
  id: 'INC-1',
  title: 'Checkout was slow',
  started_at: '2026-03-02T10:00:00Z',
  services: ['checkout'],
  root_cause: 'The connection pool was too small.',
};
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('The traces of a turn', () => {
  let collector: Awaited<ReturnType<typeof startOtlpCollector>>;
  let standIn: ModelStandIn;
  let parley: Parley;
  let remove: () => Promise<void>;

  before(async () => {
    collector = await startOtlpCollector();
    standIn = await startModelStandIn(
      inTurn(
        { kind: 'tools', calls: [{ name: 'count_incidents', input: { service: 'checkout' } }] },
        { kind: 'text', text: 'The pool was too small [1].' },
      ),
    );
    const store = await newStoreFolder();
    remove = store.remove;
    const environment = {
      ...{ PARLEY_DATA: store.dataDir, PARLEY_MODEL: 'openai/first', OPENAI_API_KEY: 'key' },
      ...{ OPENAI_BASE_URL: standIn.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    };
    const logger = createLogger('silent');
    parley = await createParley(loadConfig({}, environment, '/nowhere'), { logger });
    const tenantId = await newTenant(parley.db);
    await importRecords(parley.db, tenantId, [INCIDENT]);
    const turn = parley.turn(callerOf(tenantId), {
      ...{ dialect: 'memory', ground: { kind: 'history' }, message: 'Why was checkout slow?' },
      ...{ maxMessageCharacters: 4000, now: new Date(), traceparent: TRACEPARENT },
    });
    for await (const event of turn) if (event.type === 'done') assert.match(event.reply, /too small \[1\]/);
    await parley.close();
  });
  after(async () => {
    await standIn.stop();
    await collector.close();
    await remove();
  });

  test("a turn continues its caller's trace, and holds its search, its model calls and its look-ups", () => {
    const spans = collector.spans();
    const turn = spans.find(({ name }) => name === 'invoke_agent parley');
    assert.deepEqual(
      [turn?.traceId, turn?.parentSpanId],
      [TRACEPARENT.split('-')[1], TRACEPARENT.split('-')[2]],
    );
    const below = spans.filter(({ parentSpanId }) => parentSpanId === turn?.spanId).map(({ name }) => name);
    assert.deepEqual(below.sort(), [
      'chat first',
      'chat first',
      'execute_tool count_incidents',
      'retrieval history',
    ]);
  });

  test('tokens, durations and times to the first token are recorded', () => {
    const names = new Set(collector.points().map(({ metric }) => metric));
    for (const name of ['gen_ai.client.token.usage', 'gen_ai.client.operation.duration'])
      assert.ok(names.has(name), [...names].join());
  });

  test('nothing of what was said is in them', () => {
    const sent = JSON.stringify(collector.requests.map(({ body }) => body));
    for (const said of ['Why was checkout slow', 'too small', 'Checkout was slow'])
      assert.ok(!sent.includes(said), said);
  });
});
