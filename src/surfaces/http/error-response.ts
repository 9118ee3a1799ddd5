import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ParleyError } from '../../core/errors.ts';
import type { HttpContext } from '../environment.ts';

/** Only a ParleyError's message was written for callers; any other error shows the request id alone. */
export function callersError(error: unknown, requestId: string): ParleyError {
  if (error instanceof ParleyError && error.code !== 'internal') return error;
  const message = `Something went wrong on our side; the log has it under ${requestId}.`;
  return new ParleyError('internal', message, { cause: error });
}

/** The error as the request's dialect writes it. */
export function errorResponse(c: HttpContext, thrown: unknown): Response {
  const form = c.get('surface').errors;
  const error = callersError(thrown, c.get('requestId'));
  const { status, body } = form.encode(error);
  const { retryAfterSeconds, allow } = error.details;
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  if (allow !== undefined) c.header('Allow', allow);
  c.header('Content-Type', form.mediaType);
  return c.body(JSON.stringify(body), status as ContentfulStatusCode);
}
