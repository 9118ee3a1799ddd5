import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryGraph } from '../../../test/support/memory-graph.ts';
import { memoryShop } from '../../../test/support/memory-shop.ts';
import { answerFromGraph } from './answer-from-graph.ts';
import type { TopologyAnswer, TopologyState } from './topology-answer.ts';

const graph = memoryShop();
const NOW = new Date('2026-11-28T12:00:00Z');

const ask = (question: string, previous: TopologyState | null = null): Promise<TopologyAnswer | null> =>
  answerFromGraph(question, graph, { now: NOW, previous });

async function answered(question: string, previous: TopologyState | null = null): Promise<TopologyAnswer> {
  const answer = await ask(question, previous);
  assert.ok(answer, `${question}: not taken for a question about the graph`);
  return answer;
}

/** What all of these phrasings must be told: every text of the list, none of those behind `!`. */
type Expected = readonly string[];

function says(what: string, expected: Expected, questions: readonly string[]): void {
  describe(what, () => {
    for (const question of questions) {
      it(question, async () => {
        const { text, abstained } = await answered(question);
        assert.equal(abstained, false, text);
        for (const each of expected) {
          const isAbsent = each.startsWith('!');
          assert.equal(text.includes(isAbsent ? each.slice(1) : each), !isAbsent, `${each} in: ${text}`);
        }
      });
    }
  });
}

says(
  'what a service publishes',
  ['order.created (', 'checkout/asyncapi.yaml:20', '!order.shipped'],
  [
    'What does checkout publish?',
    'which topics does checkout write to',
    'what does the checkout service emit?',
    'Which topic is published by checkout?',
    'What events does checkout produce?',
    'topics published by checkout',
    'show me what checkout sends',
    'To which topics does checkout publish?',
    'Which topics does the service checkout publish to?',
    'what is checkout publishing',
    'checkout publishes what?',
    'Could you please tell me which topics checkout publishes to?',
  ],
);

says(
  'who publishes to a topic',
  ['shipping-service publishes to order.shipped (shipping/asyncapi.yaml:28)', '!checkout'],
  [
    'who publishes to order.shipped?',
    'Who produces order.shipped?',
    'which service emits order.shipped',
    'producer of order.shipped',
    'order.shipped producers',
    "order.shipped's publisher?",
    'Which services write to the order.shipped topic?',
    'who sends order.shipped events',
    'who is publishing to order shipped?',
    'By whom is order.shipped published?',
    'order.shipped is published by whom?',
  ],
);

says(
  'who subscribes to a topic',
  [
    '2 services subscribe to order.created',
    'billing-worker (billing/asyncapi.yaml:20)',
    'shipping-service (shipping/asyncapi.yaml:20)',
    '!email-gateway',
  ],
  [
    'who consumes order.created?',
    'Who subscribes to order.created?',
    'which services listen to order.created',
    'who reads from order.created',
    'List the consumers of order.created',
    'consumers of order.created',
    'order.created subscribers',
    'Which services are subscribed to order.created?',
    'which services receive order.created',
    'How many services consume order.created?',
    'number of subscribers of order.created',
    'who handles order.created events?',
    'By which services is order.created consumed?',
    'Who gets order.created?',
    'who listens on the order.created channel?',
    'Who is listening to “order.created”?',
    'who consumes Order-Created?',
  ],
);

says(
  'what a service subscribes to',
  ['email-gateway subscribes to order.shipped (email/asyncapi.yaml:20)'],
  [
    'what does email-gateway subscribe to?',
    'What does the email gateway consume?',
    'which topics does email-gateway listen to',
    'which topics is email-gateway subscribed to?',
    'topics consumed by email gateway',
    'what does email-gateway read from',
    'subscriptions of email-gateway',
    "email-gateway's subscriptions",
  ],
);

says(
  'what a service calls',
  ['checkout calls 2 services', 'users (docker-compose.yaml:12)', 'inventory (docker-compose.yaml:13)'],
  [
    'what does checkout call?',
    'which services does checkout call',
    'Which services are called by checkout?',
    'who does checkout call?',
    'checkout calls which services?',
    'services called by checkout',
    'How many services does checkout call?',
    'calls from checkout',
  ],
);

says(
  'who calls a service',
  ['2 services call users', 'checkout (docker-compose.yaml:12)', 'inventory (docker-compose.yaml:44)'],
  [
    'who calls users?',
    'which services call the users service',
    'callers of users',
    'by which services is users called?',
    'who is calling users',
    'who invokes users?',
    'Which services make requests to users?',
    'how many services call users',
  ],
);

