import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answeredByShop } from '../../../test/support/asked-shop.ts';
import { MemoryGraph } from '../../../test/support/memory-graph.ts';
import { answerFromGraph } from './answer-from-graph.ts';

describe('two nodes of one name', () => {
  it('the verb decides', async () => {
    assert.match((await answeredByShop('who subscribes to orders?')).text, /^search subscribes to orders/);
    assert.match((await answeredByShop('what does orders publish?')).text, /^orders publishes to orders/);
    assert.match((await answeredByShop('who owns the orders service?')).text, /^orders-team owns orders/);
  });
  it('a noun decides', async () => {
    assert.match((await answeredByShop('tell me about the orders topic')).text, /^orders is a topic/);
    assert.match((await answeredByShop('tell me about the service orders')).text, /^orders is a service/);
  });
  it('else the asker is asked, and the next message chooses', async () => {
    const first = await answeredByShop('tell me about orders');
    assert.equal(first.inputRequired, true);
    assert.match(first.text, /the service orders or the topic orders/);
    const state = JSON.parse(JSON.stringify(first.state));
    assert.match((await answeredByShop('the topic', state)).text, /^orders is a topic/);
    assert.match((await answeredByShop('the first one', state)).text, /^orders is a service/);
  });
});

/** Near misses: nothing of the graph is said, whatever stands near. */
describe('names that are nearly there', () => {
  const offers: readonly (readonly [question: string, offered: string])[] = [
    ['what does chekcout2 publish?', 'checkout'],
    ['who consumes order.creates?', 'order.created'],
    ['what does shopping service publish?', 'shipping-service'],
    ['what does billing publish?', 'billing-worker'],
    ['who calls user-store?', 'users'],
  ];
  for (const [question, offered] of offers)
    it(question, async () => {
      const answer = await answeredByShop(question);
      assert.equal(answer.inputRequired || answer.abstained, true);
      assert.ok(answer.text.includes(offered) || !answer.inputRequired, answer.text);
    });

  it('a small slip is read, and said', async () => {
    const { text, abstained } = await answeredByShop('what does chekcout publish?');
    assert.equal(abstained, false);
    assert.match(text, /order\.created/);
    assert.match(text, /“chekcout” read as checkout/);
  });

  it('the offer is taken with a yes', async () => {
    const first = await answeredByShop('what does shopping service publish?');
    assert.equal(first.inputRequired, true);
    assert.match(
      (await answeredByShop('yes', first.state)).text,
      /shipping-service publishes to order\.shipped/,
    );
  });

  it('something else is no choice', async () => {
    const first = await answeredByShop('what does shopping service publish?');
    assert.match((await answeredByShop('who owns checkout?', first.state)).text, /payments-team/);
  });
});

describe('a service, and an API and a message that are called like it', () => {
  const shop = new MemoryGraph().node('message', 'Cart', { fields: { id: 'string' } }).edges(`
    checkoutservice calls cartservice @checkout.yaml:3
    cartservice provides CartService @demo.proto:5
    checkoutservice provides CheckoutService @demo.proto:9
  `);
  const cases: readonly (readonly [question: string, expected: RegExp])[] = [
    ['who calls the cart service?', /^checkoutservice calls cartservice/],
    ['who calls cart?', /^checkoutservice calls cartservice/],
    ['does checkout call cart?', /^Yes\. checkoutservice calls cartservice/],
    ['what breaks if cart is down?', /checkoutservice \(directly\)/],
    ['who calls the cartt service?', /“cartt” read as cartservice/],
    ['who provides the CartService API?', /^cartservice provides CartService/],
    ['what fields does Cart have?', /^Cart has 1 field/],
  ];
  for (const [question, expected] of cases)
    it(question, async () =>
      assert.match(
        (await answerFromGraph(question, shop, { now: new Date('2026-11-28T12:00:00Z'), previous: null }))
          ?.text ?? '',
        expected,
      ),
    );
});
