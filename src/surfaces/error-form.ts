import type { z } from 'zod';
import type { ParleyError } from '../core/errors.ts';

/** An error as one dialect writes it. */
export interface ErrorForm {
  readonly mediaType: string;
  readonly encode: (error: ParleyError) => { readonly status: number; readonly body: unknown };
  /** The body's schema, by status where one differs. */
  readonly schema: (status: number) => z.ZodType;
}
