import { z } from 'zod';
import { STEP_PHASES, USE_OUTCOMES } from '../../core/runbook.ts';
import { idText, prefixedIdText, timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { limitedText } from '../texts.ts';

export const runbooksQuery = z.object({
  service: limitedText(500).optional().meta({ description: 'Name of a service, in any letter case.' }),
  q: limitedText(500)
    .optional()
    .meta({ description: 'Words that all stand in title, steps or alerts, as parts of words too.' }),
  limit: wholeNumber(1, 100, 20),
  cursor: z.string().optional(),
});

export const runbookParams = z.object({ runbookId: idText('rbk') });

const runbook = z.object({
  runbookId: prefixedIdText('rbk'),
  title: z.string(),
  services: z.array(z.string()),
  steps: z.array(z.string()),
  successRate: z
    .number()
    .nullable()
    .meta({ description: 'Uses that resolved the trouble by all uses; null while there are none.' }),
  usageCount: z.int(),
  lastUsedAt: timeText().nullable(),
  generatedAt: timeText(),
  origin: z.enum(['drafted', 'imported']),
  stepSources: z.array(z.array(prefixedIdText('inc'))).meta({
    description: 'For each of the steps, the incidents that tell it; none for an imported runbook.',
  }),
});

export const runbookList = z.object({
  items: z.array(runbook),
  total: z.int(),
  nextCursor: z.string().nullable(),
});

const source = z.object({
  incidentId: prefixedIdText('inc'),
  externalId: z.string(),
  title: z.string(),
  part: z.enum(['resolution', 'timeline', 'action_items']),
  quote: z.string(),
});

const reason = z.union([
  z.object({ rule: z.literal('alert'), alert: z.string(), incidents: z.int(), members: z.int() }),
  z.object({ rule: z.literal('title'), terms: z.array(z.string()), of: z.int() }),
]);

const use = z.object({
  useId: uuidText(),
  runbookId: prefixedIdText('rbk'),
  outcome: z.enum(USE_OUTCOMES),
  incidentId: prefixedIdText('inc').nullable(),
  comment: z.string().nullable(),
  usedAt: timeText(),
});

export const runbookBody = runbook.extend({
  alerts: z.array(z.string()),
  stepDetails: z.array(
    z.object({
      text: z.string(),
      phase: z.enum(STEP_PHASES).nullable(),
      sources: z.array(source),
    }),
  ),
  prevention: z
    .array(z.object({ text: z.string(), sources: z.array(source) }))
    .meta({ description: 'What the incidents ask for afterwards; whether it was done is not told.' }),
  patterns: z.array(
    z.object({
      patternId: prefixedIdText('ptn'),
      title: z.string(),
      score: z.number(),
      reasons: z.array(reason),
    }),
  ),
  outcomes: z.object({ resolved: z.int(), helped: z.int(), failed: z.int() }),
  latestUses: z.array(use),
});

/** null counts as left out. */
export const newUse = z.object({
  outcome: z.enum(USE_OUTCOMES, `must be one of ${USE_OUTCOMES.join(', ')}`),
  incidentId: z.string().nullish().meta({ description: 'The id or the external id of an incident.' }),
  comment: limitedText(2000).nullish(),
});

export const useBody = use.extend({ usageCount: z.int(), successRate: z.number().nullable() });
