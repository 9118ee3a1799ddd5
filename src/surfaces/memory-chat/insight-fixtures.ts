import type { z } from 'zod';
import { prefixedId } from '../../core/ids.ts';
import { EXAMPLE_ID } from '../ids.ts';
import type { insightBody, insightList, runBody } from './insight-schema.ts';

const incidentId = prefixedId('inc', EXAMPLE_ID);
const generatedAt = '2026-01-15T02:00:00.000Z';

export const exampleInsightParams = { insightId: prefixedId('ins', EXAMPLE_ID) };

const exampleInsight: z.input<typeof insightList>['items'][number] = {
  insightId: prefixedId('ins', EXAMPLE_ID),
  category: 'reliability',
  severity: 'high',
  title: '“Checkout runs out of database connections” comes more often',
  summary:
    '“Checkout runs out of database connections” happened 6 times in the last 30 days (2025-12-17 to 2026-01-15, UTC) and 4 times in the 180 days before (2025-06-20 to 2025-12-16), which is 0.67 in 30 days: 9 times as often. If its rate had stayed the same, so many would come about in 0.07 % of all cases.',
  affectedServices: ['checkout'],
  incidentCount: 6,
  generatedAt,
  kind: 'rising_pattern',
  arithmetic: {
    recent: { from: '2025-12-17', to: '2026-01-15', days: 30, incidents: 6, gravest: 1 },
    before: { from: '2025-06-20', to: '2025-12-16', days: 180, incidents: 4 },
    expected: 0.6667,
    ratio: 9,
    chance: 0.0006957,
    test: 'exact test of two Poisson rates, one-sided',
  },
  incidents: [incidentId],
  patternId: prefixedId('ptn', EXAMPLE_ID),
};

export const exampleInsights: z.input<typeof insightList> = {
  items: [exampleInsight],
  total: 1,
  nextCursor: null,
};

export const exampleInsightBody: z.input<typeof insightBody> = {
  ...exampleInsight,
  endedAt: null,
  incidentDetails: [{ incidentId, externalId: 'INC-42', title: 'Checkout answered 503' }],
};

export const exampleRun: z.input<typeof runBody> = {
  ...{ generatedAt, found: 4, ended: 1 },
  history: {
    incidents: 128,
    firstStartedAt: '2024-03-02T09:14:00.000Z',
    lastStartedAt: '2026-01-14T17:40:00.000Z',
  },
};
