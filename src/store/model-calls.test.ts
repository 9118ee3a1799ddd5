import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledTurn, keepCalls, modelCall } from '../../test/support/model-calls.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { newId, type Uuid } from '../core/ids.ts';
import { insertModelCalls } from './model-calls.ts';
import { runQueries } from './query.ts';

onEachEngine('The ledger of model calls', (store) => {
  const rowsOf = async (tenantId: Uuid) => {
    const sql = 'select * from model_calls order by place';
    return (await store().batch({ tenantId }, [{ sql }]))[0] ?? [];
  };

  test('every call of a turn is kept whole, in order, in one statement', async () => {
    const tenantId = await newTenant(store());
    const turn = calledTurn({ projectId: newId(), dialect: 'project' });
    const calls = [
      modelCall({
        outcome: 'failed',
        failure: 'rate_limited',
        ...{ promptTokens: 0, completionTokens: 0, price: 0, firstTokenMs: null },
      }),
      modelCall({ attempt: 2, cachedTokens: 40, price: 0.000_000_001 }),
      modelCall({ provider: 'ollama', model: 'qwen3', outcome: 'stopped', isEstimated: true, price: null }),
    ];
    await runQueries(store(), { tenantId }, [insertModelCalls(tenantId, turn, calls)]);
    const expected = calls.map((call, index) => ({
      ...{ tenant_id: tenantId, id: call.id, session_id: turn.sessionId, message_id: turn.messageId },
      ...{ project_id: turn.projectId, dialect: 'project', actor: 'jwt:ada', place: index + 1 },
      ...{ provider: call.provider, model: call.model, outcome: call.outcome, failure: call.failure },
      ...{ attempt: call.attempt, prompt_tokens: call.promptTokens, cached_tokens: call.cachedTokens },
      ...{ completion_tokens: call.completionTokens, is_estimated: call.isEstimated, price: call.price },
      ...{ began_at: call.beganAt, first_token_ms: call.firstTokenMs, last_token_ms: call.lastTokenMs },
    }));
    assert.deepEqual(await rowsOf(tenantId), expected);
  });

  test('a hundred calls are kept as one is, and none as none', async () => {
    const tenantId = await newTenant(store());
    await keepCalls(store(), tenantId, []);
    assert.deepEqual(await rowsOf(tenantId), []);
    const calls = Array.from({ length: 100 }, () => modelCall());
    await keepCalls(store(), tenantId, calls);
    assert.deepEqual(
      (await rowsOf(tenantId)).map(({ id, place }) => [place, id]),
      calls.map(({ id }, index) => [index + 1, id]),
    );
  });

  test('what no language calls a name is kept as it was told', async () => {
    const tenantId = await newTenant(store());
    const hostile = `'); drop table model_calls; -- "\\ $1 {"a":1} 漢字 🚀`;
    await keepCalls(store(), tenantId, [modelCall({ model: hostile })], { actor: hostile });
    const [row] = await rowsOf(tenantId);
    assert.deepEqual([row?.model, row?.actor], [hostile, hostile]);
  });

  test('a turn that cannot be stored leaves no call behind', async () => {
    const tenantId = await newTenant(store());
    const keep = insertModelCalls(tenantId, calledTurn(), [modelCall(), modelCall()]);
    await assert.rejects(store().batch({ tenantId }, [keep, { sql: 'select 1 / 0' }]));
    assert.deepEqual(await rowsOf(tenantId), []);
  });

  test('calls stay where their conversation and project are gone, and go with their tenant', async () => {
    const [tenantId, other] = [await newTenant(store()), await newTenant(store())];
    await keepCalls(store(), tenantId, [modelCall()], { projectId: newId() });
    await keepCalls(store(), other, [modelCall()]);
    assert.equal((await rowsOf(tenantId)).length, 1);
    await store().batch('system', [{ sql: 'delete from tenants where id = $1', params: [other] }]);
    const sql = 'select tenant_id from model_calls where tenant_id in ($1, $2)';
    const [left] = await store().batch('system', [{ sql, params: [tenantId, other] }]);
    assert.deepEqual(left, [{ tenant_id: tenantId }]);
  });

  test('no tenant sees the calls of another, nor writes any for it', async () => {
    const [ours, theirs] = [await newTenant(store()), await newTenant(store())];
    await keepCalls(store(), theirs, [modelCall()]);
    assert.deepEqual(await rowsOf(ours), []);
    const forged = insertModelCalls(theirs, calledTurn(), [modelCall()]);
    await assert.rejects(store().batch({ tenantId: ours }, [forged]), /row-level security/);
    assert.equal((await rowsOf(theirs)).length, 1);
  });
});