says(
  'dependencies',
  ['orders depends on orders-db (docker-compose.yaml:21)'],
  [
    'what does the orders service depend on?',
    'dependencies of orders service',
    'what does the service orders rely on',
    'which databases does the orders service depend on?',
    'what depends on orders-db?',
    'who uses orders-db',
    'which services need orders-db?',
    'dependents of orders-db',
    'what is orders-db used by?',
  ],
);

says(
  'owners',
  ['payments-team owns checkout (catalog-info.yaml:10)', '!orders-team'],
  [
    'who owns checkout?',
    'Which team owns checkout?',
    'owner of checkout',
    "who is checkout's owner",
    'who is responsible for the checkout service?',
    'who maintains checkout',
    'by whom is checkout owned?',
    'which team is responsible for checkout',
    'who should I ask about checkout?',
    'what team does checkout belong to?',
    'who is in charge of checkout?',
    'team of checkout',
  ],
);

says(
  'what a team owns',
  [
    'payments-team owns',
    'checkout (catalog-info.yaml:10)',
    'billing-worker (catalog-info.yaml:50)',
    '!shipping',
  ],
  [
    'what does payments-team own?',
    'which services does the payments team own',
    'what is owned by payments-team?',
    'services of team payments-team',
    'list the services owned by payments-team',
    'how many services does payments-team own?',
    'what is the payments-team responsible for?',
    'Which services belong to payments-team?',
  ],
);

says(
  'systems',
  ['orders (catalog-info.yaml:72)', 'shipping-service (catalog-info.yaml:82)', '!checkout'],
  [
    'which services are in the system fulfilment?',
    'which services are part of fulfilment',
    'what belongs to fulfilment?',
    'services in fulfilment',
    'what does the fulfilment system contain?',
  ],
);

says(
  'what breaks',
  [
    'If inventory is down, 7 services are affected',
    'checkout (directly): checkout calls inventory (docker-compose.yaml:13)',
    'users (directly)',
  ],
  [
    'what breaks if inventory is down?',
    'who is affected if inventory fails?',
    'Which services are affected when inventory goes down?',
    'what happens when inventory crashes',
    'what is the blast radius of inventory?',
    'impact of inventory being unavailable',
    'what stops working if inventory goes away?',
    'what would break without inventory?',
    'if inventory is offline, who suffers?',
    'How many services are affected if inventory is down?',
    'what is downstream of inventory?',
    'what if inventory dies, what breaks?',
  ],
);

says(
  'what is needed',
  ['orders-db', 'shipping-service (directly)', 'checkout (2 hops)'],
  [
    'what does the orders service need to work?',
    'what does the orders service need in order to run?',
    'everything the orders service transitively depends on',
  ],
);

says(
  'ways',
  [
    'checkout publishes to order.created (checkout/asyncapi.yaml:20)',
    'shipping-service subscribes to order.created',
    'email-gateway subscribes to order.shipped',
  ],
  [
    'how does checkout reach email-gateway?',
    'path from checkout to email-gateway',
    'shortest path from checkout to the email gateway',
    'is there a path from checkout to email-gateway?',
    'how do messages get from checkout to email-gateway?',
    'how is checkout connected to email-gateway?',
    'is checkout connected to email-gateway?',
    'route between checkout and email-gateway',
    'all paths between checkout and email-gateway',
    'how many hops from checkout to email-gateway?',
  ],
);

says(
  'yes',
  ['Yes. checkout calls users (USERS_URL; docker-compose.yaml:12)'],
  [
    'does checkout call users?',
    'does checkout directly call the users service',
    'is users called by checkout?',
    'Is there a call from checkout to users?',
    'does checkout use users?',
    'does checkout depend on users?',
  ],
);

says(
  'no',
  ['No. The graph has nothing that says that search calls users'],
  ['does search call users?', 'is users called by search?', 'does search directly call users?'],
);

says(
  'topics nobody reads',
  ['payment.failed (billing/asyncapi.yaml:15)', '!order.created', '!stock.low'],
  [
    'which topics have no consumer?',
    'topics without consumers',
    'which topics are not consumed by anyone?',
    'topics that nobody subscribes to',
    'which topics does nobody read?',
    'unconsumed topics',
    'are there topics without subscribers?',
    'which topics lack a consumer',
    'how many topics have no subscriber?',
  ],
);

says(
  'topics nobody writes',
  ['stock.low (inventory/asyncapi.yaml:7)', '!payment.failed'],
  [
    'which topics have no producer?',
    'topics without a publisher',
    'topics nobody publishes to',
    'which topics are never published to?',
  ],
);

