import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answeredByShop, askShop } from '../../../test/support/asked-shop.ts';
import type { TopologyAnswer } from './topology-answer.ts';

describe('follow-ups', () => {
  async function talk(...questions: string[]): Promise<TopologyAnswer> {
    let answer: TopologyAnswer | null = null;
    for (const question of questions)
      answer = await answeredByShop(question, answer ? JSON.parse(JSON.stringify(answer.state)) : null);
    assert.ok(answer);
    return answer;
  }

  const talks: readonly (readonly [questions: readonly string[], expected: RegExp])[] = [
    [['what does checkout publish?', 'and who subscribes to it?'], /2 services subscribe to order\.created/],
    [['what does checkout publish?', 'and who owns it?'], /payments-team owns checkout/],
    [['who consumes order.created?', 'who owns them?'], /orders-team owns shipping-service/],
    [
      ['what does checkout publish?', 'what about shipping-service?'],
      /shipping-service publishes to order\.shipped/,
    ],
    [['what does checkout publish?', 'and email-gateway?'], /email-gateway publishes to no topic/],
    [['who owns checkout?', 'and what does it call?'], /checkout calls 2 services/],
    [['who consumes order.created?', 'draw it'], /```mermaid/],
    [['what does checkout call?', 'how many?'], /checkout calls 2 services/],
    [['tell me about checkout', 'what breaks if it is down?'], /If checkout is down/],
    [['what breaks if users is down?', 'only directly'], /affected directly/],
    [['what is order.created?', 'and the consumers?'], /2 services subscribe/],
    [['what is order.created?', 'what fields does it have?'], /OrderCreated has 4 fields/],
  ];
  for (const [questions, expected] of talks)
    it(questions.join(' → '), async () => assert.match((await talk(...questions)).text, expected));

  it('a pronoun without anything spoken of is not guessed', async () => {
    assert.equal((await askShop('who subscribes to it?'))?.abstained ?? true, true);
  });
});

describe('pictures', () => {
  it('every answer can be drawn', async () => {
    const { text } = await answeredByShop('draw what breaks if inventory is down');
    assert.match(text, /```mermaid\nflowchart LR\n/);
    assert.match(text, /n\d -->\|calls\| n\d/);
  });
  it('the whole graph', async () => {
    assert.match((await answeredByShop('draw the whole graph')).text, /audit|order\.created/);
    assert.match((await answeredByShop('diagram of the architecture')).text, /```mermaid/);
  });
});

describe('several at once', () => {
  const several: readonly (readonly [question: string, ...expected: string[]])[] = [
    ['who publishes and who consumes order.shipped?', 'shipping-service publishes to', 'email-gateway'],
    ['what does billing-worker publish and subscribe to?', 'payment.failed', 'order.created'],
    ['who consumes order.created and order.shipped?', 'billing-worker', 'email-gateway', 'In common: none'],
    ['which services call both users and inventory?', 'In common: checkout'],
    ['producers and consumers of order.created', 'checkout publishes to', '2 services subscribe'],
    ['Who owns checkout and who owns orders service?', 'payments-team', 'orders-team'],
    ['what does checkout publish, and who consumes it?', 'order.created', '2 services subscribe'],
    [
      'which topics does checkout publish that shipping-service reads?',
      'checkout publishes to order.created',
      'shipping-service subscribes',
    ],
    ['how many services and topics are there?', '9 services', '6 topics'],
  ];
  for (const [question, ...expected] of several)
    it(question, async () => {
      const { text } = await answeredByShop(question);
      for (const each of expected) assert.ok(text.includes(each), `${each} in: ${text}`);
    });
});
