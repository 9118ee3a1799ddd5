import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepCalls, modelCall } from '../../test/support/model-calls.ts';
import { newCaller } from '../../test/support/new-caller.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Context } from '../core/context.ts';
import { newId } from '../core/ids.ts';
import { sumModelCalls } from '../store/model-call-sums.ts';
import { insertProject } from '../store/projects.ts';
import { runQueries } from '../store/query.ts';
import { readUsage, USAGE_KEYS, type UsageKey, type UsageRequest } from './usage-report.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const NOTHING = {
  ...{ calls: 0, answered: 0, failed: 0, stopped: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
  ...{ estimatedCalls: 0, price: null, unpricedCalls: 0 },
};

onEachEngine('The usage report', (store) => {
  const newAdmin = () => newCaller(store(), { role: 'admin' });
  const read = (context: Context, request: Partial<UsageRequest> = {}) =>
    readUsage(store(), context, { now: NOW, ...request });

  async function newProject({ tenantId }: Context, slug: string) {
    const project = { id: newId(), slug, name: slug, description: null, aiCredits: 0 };
    await runQueries(store(), { tenantId }, [insertProject(tenantId, project)]);
    return project.id;
  }

  /** Six calls over two days, two models, two dialects and a project. */
  async function withCalls(): Promise<Context> {
    const context = await newAdmin();
    const { tenantId } = context;
    const projectId = await newProject(context, 'web-shop');
    const next = { beganAt: new Date('2026-11-21T08:00:00Z') };
    const failed = { outcome: 'failed', failure: 'timed_out', promptTokens: 0, completionTokens: 0 } as const;
    const local = { provider: 'ollama', model: 'qwen3', price: null } as const;
    await keepCalls(store(), tenantId, [
      modelCall({ ...failed, price: 0 }),
      modelCall({ cachedTokens: 60, price: 0.1 }),
      modelCall({ price: 0.2 }),
    ]);
    const project = { dialect: 'project', projectId } as const;
    await keepCalls(store(), tenantId, [modelCall({ ...next, outcome: 'stopped', price: 0.3 })], project);
    await keepCalls(store(), tenantId, [modelCall({ ...local, isEstimated: true })], project);
    await keepCalls(store(), tenantId, [modelCall({ ...next, ...local })]);
    return context;
  }

  const both = { from: '2026-11-20', to: '2026-11-21' };

  test('sums are right by day and model, with the total of all', async () => {
    const report = await read(await withCalls(), both);
    assert.deepEqual(
      { ...report, items: [] },
      {
        ...both,
        by: ['day', 'model'],
        items: [],
        totals: {
          ...{ calls: 6, answered: 4, failed: 1, stopped: 1 },
          ...{ promptTokens: 500, cachedTokens: 60, completionTokens: 50, estimatedCalls: 1 },
          // 0.1 + 0.2 + 0.3 is 0.6000000000000001 in binary fractions.
          ...{ price: 0.6, unpricedCalls: 2 },
        },
      },
    );
    assert.deepEqual(report.items, [
      {
        ...{ day: '2026-11-20', provider: 'ollama', model: 'qwen3', ...NOTHING, calls: 1, answered: 1 },
        ...{ promptTokens: 100, completionTokens: 10, estimatedCalls: 1, unpricedCalls: 1 },
      },
      {
        ...{ day: '2026-11-20', provider: 'openai', model: 'gpt-4o-mini', ...NOTHING, calls: 3, answered: 2 },
        ...{ failed: 1, promptTokens: 200, cachedTokens: 60, completionTokens: 20, price: 0.3 },
      },
      {
        ...{ day: '2026-11-21', provider: 'ollama', model: 'qwen3', ...NOTHING, calls: 1, answered: 1 },
        ...{ promptTokens: 100, completionTokens: 10, unpricedCalls: 1 },
      },
      {
        ...{ day: '2026-11-21', provider: 'openai', model: 'gpt-4o-mini', ...NOTHING, calls: 1, stopped: 1 },
        ...{ promptTokens: 100, completionTokens: 10, price: 0.3 },
      },
    ]);
  });

  test('whatever it is counted by, the rows name just that and add up to the total', async () => {
    const context = await withCalls();
    const named: Record<UsageKey, readonly string[]> = {
      ...{ day: ['day'], model: ['model', 'provider'], dialect: ['dialect'], project: ['project'] },
    };
    const rowsBy: Record<UsageKey, number> = { day: 2, model: 2, dialect: 2, project: 2 };
    const figures = Object.keys(NOTHING);
    for (let mask = 1; mask < 16; mask++) {
      const by = USAGE_KEYS.filter((_, index) => mask & (1 << index));
      const { items, totals } = await read(context, { ...both, by });
      for (const item of items)
        assert.deepEqual(Object.keys(item).sort(), [...figures, ...by.flatMap((key) => named[key])].sort());
      const keys = items.map((item) =>
        JSON.stringify(by.flatMap((key) => named[key].map((name) => Object(item)[name]))),
      );
      assert.deepEqual(keys, [...new Set(keys)]);
      for (const name of ['calls', 'answered', 'failed', 'stopped', 'promptTokens', 'unpricedCalls'] as const)
        assert.equal(
          items.reduce((sum, item) => sum + item[name], 0),
          totals[name],
          `${by} ${name}`,
        );
      if (by.length === 1) assert.equal(items.length, rowsBy[by[0] as UsageKey]);
    }
  });

  test('keys given in any order, or twice, are those of the list', async () => {
    const report = await read(await withCalls(), { ...both, by: ['project', 'dialect', 'project'] });
    assert.deepEqual(report.by, ['dialect', 'project']);
    assert.deepEqual(
      report.items.map(({ dialect, project, calls }) => [dialect, project, calls]),
      [
        ['memory', null, 4],
        ['project', 'web-shop', 2],
      ],
    );
  });

  test('a deleted project is shown by its id, apart from a later one of the same slug', async () => {
    const context = await newAdmin();
    const { tenantId } = context;
    const first = await newProject(context, 'web-shop');
    await keepCalls(store(), tenantId, [modelCall()], { projectId: first });
    await store().batch({ tenantId }, [{ sql: 'delete from projects where id = $1', params: [first] }]);
    const second = await newProject(context, 'web-shop');
    await keepCalls(store(), tenantId, [modelCall(), modelCall()], { projectId: second });
    const { items } = await read(context, { by: ['project'] });
    assert.deepEqual(
      items.map(({ project, calls }) => [project, calls]),
      [
        [first, 1],
        ['web-shop', 2],
      ],
    );
  });

  test('a day begins and ends at midnight UTC, wherever the store believes to be', async () => {
    const context = await newAdmin();
    const moments = [
      '2026-11-19T23:59:59.999Z',
      '2026-11-20T00:00:00Z',
      '2026-11-20T23:59:59.999Z',
      '2026-11-21T00:00:00Z',
    ];
    for (const moment of moments)
      await keepCalls(store(), context.tenantId, [modelCall({ beganAt: new Date(moment) })]);
    const daily = await read(context, { from: '2026-11-19', to: '2026-11-21', by: ['day'] });
    assert.deepEqual(
      daily.items.map(({ day, calls }) => [day, calls]),
      [
        ['2026-11-19', 1],
        ['2026-11-20', 2],
        ['2026-11-21', 1],
      ],
    );
    const zone = { sql: "select set_config('timezone', 'Pacific/Kiritimati', true)" };
    const span = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
    const query = sumModelCalls(context.tenantId, { ...span, by: ['day'] }, 10);
    const [, rows] = await store().batch({ tenantId: context.tenantId }, [zone, query]);
    assert.deepEqual(
      query.read(rows ?? []).rows.map(({ day, calls }) => [day, calls]),
      [['2026-11-20', 2]],
    );
  });

  test('unless told otherwise it is about this month until today', async () => {
    const context = await newAdmin();
    for (const day of ['2026-10-31', '2026-11-01', '2026-11-20', '2026-11-21'])
      await keepCalls(store(), context.tenantId, [modelCall({ beganAt: new Date(`${day}T12:00:00Z`) })]);
    const { from, to, totals } = await read(context);
    assert.deepEqual([from, to, totals.calls], ['2026-11-01', '2026-11-20', 2]);
    const october = await read(context, { to: '2026-10-31' });
    assert.deepEqual([october.from, october.totals.calls], ['2026-10-01', 1]);
  });

  test('where nothing was called there are no rows, and a total of nothing', async () => {
    const { items, totals } = await read(await newAdmin());
    assert.deepEqual([items, totals], [[], NOTHING]);
  });

  test('a span that cannot be, or is too long, is refused with the field named', async () => {
    const context = await newAdmin();
    const refused = (request: Partial<UsageRequest>, subject: string) =>
      assert.rejects(read(context, request), (error) => {
        const { code, details } = error as { code?: string; details?: { subject?: string } };
        assert.deepEqual([code, details?.subject], ['invalid_input', subject], JSON.stringify(request));
        return true;
      });
    for (const day of ['', 'yesterday', '2026-02-30', '2026-11-20T00:00:00Z', "2026-11-20' or true --"]) {
      await refused({ from: day }, 'from');
      await refused({ from: '2026-11-01', to: day }, 'to');
    }
    await refused({ from: '2026-11-21' }, 'from');
    await refused({ from: '2025-11-19' }, 'from');
    assert.equal((await read(context, { from: '2025-11-20' })).from, '2025-11-20');
    await refused({ by: [] }, 'by');
  });

  test('more rows than anybody reads are refused, with what to do', async () => {
    const context = await newAdmin();
    const calls = Array.from({ length: 10_001 }, (_, index) => modelCall({ model: `m${index}` }));
    await keepCalls(store(), context.tenantId, calls);
    await assert.rejects(read(context), { code: 'invalid_input', message: /ask for fewer days or by less/ });
    const { items, totals } = await read(context, { by: ['day'] });
    assert.deepEqual([items.length, totals.calls], [1, 10_001]);
  });

  test('other tenants see nothing of it', async () => {
    await withCalls();
    assert.deepEqual((await read(await newAdmin(), both)).totals, NOTHING);
  });

  test('only an admin with the scope reads it', async () => {
    const admin = await newAdmin();
    for (const role of ['member', 'viewer'] as const)
      await assert.rejects(read({ ...admin, role }), { code: 'forbidden', details: { subject: 'role' } });
    await assert.rejects(read({ ...admin, scopes: ['keys:write', 'tenant:read'] }), { code: 'forbidden' });
    await read({ ...admin, scopes: ['usage:read'] });
  });
});
