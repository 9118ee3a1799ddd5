import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import { ParleyError } from '../core/errors.ts';
import { createQuota } from './quota.ts';

const NOVEMBER = new Date('2026-11-20T12:00:00Z');

onEachEngine('Chat quota', (store) => {
  test('fifty parallel messages under a quota of twenty: exactly twenty pass', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 20);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => quota.reserve(tenantId, NOVEMBER)),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 20);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal((outcome.reason as ParleyError).code, 'quota_exceeded');
    }
  });

  test('what is refunded can be used again, and only that', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 10);
    const taken = await Promise.all(Array.from({ length: 10 }, () => quota.reserve(tenantId, NOVEMBER)));
    await Promise.all(taken.slice(0, 4).map((reservation) => reservation.refund()));
    const again = await Promise.allSettled(
      Array.from({ length: 10 }, () => quota.reserve(tenantId, NOVEMBER)),
    );
    assert.equal(again.filter(({ status }) => status === 'fulfilled').length, 4);
  });

  test('the month turns at midnight UTC, and the refusal says when', async () => {
    const tenantId = await newTenant(store());
    const quota = createQuota(store(), 1);
    await quota.reserve(tenantId, new Date('2026-11-30T23:59:58Z'));
    await assert.rejects(quota.reserve(tenantId, new Date('2026-11-30T23:59:58Z')), (error) => {
      assert.ok(error instanceof ParleyError);
      assert.equal(error.details.retryAfterSeconds, 2);
      assert.match(error.message, /2026-12-01/);
      return true;
    });
    await quota.reserve(tenantId, new Date('2026-12-01T00:00:00Z'));
  });

  test("one tenant's use is no other's", async () => {
    const quota = createQuota(store(), 1);
    await quota.reserve(await newTenant(store()), NOVEMBER);
    await quota.reserve(await newTenant(store()), NOVEMBER);
  });

  test('a quota of nothing lets nothing pass', async () => {
    const tenantId = await newTenant(store());
    await assert.rejects(createQuota(store(), 0).reserve(tenantId, NOVEMBER), ParleyError);
  });
});
