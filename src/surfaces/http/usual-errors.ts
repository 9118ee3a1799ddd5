import { z } from 'zod';
import type { ErrorCode, ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';

/** Status and stable name of every error; `$` is what was not found. */
export type ErrorNames = Readonly<Record<ErrorCode, readonly [status: number, name: string]>>;

/** What most dialects call their errors; each says where it differs. */
export const USUAL_ERRORS: ErrorNames = {
  invalid_input: [400, 'invalid_input'],
  unauthorized: [401, 'unauthorized'],
  insufficient_credits: [402, 'insufficient_credits'],
  forbidden: [403, 'forbidden'],
  not_found: [404, '$_not_found'],
  method_not_allowed: [405, 'method_not_allowed'],
  conflict: [409, 'conflict'],
  too_large: [413, 'payload_too_large'],
  unsupported_media: [415, 'unsupported_media_type'],
  idempotency_mismatch: [422, 'idempotency_key_reused'],
  quota_exceeded: [429, 'quota_exceeded'],
  rate_limited: [429, 'rate_limit_exceeded'],
  store_in_use: [503, 'unavailable'],
  model_unavailable: [503, 'model_unavailable'],
  unavailable: [503, 'unavailable'],
  internal: [500, 'internal_error'],
};

/** The error's status and name, with what was not found in its place: `session_not_found`, or plain `not_found`. */
export function statusAndName(
  { code, details: { subject } }: ParleyError,
  names: ErrorNames,
): { status: number; name: string } {
  const [status, name] = names[code];
  return { status, name: name.replace(subject === undefined ? '$_' : '$', subject ?? '') };
}

const plainBody = z.object({ error: z.string(), message: z.string() });

/** The plainest form: `{error, message}`, the name and the sentence; a rule with a name of its own goes by that. */
export const plainErrors = (names: ErrorNames): ErrorForm => ({
  mediaType: 'application/json',
  encode(error) {
    const { status, name } = statusAndName(error, names);
    return { status, body: { error: error.details.rule ?? name, message: error.message } };
  },
  schema: () => plainBody,
});
