import type { z } from 'zod';
import { ParleyError } from '../core/errors.ts';

/** `value` as `schema` reads it. Throws `invalid_input` that names every field that is wrong. */
export function parseRequest<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const sentences = issues.map(({ path, message }) => `${path || 'The body'} ${message}`);
  throw new ParleyError('invalid_input', `${sentences.join('; ')}.`, {
    subject: issues[0]?.path ?? 'body',
    issues,
  });
}
