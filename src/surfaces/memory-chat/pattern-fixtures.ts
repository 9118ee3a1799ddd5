import type { z } from 'zod';
import { prefixedId, type Uuid } from '../../core/ids.ts';
import { EXAMPLE_ID } from '../ids.ts';
import type { changeList, extractionBody, feedbackBody, patternBody, similarList } from './pattern-schema.ts';

const PATTERN = prefixedId('ptn', EXAMPLE_ID);

/** The incidents of the example pattern, the second one's among them. */
export const EXAMPLE_INCIDENTS: readonly Uuid[] = [
  EXAMPLE_ID,
  '01890a5d-ac96-774b-bcce-b302099a8058',
  '01890a5d-ac96-774b-bcce-b302099a8059',
  '01890a5d-ac96-774b-bcce-b302099a805a',
];

/** A pattern that the example one belongs to. */
export const OTHER_PATTERN: Uuid = '01890a5d-ac96-774b-bcce-b302099a8060';

export const exampleParams = { patternId: PATTERN };

export const exampleListed = {
  patternId: PATTERN,
  title: 'Connection pool of checkout exhausted',
  confidence: 0.72,
  occurrences: 4,
  status: 'emerging' as const,
  createdAt: '2026-01-15T08:30:00.000Z',
  lastSeenAt: '2026-01-14T09:12:00.000Z',
};

export const examplePattern: z.input<typeof patternBody> = {
  ...exampleListed,
  titleGiven: false,
  summary: '4 times from 2025-10-17 to 2026-01-14, in checkout.',
  firstSeenAt: '2025-10-17T06:00:00.000Z',
  services: ['checkout'],
  triggers: ['deploy'],
  shared: [{ term: 'connection pool', field: 'cause', incidents: 4 }],
  members: [
    {
      incidentId: prefixedId('inc', EXAMPLE_ID),
      externalId: 'INC-1',
      title: 'Checkout answered 503',
      startedAt: '2026-01-14T09:12:00.000Z',
      similarity: 0.61,
      reasons: [{ field: 'cause', terms: ['connection pool'] }],
      pinned: true,
    },
  ],
  recovery: { medianMinutes: 42, known: 3 },
  resolutions: [
    { incidentId: prefixedId('inc', EXAMPLE_ID), text: 'The pool was made three times as large.' },
  ],
  feedback: {
    ...{ confirmed: 1, rejected: 0, corrected: 1 },
    comments: [
      {
        feedbackId: prefixedId('fbk', EXAMPLE_ID),
        incidentId: prefixedId('inc', EXAMPLE_ID),
        type: 'correct_rca',
        comment: 'It was the proxy in front of the pool.',
        actor: 'jwt:ada',
        createdAt: '2026-01-15T08:30:00.000Z',
      },
    ],
  },
  runbookIds: [prefixedId('rbk', EXAMPLE_ID)],
  dismissedAt: null,
  mergedInto: null,
  vanishedAt: null,
};

export const exampleChanges: z.input<typeof changeList> = {
  items: [
    {
      at: '2026-01-15T08:30:00.000Z',
      actor: 'jwt:ada',
      kind: 'renamed',
      detail: { title: exampleListed.title, before: 'Checkout answered 503' },
    },
  ],
  nextCursor: null,
};

export const exampleFailure = {
  title: 'Checkout answers 503',
  description: 'The connection pool is exhausted since the deploy of this morning.',
};

export const exampleSimilar: z.input<typeof similarList> = {
  similar: [
    {
      ...{ patternId: PATTERN, title: exampleListed.title, similarity: 0.58 },
      ...{ confidence: exampleListed.confidence, status: exampleListed.status, occurrences: 4 },
    },
  ],
};

export const exampleNewFeedback = {
  incidentId: prefixedId('inc', EXAMPLE_ID),
  patternId: PATTERN,
  type: 'correct_rca',
  comment: 'It was the proxy in front of the pool.',
};

export const exampleFeedback: z.input<typeof feedbackBody> = {
  feedbackId: prefixedId('fbk', EXAMPLE_ID),
  incidentId: exampleNewFeedback.incidentId,
  patternId: PATTERN,
  type: 'correct_rca',
  updatedConfidence: 0.64,
  createdAt: '2026-01-15T08:30:00.000Z',
};

export const exampleRenaming = { title: exampleListed.title };

export const exampleMerge = { into: prefixedId('ptn', OTHER_PATTERN) };

export const exampleSplit = {
  incidentIds: EXAMPLE_INCIDENTS.slice(0, 2).map((id) => prefixedId('inc', id)),
  title: exampleListed.title,
};

export const exampleExtraction: z.input<typeof extractionBody> = {
  ...{ state: 'current', extractedAt: '2026-01-15T08:30:00.000Z' },
  ...{ incidents: 40, patterns: 6, error: null, nextAttemptAt: null },
};
