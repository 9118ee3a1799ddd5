import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answeredByShop, askShop } from '../../../test/support/asked-shop.ts';

function refuses(what: string, questions: readonly string[]): void {
  describe(what, () => {
    for (const question of questions) {
      it(question, async () => {
        const answer = await askShop(question);
        if (answer === null) return;
        assert.equal(answer.abstained, true, answer.text);
      });
    }
  });
}

refuses('names that are not there', [
  'what does payments publish?',
  'who consumes order.cancelled?',
  'who owns the fraud service?',
  'what does checkout-v2 call?',
  'what does the checkout gateway publish?',
  'who subscribes to orders.created.dlq?',
  'what breaks if redis is down?',
  'who calls the user store?',
  'which services does finance-team own?',
  'how does checkout reach warehouse?',
  'does checkout call payments?',
  'does stripe call checkout?',
  'path from mobile-app to checkout',
  'tell me about the recommendation engine',
  'what is the loyalty service?',
  'who publishes to order.updated?',
  'consumers of shipment.created',
  'fields of OrderCancelled',
  'what does checkout-web call?',
  'who reads from order-db-replica?',
  'what does serach-indexer subscribe to?',
  'which services are in the system logistics?',
  'who owns billing gateway',
  'what does shopping-service publish?',
  'what does email service subscribe to in the newsletter system?',
  'who calls inventory-sync?',
]);

refuses('what the graph does not hold', [
  'what is the latency of checkout?',
  'how many requests per second does checkout get?',
  'why does checkout call users?',
  'what language is checkout written in?',
  'who wrote checkout?',
  'when was checkout deployed?',
  'what is the SLA of billing-worker?',
  'how much does checkout cost?',
  'is checkout fast?',
  'is checkout healthy?',
  'what version of kafka does order.created run on?',
  'how big is order.created?',
  'who is on holiday in payments-team?',
  'how many people are in payments-team?',
  'which services does checkout call in staging?',
  'what does checkout publish at night?',
  'which topics did checkout publish to before the migration?',
  'how often does checkout call users?',
  'what does checkout call asynchronously?',
  'who consumes order.created in Frankfurt?',
  'what is the password of orders-db?',
  'which services call users more than ten times?',
  'what is the throughput of order.created?',
  'how long does checkout keep orders?',
]);

describe('what is for somebody else', () => {
  const questions = [
    'how many incidents were there last week?',
    'what caused the checkout outage?',
    'which services had most incidents?',
    'list the open alerts of checkout',
    'what is the mean time to recovery?',
    'hello',
    'thank you',
    'what is the weather like?',
    'how do I write a postmortem?',
    'who resolved the last incident?',
    'show me the runbook for checkout',
    'what happened to users on Monday?',
    'how was the root cause found?',
  ];
  for (const question of questions) it(question, async () => assert.equal(await askShop(question), null));
});

describe('empty results are answers', () => {
  const empty: readonly (readonly [question: string, expected: RegExp])[] = [
    ['who subscribes to payment.failed?', /No service subscribes to payment\.failed/],
    ['what does search publish?', /search publishes to no topic/],
    ['who calls search?', /No service calls search/],
    ['who owns search?', /names no owner of search/],
    ['what does legacy-reports call?', /no call from legacy-reports/],
    ['what breaks if legacy-reports is down?', /Nothing in the graph is affected/],
    ['path from search to checkout', /no way from search to checkout/],
    ['is there a topic called invoice.paid?', /^No\. The graph has no topic called “invoice\.paid”/],
    ['is there a service called checkout?', /^Yes\. checkout is a service/],
    ['how many services call search?', /0: No service calls search/],
    ['which services are tagged blue?', /no service/],
  ];
  for (const [question, expected] of empty)
    it(question, async () => {
      const { text, abstained } = await answeredByShop(question);
      assert.match(text, expected);
      assert.equal(abstained, false);
    });
});

describe('hostile questions', () => {
  it('a long text is no question', async () => {
    assert.equal(await askShop('checkout '.repeat(100_000)), null);
    assert.equal(await askShop('a'.repeat(1_000_000)), null);
    assert.equal(await askShop(`what does ${'/'.repeat(1200)} call`), null);
  });
  it('signs of a name stay text', async () => {
    const { text } = await answeredByShop('who calls “<img src=x>|`a`|(b)”?');
    assert.equal(text.includes('\n'), false);
  });
});