says(
  'services without owner',
  ['search (search/asyncapi.yaml:3)', 'users', '!checkout', '!billing-worker'],
  [
    'services without owner',
    'which services have no owner?',
    'which services are unowned',
    'services nobody owns',
    'how many services have no owner?',
    'services without a team',
  ],
);

says(
  'shared topics',
  ['order.created', 'billing-worker, checkout and shipping-service', '!payment.failed'],
  ['which topics are shared?', 'shared topics', 'which services share a topic?'],
);

says(
  'in common',
  ['order.created'],
  [
    'what do billing-worker and shipping-service have in common?',
    'which topics do billing-worker and shipping-service share?',
    'compare billing-worker and shipping-service',
    'do billing-worker and shipping-service share a topic?',
  ],
);

says(
  'cycles',
  ['The graph has 1 cycle', 'inventory → users → inventory'],
  [
    'are there any cycles?',
    'is there a circular dependency?',
    'circular dependencies',
    'how many cycles are there?',
    'which services call each other?',
    'is users part of a cycle?',
  ],
);

says(
  'hubs',
  ['checkout: 5 (checkout/asyncapi.yaml:3)', 'orders: 5'],
  ['which service is the biggest hub?', 'most connected service', 'what is the most connected service?'],
);

says(
  'fields',
  ['OrderCreated has 4 fields (checkout/messages.yaml:4)', 'orderId: string, required', 'lines[].sku'],
  [
    'what fields does OrderCreated have?',
    'fields of OrderCreated',
    'which fields does an order.created message contain?',
    'what does an OrderCreated message contain?',
    'what is in the OrderCreated message?',
    'schema of OrderCreated',
    'what does the payload of OrderCreated look like?',
    'how many fields does OrderCreated have?',
  ],
);

says(
  'a field',
  ['its type is number', 'required', 'In cents.'],
  [
    'what type is the field total of OrderCreated?',
    'type of total in OrderCreated',
    'what is the type of field total of OrderCreated',
    'does OrderCreated have a field total?',
    'is total required in OrderCreated?',
  ],
);

says(
  'who uses a field',
  ['OrderShipped has carrier', 'order.shipped carries OrderShipped', '!OrderCreated'],
  [
    'which messages have the field carrier?',
    'which messages contain carrier?',
    'what uses field carrier?',
    'who reads the field carrier',
    'what uses the carrier field',
  ],
);

says(
  'describe',
  [
    'checkout is a service of type backend (checkout/asyncapi.yaml:3)',
    'Takes orders',
    'core',
    'payments-team owns checkout',
    'checkout calls 2 services',
  ],
  [
    'what is checkout?',
    'describe checkout',
    'tell me about checkout',
    'tell me about the checkout service',
    'checkout',
    'what do you know about checkout?',
  ],
);

says(
  'properties',
  ['7 days'],
  ['what is the retention of order.created?', 'retention of order.created', 'order.created retention?'],
);
says(
  'partitions',
  ['12'],
  ['how many partitions does order.created have?', 'partitions of the order.created topic'],
);
says(
  'protocols',
  ['kafka'],
  [
    'what protocol does order.created use?',
    'which protocol is order.created on?',
    'protocol of order.created',
    'is order.created kafka?',
  ],
);
says(
  'tags',
  ['core', 'money'],
  ['what tags does checkout have?', 'tags of checkout', 'how is checkout tagged?'],
);
says('links', ['https://handbook.example/checkout'], ['links of checkout', 'what links does checkout have?']);
says('places', ['checkout/asyncapi.yaml:3'], ['where is checkout defined?']);

says(
  'changes',
  ['added: service search', 'vanished: topic order.cancelled', '!email-gateway'],
  [
    'what changed since the last import?',
    'what changed in the last import',
    'changes of the last import',
    'what changed in the last 10 days?',
    'what has changed since November 15?',
  ],
);
says(
  'additions',
  ['added: service search', '!vanished', '!email-gateway'],
  ['what was added in the last import?', 'what has been added since the last import?'],
);
says('nothing new', ['No topic added in the last week'], ['which topics were added last week?']);

