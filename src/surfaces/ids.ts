import { z } from 'zod';
import { type IdPrefix, parseId, prefixedId, type Uuid } from '../core/ids.ts';

const FORM = '^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** An id in either of its forms, read into a UUID. */
export const idText = (prefix: IdPrefix) =>
  z
    .string()
    .transform((text, issues): Uuid => {
      const uuid = parseId(prefix, text);
      if (uuid !== undefined) return uuid;
      issues.addIssue({ code: 'custom', message: `must be a UUID or ${prefix}_ and 26 characters` });
      return z.NEVER;
    })
    .meta({
      pattern: `${FORM}|${prefix}_[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25})$`,
      description: `A UUID, or \`${prefix}_\` and the 26 characters of the same id.`,
    });

/** An id as answers write it with its prefix. */
export const prefixedIdText = (prefix: IdPrefix) =>
  z
    .string()
    .meta({ pattern: `^${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`, example: prefixedId(prefix, EXAMPLE_ID) });

/** An id as answers write it without one. */
export const uuidText = () => z.string().meta({ format: 'uuid', example: EXAMPLE_ID });

/** The id of every example. */
export const EXAMPLE_ID: Uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

/** A moment as answers write it: ISO 8601 in UTC. */
export const timeText = () => z.string().meta({ format: 'date-time', example: '2026-01-15T08:30:00.000Z' });
