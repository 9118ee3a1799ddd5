import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeIncidents } from '../../test/support/made-incidents.ts';
import { newPattern } from '../../test/support/new-pattern.ts';
import { newTenant } from '../../test/support/new-tenant.ts';
import { onEachEngine } from '../../test/support/on-each-engine.ts';
import type { Uuid } from '../core/ids.ts';
import { countInsights } from '../store/insights.ts';
import { runQuery } from '../store/query.ts';
import { workOutInsights } from './work-out-insights.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-06-30T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

onEachEngine('Insights in the background', (store) => {
  async function tenantWithRepeat(): Promise<Uuid> {
    const tenantId = await newTenant(store());
    const incidentIds = await madeIncidents(store(), tenantId, [
      { id: 'A', title: 'Down', summary: 'x', started_at: '2026-06-01T10:00Z', duration_minutes: 60 },
      { id: 'B', title: 'Down', summary: 'x', started_at: '2026-06-03T10:00Z' },
    ]);
    await newPattern(store(), tenantId, { title: 'Down', incidentIds });
    return tenantId;
  }
  const count = (tenantId: Uuid) =>
    runQuery(store(), { tenantId }, countInsights(tenantId, { category: null, severity: null }));

  test('every tenant with incidents is looked at once in a period, whoever looks, those without none', async () => {
    assert.equal(await workOutInsights(store(), 24 * HOUR_MS, NOW), false);
    await newTenant(store());
    const tenants = [await tenantWithRepeat(), await tenantWithRepeat()];
    const worked = await Promise.all([1, 2, 3, 4].map(() => workOutInsights(store(), 24 * HOUR_MS, NOW)));
    while (await workOutInsights(store(), 24 * HOUR_MS, NOW)) worked.push(true);
    assert.equal(worked.filter(Boolean).length, 2);
    for (const tenantId of tenants) assert.equal(await count(tenantId), 1);
    assert.equal(await workOutInsights(store(), 24 * HOUR_MS, later(23)), false);
    assert.equal(await workOutInsights(store(), 24 * HOUR_MS, later(24)), true);
  });
});
