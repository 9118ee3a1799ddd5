import { z } from 'zod';
import { DEFAULT_USAGE_KEYS, MAX_USAGE_DAYS, USAGE_KEYS, type UsageKey } from '../../limits/usage-report.ts';

const LONGEST_LIST = 100;
const isKey = (text: string): text is UsageKey => USAGE_KEYS.some((key) => key === text);

const day = (description: string, example: string) =>
  z
    .string()
    .optional()
    .meta({ description, pattern: '^2\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', example });

const keyList = z
  .string()
  .max(LONGEST_LIST)
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine((names) => names.every(isKey), `must be a comma-separated list of ${USAGE_KEYS.join(', ')}`)
  .transform((names) => names.filter(isKey))
  .default([...DEFAULT_USAGE_KEYS])
  .meta({
    description: `What to count by, with commas between: ${USAGE_KEYS.join(', ')}.`,
    pattern: `^(${USAGE_KEYS.join('|')})(,(${USAGE_KEYS.join('|')}))*$`,
    default: DEFAULT_USAGE_KEYS.join(','),
  });

export const usageQuery = z.object({
  from: day("The first day, in UTC; that of the last day's month unless given.", '2026-01-01'),
  to: day(
    `The last day, at most ${MAX_USAGE_DAYS} days with the first one; today unless given.`,
    '2026-01-31',
  ),
  by: keyList,
});

const count = z.int().min(0);

const figures = z.object({
  calls: count,
  answered: count,
  failed: count,
  stopped: count,
  prompt_tokens: count,
  cached_tokens: count.meta({
    description: 'Those of `prompt_tokens` that providers read from their caches.',
  }),
  completion_tokens: count,
  estimated_calls: count.meta({
    description: 'Calls whose tokens were counted by Parley, for want of a report of the provider.',
  }),
  price: z
    .number()
    .nullable()
    .meta({ description: 'Of the calls that have one, in the unit of the price list; null where none has.' }),
  unpriced_calls: count.meta({ description: 'Calls of models that the price list did not name.' }),
});

const row = figures.extend({
  day: z.string().meta({ format: 'date' }).optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  dialect: z.string().optional(),
  project: z.string().nullable().optional().meta({
    description: 'Its slug, the id of one that was deleted, or null for calls that belong to none.',
  }),
});

export type UsageFiguresBody = z.output<typeof figures>;
export type UsageRowBody = z.output<typeof row>;

export const usageBody = z.object({
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  by: z.array(z.enum(USAGE_KEYS)),
  items: z.array(row).meta({ description: 'In the order of what they are counted by.' }),
  totals: figures,
});

export type UsageBody = z.output<typeof usageBody>;
