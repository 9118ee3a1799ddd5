import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../core/ids.ts';
import type { NodeName } from '../../topology/topology-graph.ts';
import { linkIncidentNames } from './incident-names.ts';

const named = (name: string, ...aliases: string[]): NodeName => ({
  id: newId(),
  kind: 'service',
  name,
  aliases,
});
const link = (services: readonly NodeName[], ...values: string[]) => {
  const found = linkIncidentNames(
    services,
    values.map((value) => ({ value, valueKey: value.toLowerCase() })),
  );
  return services.map(({ id }) => (found.get(id) ?? []).map(({ value, rule }) => `${value}: ${rule}`));
};

test('letter case and signs between words count for nothing, between digits they do', () => {
  assert.deepEqual(link([named('payment-service')], 'Payment Service', 'PaymentService'), [
    ['Payment Service: same words', 'PaymentService: same words'],
  ]);
  assert.deepEqual(link([named('shard-1-1')], 'shard-11'), [[]]);
});

test('a name is with or without “service”, where just one is called so', () => {
  assert.deepEqual(link([named('payment-service'), named('cart')], 'payment', 'cart-svc'), [
    ['payment: service suffix'],
    ['cart-svc: service suffix'],
  ]);
  assert.deepEqual(link([named('cart-service'), named('cart-svc')], 'cart'), [[], []]);
});

test('another name counts only where one service has it', () => {
  assert.deepEqual(link([named('a', 'till'), named('b')], 'till'), [['till: given alias'], []]);
  assert.deepEqual(link([named('a', 'till'), named('b', 'till')], 'till'), [[], []]);
});

test('what looks alike is not the same', () => {
  assert.deepEqual(
    link([named('payment'), named('payments-api')], 'paymnet', 'payments', 'payment-gateway'),
    [[], []],
  );
});
