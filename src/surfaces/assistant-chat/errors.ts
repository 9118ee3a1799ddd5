import { z } from 'zod';
import type { ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';
import { type ErrorNames, statusAndName, USUAL_ERRORS } from '../http/usual-errors.ts';

const NAMES: ErrorNames = {
  ...USUAL_ERRORS,
  invalid_input: [400, 'validation_failed'],
  unauthorized: [401, 'not_authenticated'],
  rate_limited: [429, 'rate_limited'],
  model_unavailable: [503, 'provider_unavailable'],
};

const errorBody = z.object({
  error: z.string(),
  code: z.string().optional(),
  fieldErrors: z.record(z.string(), z.string()).optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfter: z.number().optional(),
  reconnect: z.boolean().optional(),
});

/** `{error, code, fieldErrors?, issues?, retryAfter?}` of contract 5. */
export const assistantErrors: ErrorForm = {
  mediaType: 'application/json',
  encode(error) {
    const { retryAfterSeconds } = error.details;
    const { status, name: code } = statusAndName(error, NAMES);
    return {
      status,
      body: {
        error: error.message,
        code,
        ...(status === 400 ? fieldsOf(error) : {}),
        ...(retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }),
      },
    };
  },
  schema: () => errorBody,
};

/** Of several complaints about one field the first stands under its name. */
function fieldsOf({ message, details: { subject = 'body', issues } }: ParleyError) {
  const all = issues ?? [{ path: subject, message }];
  const fieldErrors = Object.fromEntries(all.toReversed().map((issue) => [issue.path, issue.message]));
  return { fieldErrors, issues: all };
}
