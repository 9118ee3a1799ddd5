import { z } from 'zod';
import { INSIGHT_CATEGORIES, INSIGHT_SEVERITIES } from '../../core/insight.ts';
import { idText, prefixedIdText, timeText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`);

export const insightsQuery = z.object({
  category: oneOf(INSIGHT_CATEGORIES).optional(),
  severity: oneOf(INSIGHT_SEVERITIES).optional(),
  limit: wholeNumber(1, 100, 20),
  cursor: z.string().optional(),
});

export const insightParams = z.object({ insightId: idText('ins') });

const insight = z.object({
  insightId: prefixedIdText('ins'),
  category: z.enum(INSIGHT_CATEGORIES),
  severity: z.enum(INSIGHT_SEVERITIES),
  title: z.string(),
  summary: z.string(),
  affectedServices: z.array(z.string()),
  incidentCount: z.int(),
  generatedAt: timeText(),
  kind: z.enum([
    ...(['rising_pattern', 'slower_recovery', 'early_repeat', 'common_trigger'] as const),
    ...(['quiet_single_point', 'same_exposure', 'same_repair'] as const),
  ]),
  arithmetic: z
    .record(z.string(), z.unknown())
    .meta({ description: 'The figures behind the summary, and the windows that they were counted over.' }),
  incidents: z
    .array(prefixedIdText('inc'))
    .meta({ description: 'The latest of the incidents behind it, at most a hundred.' }),
  patternId: prefixedIdText('ptn').nullable(),
});

export const insightList = z.object({
  items: z.array(insight),
  total: z.int(),
  nextCursor: z.string().nullable(),
});

export const insightBody = insight.extend({
  endedAt: timeText().nullable(),
  incidentDetails: z.array(
    z.object({ incidentId: prefixedIdText('inc'), externalId: z.string(), title: z.string() }),
  ),
});

export const runBody = z.object({
  generatedAt: timeText(),
  found: z.int().meta({ description: 'Insights that stand now.' }),
  ended: z.int().meta({ description: 'Insights that are no longer found.' }),
  history: z
    .object({
      incidents: z.int(),
      firstStartedAt: timeText().nullable(),
      lastStartedAt: timeText().nullable(),
    })
    .meta({ description: 'What time the incidents cover: windows end today, the history may end before.' }),
});
