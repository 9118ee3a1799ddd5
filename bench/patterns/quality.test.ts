import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterRecords } from './cluster-records.ts';
import { bankTenant, type MadeIncident, madeTenant, saasTenant } from './made-tenants.ts';
import { measurePairs } from './pairs-measure.ts';

const measure = (incidents: readonly MadeIncident[]) =>
  measurePairs(
    incidents.map(({ family }) => family),
    clusterRecords(incidents.map(({ record }) => record)),
  );

test('families of made-up companies are found, and hardly anything else', () => {
  for (const [name, incidents] of Object.entries({
    whole: madeTenant({}),
    short: madeTenant({ how: 'short' }),
    causes: madeTenant({ how: 'title and cause' }),
    'one service': madeTenant({ service: 'shop' }),
    bank: bankTenant(),
    software: saasTenant(),
  })) {
    const { precision, recall } = measure(incidents);
    assert.ok(precision >= 0.85 && recall >= 0.8, `${name}: ${precision.toFixed(2)}, ${recall.toFixed(2)}`);
  }
});

test('where nothing is related there is no pattern', () => {
  assert.equal(measure(madeTenant({ families: [], singles: 40 })).wrong, 0);
  assert.equal(measure(saasTenant(true)).wrong, 0);
});
