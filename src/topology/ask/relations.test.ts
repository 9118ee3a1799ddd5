import { says } from '../../../test/support/asked-shop.ts';

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
