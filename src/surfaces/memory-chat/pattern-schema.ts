import { z } from 'zod';
import { idText, prefixedIdText, timeText } from '../ids.ts';
import { share, wholeNumber } from '../query-values.ts';
import { filledText, limitedText } from '../texts.ts';

const MAX_SPLIT_INCIDENTS = 1000;

const status = z.enum(['emerging', 'stable']).meta({
  description: '`emerging`: fewer than five incidents, or a low confidence.',
});
const fraction = z.number().min(0).max(1);
const feedbackType = z.enum(['confirm_rca', 'reject_rca', 'correct_rca']);

/** Any text is taken: what can be no pattern's id is unknown like one that there is not. */
export const patternParams = z.object({
  patternId: z.string().meta({ description: 'A UUID, or `ptn_` and the 26 characters of the same id.' }),
});

const page = { limit: wholeNumber(1, 100, 20), cursor: z.string().optional() };

export const patternQuery = z.object({
  status: status.optional(),
  minConfidence: share().optional(),
  dismissed: z.enum(['true', 'false']).optional().meta({
    description: '`true`: those that were dismissed, instead of the others.',
  }),
  ...page,
});

export const changesQuery = z.object(page);

/** As lists show it. */
const patternFields = {
  patternId: prefixedIdText('ptn'),
  title: z.string(),
  confidence: fraction,
  occurrences: z.int().meta({ description: 'How many incidents it has.' }),
  status,
  createdAt: timeText(),
  lastSeenAt: timeText().nullable().meta({ description: 'Start of its latest incident.' }),
};

export const patternList = z.object({
  patterns: z.array(z.object(patternFields)),
  count: z.int().meta({ description: 'How many the filter leaves, on all pages.' }),
  cursor: z.string().nullable(),
});

const field = z.enum(['title', 'cause', 'trigger', 'symptom', 'service', 'text']);

const member = z.object({
  incidentId: prefixedIdText('inc'),
  externalId: z.string(),
  title: z.string(),
  startedAt: timeText().nullable(),
  similarity: fraction.meta({ description: 'Mean likeness to the other incidents.' }),
  reasons: z.array(z.object({ field, terms: z.array(z.string()) })),
  pinned: z.boolean().meta({ description: 'Somebody said that it belongs here.' }),
});

const feedbackSummary = z.object({
  confirmed: z.int(),
  rejected: z.int(),
  corrected: z.int(),
  comments: z
    .array(
      z.object({
        feedbackId: prefixedIdText('fbk'),
        incidentId: prefixedIdText('inc'),
        type: feedbackType,
        comment: z.string(),
        actor: z.string(),
        createdAt: timeText(),
      }),
    )
    .meta({ description: 'The newest 20.' }),
});

export const patternBody = z.object({
  ...patternFields,
  titleGiven: z.boolean().meta({ description: 'Somebody gave it this title.' }),
  summary: z.string().nullable(),
  firstSeenAt: timeText().nullable(),
  services: z.array(z.string()),
  triggers: z.array(z.string()),
  shared: z.array(z.object({ term: z.string(), field, incidents: z.int() })),
  members: z.array(member).meta({ description: 'The latest 200; `occurrences` says how many there are.' }),
  recovery: z.object({
    medianMinutes: z.number().nullable(),
    known: z.int().meta({ description: 'How many of the incidents tell how long they took.' }),
  }),
  resolutions: z
    .array(z.object({ incidentId: prefixedIdText('inc'), text: z.string() }))
    .meta({ description: 'What the latest 20 that tell it say of what resolved them, in their words.' }),
  feedback: feedbackSummary,
  runbookIds: z.array(prefixedIdText('rbk')),
  dismissedAt: timeText().nullable(),
  mergedInto: prefixedIdText('ptn').nullable().meta({ description: 'The pattern that it is a part of.' }),
  vanishedAt: timeText().nullable().meta({ description: 'Since when it has fewer than two incidents.' }),
});

export const changeList = z.object({
  items: z.array(
    z.object({
      at: timeText(),
      actor: z.string().meta({ description: '`extraction`, or who called.' }),
      kind: z.enum([
        ...(['found', 'joined', 'left', 'vanished', 'returned', 'renamed'] as const),
        ...(['merged', 'split', 'dismissed', 'restored', 'feedback'] as const),
      ]),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const similarQuestion = z.object({ title: filledText(500), description: limitedText(10_000) });

export const similarList = z.object({
  similar: z.array(
    z.object({
      patternId: prefixedIdText('ptn'),
      title: z.string(),
      similarity: fraction,
      confidence: fraction,
      status,
      occurrences: z.int(),
    }),
  ),
});

/** Null counts as left out. */
export const newFeedback = z.object({
  incidentId: idText('inc'),
  patternId: idText('ptn').nullish(),
  type: feedbackType,
  comment: limitedText(4000).nullish(),
});

export const feedbackBody = z.object({
  feedbackId: prefixedIdText('fbk'),
  incidentId: prefixedIdText('inc'),
  patternId: prefixedIdText('ptn').nullable().meta({ description: 'Null: the incident is in no pattern.' }),
  type: feedbackType,
  updatedConfidence: fraction.nullable(),
  createdAt: timeText(),
});

export const patternChange = z.object({
  title: filledText(300).nullable().meta({ description: 'Null gives the computed title back.' }),
});

export const mergeBody = z.object({ into: idText('ptn') });

export const splitBody = z.object({
  incidentIds: z.array(idText('inc')).min(2).max(MAX_SPLIT_INCIDENTS),
  title: filledText(300).nullish(),
});

export const extractionBody = z.object({
  state: z.enum(['current', 'waiting', 'running', 'failed']),
  extractedAt: timeText().nullable().meta({ description: 'When the last one was finished.' }),
  incidents: z.int().meta({ description: 'How many incidents it read.' }),
  patterns: z.int().meta({ description: 'How many patterns the list has now.' }),
  error: z.string().nullable().meta({ description: 'Why the last try failed.' }),
  nextAttemptAt: timeText().nullable().meta({ description: 'When one that failed is tried again.' }),
});
