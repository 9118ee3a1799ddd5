import { z } from 'zod';
import type { ErrorCode, ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../surface.ts';

/** Status and stable name of every error; `$` is what was not found. */
const ERRORS: Readonly<Record<ErrorCode, readonly [status: number, code: string]>> = {
  invalid_input: [400, 'validation_failed'],
  unauthorized: [401, 'not_authenticated'],
  forbidden: [403, 'forbidden'],
  not_found: [404, '$_not_found'],
  method_not_allowed: [405, 'method_not_allowed'],
  conflict: [409, 'conflict'],
  too_large: [413, 'payload_too_large'],
  unsupported_media: [415, 'unsupported_media_type'],
  idempotency_mismatch: [422, 'idempotency_key_reused'],
  quota_exceeded: [429, 'quota_exceeded'],
  rate_limited: [429, 'rate_limited'],
  store_in_use: [503, 'unavailable'],
  model_unavailable: [503, 'provider_unavailable'],
  unavailable: [503, 'unavailable'],
  internal: [500, 'internal_error'],
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
    const { subject, retryAfterSeconds } = error.details;
    const [status, name] = ERRORS[error.code];
    const code = name.replace(subject === undefined ? '$_' : '$', subject ?? '');
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
