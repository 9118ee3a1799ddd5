import type { z } from 'zod';
import { ParleyError } from '../../core/errors.ts';
import { describeIssue } from './describe-issue.ts';

const MAX_ISSUES = 20;

/** `value` as `schema` reads it. Throws `invalid_input` that names every field that is wrong, twenty at most. */
export function parseRequest<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value, { error: describeIssue });
  if (result.success) return result.data;
  const found = result.error.issues.slice(0, MAX_ISSUES);
  const issues = found.map(({ path, message }) => ({ path: path.join('.'), message }));
  const sentences = issues.map(({ path, message }) => `${path || 'The body'} ${message}`);
  throw new ParleyError('invalid_input', `${sentences.join('; ')}.`, {
    subject: issues[0]?.path || 'body',
    issues,
  });
}
