import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answeredByShop } from '../../../test/support/asked-shop.ts';

/** Each list is what the shop's graph says, worked out by hand. */
const EXACT: readonly (readonly [question: string, ...listed: string[]])[] = [
  ['services that subscribe to order.created but do not publish to order.shipped', 'billing-worker'],
  ['subscribers of order.created that do not publish to order.shipped', 'billing-worker'],
  ['subscribers of order.created but not of payment.failed', 'billing-worker', 'shipping-service'],
  ['which services call users and also inventory', 'checkout'],
  ['who subscribes to order.shipped or stock.low', 'email-gateway', 'inventory', 'orders'],
  ['topics with publishers but without subscribers', 'payment.failed'],
  ['topics that have subscribers and no publisher', 'stock.low'],
  ['services without owner that call users', 'inventory'],
  ['which services subscribe to order.shipped but have no owner', 'email-gateway'],
  ['services owned by payments-team that subscribe to order.created', 'billing-worker'],
  ['services that use mqtt but do not call users'],
  ['services that use amqp', 'billing-worker'],
  ['What does checkout call that users does not?', 'users'],
  ['who calls users except checkout', 'inventory'],
  ['services that publish nothing but subscribe to something', 'email-gateway', 'inventory', 'search'],
  ['services tagged core that neither call users nor inventory', 'orders'],
  ['services downstream of checkout without an owner', 'email-gateway', 'search'],
  [
    'which services subscribe to exactly one topic',
    'billing-worker',
    'email-gateway',
    'inventory',
    'orders',
    'search',
    'shipping-service',
  ],
  ['how many topics are read by more than one service?', 'order.created', 'order.shipped'],
  ['services that call at least two services', 'checkout'],
  ['who else besides checkout calls users?', 'inventory'],
  ['topics that shipping-service publishes but search does not read', 'order.shipped'],
];

describe('several conditions of one thing', () => {
  for (const [question, ...listed] of EXACT) {
    it(question, async () => {
      const { text, abstained, state } = await answeredByShop(question);
      assert.equal(abstained, false, text);
      assert.deepEqual(state.listed.map(({ name }) => name).sort(), listed, text);
    });
  }

  it('names the conditions as they were read, and what says so', async () => {
    const { text, relationships } = await answeredByShop('which services call users and also inventory');
    assert.match(text, /1 service that calls users and that calls inventory/);
    assert.match(text, /checkout calls users \(docker-compose.yaml:12\)/);
    assert.deepEqual(
      relationships.map(({ title }) => title),
      ['checkout calls users', 'checkout calls inventory'],
    );
  });

  for (const question of [
    'services that use rabbit but not users',
    'services that call users but not the warehouse',
    'services that call users but not in the evening',
  ])
    it(`${question}: refused`, async () => {
      const { text, abstained } = await answeredByShop(question);
      assert.equal(abstained, true, text);
    });
});
