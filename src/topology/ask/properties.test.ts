import { says } from '../../../test/support/asked-shop.ts';

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
