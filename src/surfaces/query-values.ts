import { z } from 'zod';

/** A number from 0 to 1 in a query. */
export const share = () =>
  z
    .string()
    .transform((text) => (/^\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN))
    .refine((value) => value >= 0 && value <= 1, 'must be a number from 0 to 1')
    .meta({ type: 'number', minimum: 0, maximum: 1 });

/** A whole number in a query. */
export const wholeNumber = (least: number, most: number, fallback: number) =>
  z
    .string()
    .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN))
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(fallback)
    .meta({ type: 'integer', minimum: least, maximum: most, default: fallback });
