import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepCalls, modelCall } from '../../../test/support/model-calls.ts';
import { onEachServer } from '../../../test/support/running-parley.ts';
import type { UsageBody } from './schema.ts';

onEachServer('The usage report over HTTP', (server) => {
  const ask = (key: string, query = '') =>
    fetch(`${server().url}/v1/usage${query}`, { headers: { Authorization: `Bearer ${key}` } });
  const read = async (key: string, query = '') => (await (await ask(key, query)).json()) as UsageBody;

  async function withCalls() {
    const tenantId = await server().newTenant();
    await keepCalls(server().parley.db, tenantId, [
      modelCall({ price: 0.25, cachedTokens: 30 }),
      modelCall({ provider: 'ollama', model: 'qwen3', outcome: 'stopped', isEstimated: true, price: null }),
    ]);
    return server().newKey(tenantId);
  }

  test('rows and totals are in the words of the document', async () => {
    const totals = {
      ...{ calls: 2, answered: 1, failed: 0, stopped: 1 },
      ...{ prompt_tokens: 200, cached_tokens: 30, completion_tokens: 20, estimated_calls: 1 },
      ...{ price: 0.25, unpriced_calls: 1 },
    };
    const key = await withCalls();
    assert.deepEqual(await read(key, '?from=2026-11-20&to=2026-11-20&by=model'), {
      ...{ from: '2026-11-20', to: '2026-11-20', by: ['model'] },
      items: [
        {
          ...{ provider: 'ollama', model: 'qwen3', ...totals, calls: 1, answered: 0, prompt_tokens: 100 },
          ...{ cached_tokens: 0, completion_tokens: 10, price: null },
        },
        {
          ...{ provider: 'openai', model: 'gpt-4o-mini', ...totals, calls: 1, stopped: 0 },
          ...{ prompt_tokens: 100, completion_tokens: 10, estimated_calls: 0, unpriced_calls: 0 },
        },
      ],
      totals,
    });
    const { items } = await read(key, '?from=2026-11-01&to=2026-11-30&by=dialect,%20project');
    assert.deepEqual(
      items.map(({ dialect, project, calls }) => [dialect, project, calls]),
      [['memory', null, 2]],
    );
  });

  test('without a query it is about this month, by day and model', async () => {
    const { from, to, by, items } = await read(await server().newKey(await server().newTenant()));
    assert.match(`${from} ${to}`, /^(\d{4}-\d{2})-01 \1-\d{2}$/);
    assert.deepEqual([by, items], [['day', 'model'], []]);
  });

  test('a query that cannot be is refused, with what is wrong about it', async () => {
    const key = await server().newKey(await server().newTenant());
    const queries = {
      from: ['from=now', 'from=2026-02-30', 'from=2026-11-20&to=2026-11-19', 'from=2025-01-01&to=2026-11-19'],
      to: ['to=2026-11-31', 'to='],
      by: ['by=', 'by=week', 'by=day,', `by=${'day,'.repeat(40)}day`],
    };
    for (const [field, wrong] of Object.entries(queries))
      for (const query of wrong) {
        const response = await ask(key, `?${query}`);
        const { error, message } = (await response.json()) as { error: string; message: string };
        assert.deepEqual([response.status, error], [400, 'validation_error'], query);
        assert.match(message, new RegExp(`^${field} `), query);
      }
  });

  test('only an admin with the scope reads it, and nobody what another organisation used', async () => {
    const tenantId = await server().newTenant();
    await keepCalls(server().parley.db, tenantId, [modelCall()]);
    const reader = await server().newKey(tenantId, { scopes: ['usage:read'] });
    const query = '?from=2026-11-01&to=2026-11-30';
    assert.equal((await read(reader, query)).totals.calls, 1);
    const others = [{ role: 'member' }, { role: 'viewer' }, { scopes: ['ai.chat:write'] }] as const;
    for (const { ...more } of others)
      assert.equal((await ask(await server().newKey(tenantId, more))).status, 403);
    const foreign = await server().newKey(await server().newTenant());
    assert.equal((await read(foreign, query)).totals.calls, 0);
  });
});
