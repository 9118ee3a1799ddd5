import { z } from 'zod';
import { type IdPrefix, parseId } from '../../core/ids.ts';

const id = (prefix: IdPrefix) =>
  z.string('must be a string').transform((text, issues) => {
    const uuid = parseId(prefix, text);
    if (uuid !== undefined) return uuid;
    issues.addIssue({ code: 'custom', message: `must be a UUID or ${prefix}_ and 26 characters` });
    return z.NEVER;
  });

/** The body of `POST /v1/memory/chat`; null counts as left out. */
export const chatBody = z.object(
  {
    message: z.string('must be a string'),
    sessionId: id('sess').nullish(),
    incidentId: id('inc').nullish(),
  },
  'must be a JSON object',
);

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;

/** The query of `GET /v1/memory/chat/history`. */
export const historyQuery = z.object({
  sessionId: id('sess').optional(),
  limit: z
    .string()
    .transform((text) => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN))
    .refine((limit) => limit >= 1 && limit <= MAX_LIMIT, `must be a whole number from 1 to ${MAX_LIMIT}`)
    .default(DEFAULT_LIMIT),
  cursor: z.string().optional(),
});
