import type { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import { EXAMPLE_ID } from '../ids.ts';
import type { newUse, runbookBody, runbookList, useBody } from './runbook-schema.ts';

const runbookId = prefixedId('rbk', EXAMPLE_ID);
const incidentId = prefixedId('inc', EXAMPLE_ID);
const [usedAt, generatedAt] = ['2026-01-15T08:30:00.000Z', '2026-01-10T02:00:00.000Z'];

export const exampleRunbookParams = { runbookId };

const exampleRunbook: z.input<typeof runbookList>['items'][number] = {
  runbookId,
  title: 'Checkout runs out of database connections',
  services: ['checkout'],
  steps: ['Rolled back to v2.30.4.', 'restarted PgBouncer'],
  successRate: 0.5,
  usageCount: 2,
  lastUsedAt: usedAt,
  generatedAt,
  origin: 'drafted',
  stepSources: [[incidentId], [incidentId]],
};

export const exampleRunbooks: z.input<typeof runbookList> = {
  items: [exampleRunbook],
  total: 1,
  nextCursor: null,
};

const source = { incidentId, externalId: 'INC-42', title: 'Checkout answered 503' };

const exampleUses: z.input<typeof runbookBody>['latestUses'] = [
  {
    useId: EXAMPLE_ID,
    runbookId,
    outcome: 'resolved',
    incidentId,
    comment: 'The rollback alone was enough.',
    usedAt,
  },
];

export const exampleRunbookBody: z.input<typeof runbookBody> = {
  ...exampleRunbook,
  alerts: [],
  stepDetails: exampleRunbook.steps.map((text) => ({
    text,
    phase: 'mitigate',
    sources: [{ ...source, part: 'resolution', quote: text }],
  })),
  prevention: [
    {
      text: 'Alert at 80 % of the connections',
      sources: [{ ...source, part: 'action_items', quote: 'Alert at 80 % of the connections' }],
    },
  ],
  patterns: [
    {
      patternId: prefixedId('ptn', EXAMPLE_ID),
      title: 'Checkout runs out of database connections',
      score: 1,
      reasons: [],
    },
  ],
  outcomes: { resolved: 1, helped: 0, failed: 1 },
  latestUses: exampleUses,
};

export const exampleNewUse: z.input<typeof newUse> = {
  outcome: 'resolved',
  incidentId,
  comment: 'The rollback alone was enough.',
};

export const exampleUse: z.input<typeof useBody> = {
  ...{ useId: EXAMPLE_ID, runbookId, outcome: 'resolved', incidentId, usedAt },
  comment: 'The rollback alone was enough.',
  usageCount: 2,
  successRate: 0.5,
};
