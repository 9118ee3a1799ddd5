import { z } from 'zod';

/** A whole number in a query. */
export const wholeNumber = (least: number, most: number, fallback: number) =>
  z
    .string()
    .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN))
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(fallback)
    .meta({ type: 'integer', minimum: least, maximum: most, default: fallback });
