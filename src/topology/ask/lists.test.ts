import { says } from '../../../test/support/asked-shop.ts';

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
