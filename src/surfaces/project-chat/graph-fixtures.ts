import { EXAMPLE_ID } from '../ids.ts';
import { exampleParams } from './fixtures.ts';

export const exampleServiceParams = { ...exampleParams, name: 'checkout' };
export const exampleTopicParams = { ...exampleParams, name: 'orders.created' };
export const exampleMergeParams = { ...exampleParams, mergeId: EXAMPLE_ID };

const SEEN = '2026-01-15T08:30:00.000Z';
const links = [{ title: 'Dashboard', url: 'https://grafana.example/d/checkout' }];
const placed = { aliases: [], places: [{ file: 'api', line: null }], lastSeenAt: SEEN };

export const exampleServiceSaying = {
  ...{ description: 'Takes payments.', type: 'backend', owner: 'team-payments', system: 'shop' },
  ...{ tags: ['tier-1'], links, facts: { lifecycle: 'production' } },
  ...{ publishes: ['orders.created'], subscribes: [], calls: ['basket'] },
  dependsOn: [{ kind: 'resource', name: 'orders-db' }],
};

const { owner, system, tags, facts } = exampleServiceSaying;

export const exampleServiceSummary = {
  ...{
    id: EXAMPLE_ID,
    name: 'checkout',
    description: 'Takes payments.',
    type: 'backend',
    tags,
    links,
    facts,
  },
  ...placed,
};

export const exampleService = {
  ...exampleServiceSummary,
  ...{ owner, owners: [owner], system },
  publishes: [{ kind: 'topic', name: 'orders.created' }],
  subscribes: [],
  calls: [{ kind: 'service', name: 'basket' }],
  dependsOn: [{ kind: 'resource', name: 'orders-db' }],
};

const field = { path: 'order.id', type: 'string', description: 'Of the order.', required: true };
const message = { name: 'OrderCreated', description: 'An order was placed.', fields: [field] };

export const exampleTopicSaying = {
  ...{ description: 'Orders that were placed.', protocol: 'kafka', messages: [message] },
  ...{ facts: { partitions: 12, retention: '7d' }, publishers: ['checkout'], subscribers: ['basket'] },
};

export const exampleTopicSummary = {
  ...{ id: EXAMPLE_ID, name: 'orders.created', description: 'Orders that were placed.', type: null },
  ...{ tags: [], links: [], facts: { partitions: '12', retention: '7d' } },
  ...placed,
  ...{ protocol: 'kafka', protocols: ['kafka'] },
};

export const exampleTopic = {
  ...exampleTopicSummary,
  ...{ owner: null, owners: [], system: null, messages: [message] },
  publishers: [{ kind: 'service', name: 'checkout' }],
  subscribers: [{ kind: 'service', name: 'basket' }],
};

const { id: _, ...shown } = exampleServiceSummary;

export const exampleGraph = {
  nodes: [{ id: EXAMPLE_ID, kind: 'service', ...shown, protocols: [], vanishedAt: null }],
  edges: [
    {
      ...{ id: EXAMPLE_ID, type: 'calls', from: EXAMPLE_ID, to: EXAMPLE_ID, details: ['POST /pay'] },
      ...{ places: [{ file: 'compose.yaml', line: 12 }], lastSeenAt: SEEN },
    },
  ],
};

export const exampleChange = {
  ...{ at: SEEN, importId: EXAMPLE_ID, action: 'added', kind: 'relation' },
  ...{ subject: 'checkout publishes orders.created', detail: null },
};

export const exampleNewMerge = { kind: 'service', name: 'checkout', alias: 'basket' };

export const exampleMerge = {
  ...{ id: EXAMPLE_ID, ...exampleNewMerge, rule: 'by hand', place: null },
  ...{ createdBy: `key:${EXAMPLE_ID}`, createdAt: SEEN, undoneBy: null, undoneAt: null },
};
