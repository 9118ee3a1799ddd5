import { z } from 'zod';
import type { ErrorCode } from '../../core/errors.ts';
import type { ErrorForm } from '../surface.ts';

/** Status and stable name of every error; `$` is what was not found. */
const ERRORS: Readonly<Record<ErrorCode, readonly [status: number, name: string]>> = {
  invalid_input: [400, 'invalid_input'],
  unauthorized: [401, 'unauthorized'],
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

const errorBody = z.object({ error: z.string(), message: z.string() });

/** `{error, message}` of contract 4. */
export const ragErrors: ErrorForm = {
  mediaType: 'application/json',
  encode({ code, message, details: { subject } }) {
    const [status, name] = ERRORS[code];
    const error = name.replace(subject === undefined ? '$_' : '$', subject ?? '');
    return { status, body: { error, message } };
  },
  schema: () => errorBody,
};
