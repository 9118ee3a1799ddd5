import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';

/** The value as the schema reads it. Throws ParleyError that names the first field that does not fit. */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  format: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new ParleyError(
    'invalid_input',
    `is not a ${format} incident: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'unexpected shape'}`,
  );
}
