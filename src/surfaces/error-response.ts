import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCode, ParleyError } from '../core/errors.ts';
import type { HttpContext } from './environment.ts';

/** Status and name of every error in the form of contract 3, which Parley's own endpoints share; `$` is what was not found. */
const ERRORS: Readonly<Record<ErrorCode, readonly [status: ContentfulStatusCode, name: string]>> = {
  invalid_input: [400, 'validation_error'],
  unauthorized: [401, 'unauthorized'],
  forbidden: [403, 'forbidden'],
  not_found: [404, '$_not_found'],
  conflict: [409, 'conflict'],
  too_large: [413, 'payload_too_large'],
  unsupported_media: [415, 'unsupported_media_type'],
  quota_exceeded: [429, 'quota_exceeded'],
  rate_limited: [429, 'rate_limit_exceeded'],
  store_in_use: [503, 'unavailable'],
  unavailable: [503, 'unavailable'],
  internal: [500, 'internal_error'],
};

/** Only a ParleyError's message was written for callers; any other error shows the request id alone. */
export function errorResponse(c: HttpContext, error: unknown): Response {
  const known = error instanceof ParleyError && error.code !== 'internal' ? error : undefined;
  const [status, name] = ERRORS[known?.code ?? 'internal'];
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (known?.details.retryAfterSeconds) c.header('Retry-After', String(known.details.retryAfterSeconds));
  const message =
    known?.message ?? `Something went wrong on our side; the log has it under ${c.get('requestId')}.`;
  return c.json({ error: name.replace('$', known?.details.subject ?? 'resource'), message }, status);
}