says(
  'counts',
  ['The graph has 9 services'],
  [
    'how many services are there?',
    'number of services',
    'count the services',
    'list all services',
    'which services exist?',
    'what services do we have?',
  ],
);
says(
  'filters',
  ['order.created', 'order.shipped', 'orders', '!stock.low', '!payment.failed'],
  ['list kafka topics', 'which topics use kafka?', 'how many kafka topics are there?'],
);
says(
  'tagged',
  ['checkout', 'orders', '!search'],
  ['list services tagged core', 'which services are tagged core?', 'services with tag core'],
);
says('experimental', ['search', '!checkout'], ['which services are experimental?', 'experimental services']);
says(
  'apis',
  ['billing-api'],
  [
    'which apis are there?',
    'what API does checkout consume?',
    'which api does billing-worker provide?',
    'who provides billing-api?',
    'who consumes the billing-api?',
  ],
);
says(
  'overview',
  ['9 services', '6 topics'],
  ['give me an overview', 'what is in the graph?', 'how does the system hang together?'],
);

describe('two nodes of one name', () => {
  it('the verb decides', async () => {
    assert.match((await answered('who subscribes to orders?')).text, /^search subscribes to orders/);
    assert.match((await answered('what does orders publish?')).text, /^orders publishes to orders/);
    assert.match((await answered('who owns the orders service?')).text, /^orders-team owns orders/);
  });
  it('a noun decides', async () => {
    assert.match((await answered('tell me about the orders topic')).text, /^orders is a topic/);
    assert.match((await answered('tell me about the service orders')).text, /^orders is a service/);
  });
  it('else the asker is asked, and the next message chooses', async () => {
    const first = await answered('tell me about orders');
    assert.equal(first.inputRequired, true);
    assert.match(first.text, /the service orders or the topic orders/);
    const state = JSON.parse(JSON.stringify(first.state));
    assert.match((await answered('the topic', state)).text, /^orders is a topic/);
    assert.match((await answered('the first one', state)).text, /^orders is a service/);
  });
});

/** Near misses: nothing of the graph is said, whatever stands near. */
function refuses(what: string, questions: readonly string[]): void {
  describe(what, () => {
    for (const question of questions) {
      it(question, async () => {
        const answer = await ask(question);
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
  for (const question of questions) it(question, async () => assert.equal(await ask(question), null));
});

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
      const answer = await answered(question);
      assert.equal(answer.inputRequired || answer.abstained, true);
      assert.ok(answer.text.includes(offered) || !answer.inputRequired, answer.text);
    });

  it('a small slip is read, and said', async () => {
    const { text, abstained } = await answered('what does chekcout publish?');
    assert.equal(abstained, false);
    assert.match(text, /order\.created/);
    assert.match(text, /“chekcout” read as checkout/);
  });

  it('the offer is taken with a yes', async () => {
    const first = await answered('what does shopping service publish?');
    assert.equal(first.inputRequired, true);
    assert.match((await answered('yes', first.state)).text, /shipping-service publishes to order\.shipped/);
  });

  it('something else is no choice', async () => {
    const first = await answered('what does shopping service publish?');
    assert.match((await answered('who owns checkout?', first.state)).text, /payments-team/);
  });
});

describe('follow-ups', () => {
  async function talk(...questions: string[]): Promise<TopologyAnswer> {
    let answer: TopologyAnswer | null = null;
    for (const question of questions)
      answer = await answered(question, answer ? JSON.parse(JSON.stringify(answer.state)) : null);
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
    assert.equal((await ask('who subscribes to it?'))?.abstained ?? true, true);
  });
});

describe('pictures', () => {
  it('every answer can be drawn', async () => {
    const { text } = await answered('draw what breaks if inventory is down');
    assert.match(text, /```mermaid\nflowchart LR\n/);
    assert.match(text, /n\d -->\|calls\| n\d/);
  });
  it('the whole graph', async () => {
    assert.match((await answered('draw the whole graph')).text, /audit|order\.created/);
    assert.match((await answered('diagram of the architecture')).text, /```mermaid/);
  });
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
      const { text, abstained } = await answered(question);
      assert.match(text, expected);
      assert.equal(abstained, false);
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
      const { text } = await answered(question);
      for (const each of expected) assert.ok(text.includes(each), `${each} in: ${text}`);
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
        (await answerFromGraph(question, shop, { now: NOW, previous: null }))?.text ?? '',
        expected,
      ),
    );
});

describe('hostile questions', () => {
  it('a long text is no question', async () => {
    assert.equal(await ask('checkout '.repeat(100_000)), null);
    assert.equal(await ask('a'.repeat(1_000_000)), null);
    assert.equal(await ask(`what does ${'/'.repeat(1200)} call`), null);
  });
  it('signs of a name stay text', async () => {
    const { text } = await answered('who calls “<img src=x>|`a`|(b)”?');
    assert.equal(text.includes('\n'), false);
  });
});
