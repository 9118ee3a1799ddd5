import { z } from 'zod';
import { type ErrorCode, ParleyError } from '../../core/errors.ts';
import { parseRequest } from '../http/parse-request.ts';
import type { Operation } from '../surface.ts';

const key = { subject: 'Idempotency-Key' };

/** An error of each code as it really reads. */
const EXAMPLES: Readonly<Record<ErrorCode, ParleyError>> = {
  invalid_input: new ParleyError('invalid_input', 'The query has more than 100 parameters.'),
  unauthorized: new ParleyError('unauthorized', 'The API key or token is not valid.'),
  forbidden: new ParleyError('forbidden', 'This needs the role admin or member; yours is viewer.', {
    subject: 'role',
  }),
  not_found: new ParleyError('not_found', 'There is nothing at this address.'),
  conflict: new ParleyError(
    'conflict',
    'The first request with this Idempotency-Key is still running. Repeat yours in a moment.',
    { ...key, retryAfterSeconds: 1 },
  ),
  idempotency_mismatch: new ParleyError(
    'idempotency_mismatch',
    'This Idempotency-Key was used with another request. Send each new request with a new key.',
    key,
  ),
  method_not_allowed: new ParleyError('method_not_allowed', 'Use POST here.', { allow: 'POST' }),
  too_large: new ParleyError('too_large', 'The body is larger than 1048576 bytes.', { subject: 'body' }),
  unsupported_media: new ParleyError(
    'unsupported_media',
    'Send the body with one of the media types that are listed here.',
    { subject: 'body' },
  ),
  quota_exceeded: new ParleyError(
    'quota_exceeded',
    'The 1000 chat messages of this month are used up; more from 2026-02-01 (UTC).',
    { subject: 'chat', retryAfterSeconds: 1_438_200 },
  ),
  rate_limited: new ParleyError('rate_limited', 'Rate limit exceeded. Try again later.', {
    retryAfterSeconds: 30,
  }),
  insufficient_credits: new ParleyError(
    'insufficient_credits',
    'An answer can cost up to 2.5 AI credits, and this project has 1 left. Have an administrator add some.',
    { subject: 'credits' },
  ),
  store_in_use: new ParleyError('store_in_use', 'The store is in use.'),
  model_unavailable: new ParleyError('model_unavailable', 'The model cannot be reached. Try again later.', {
    retryAfterSeconds: 30,
  }),
  unavailable: new ParleyError('unavailable', 'The server is stopping. Try again shortly.', {
    retryAfterSeconds: 5,
  }),
  internal: new ParleyError(
    'internal',
    'Something went wrong on our side; the log has it under 01890a5d-ac96-774b-bcce-b302099a8057.',
  ),
};

/** Every way in which an operation can say no, which follows from its parts and from what it says itself. */
export function errorsOf(operation: Operation): ParleyError[] {
  const { method, body, receivesBody, streams, refusals = [] } = operation;
  const isRepeatable = method === 'POST' && !receivesBody;
  const codes: readonly ErrorCode[] = [
    'unauthorized',
    ...(isRepeatable || body ? (['too_large'] as const) : []),
    ...(isRepeatable ? (['conflict', 'idempotency_mismatch'] as const) : []),
    'rate_limited',
    ...(streams ? (['quota_exceeded', 'model_unavailable'] as const) : []),
    'internal',
    'unavailable',
  ];
  return [
    wrongInput(operation),
    scopeMissing(operation),
    ...codes.map((code) => EXAMPLES[code]),
    ...refusals.map((refusal) => (refusal instanceof ParleyError ? refusal : ownRefusal(operation, refusal))),
    ...(streams ? [STREAM_GONE] : []),
  ];
}

const STREAM_GONE = new ParleyError(
  'not_found',
  'The stream of that Last-Event-ID is not kept any longer; ask anew, or read the history.',
  { subject: 'stream' },
);

const scopeMissing = ({ access: { scopes } }: Operation) =>
  new ParleyError(
    'forbidden',
    `This needs the scope ${scopes.join(' or ')}, which your credential does not have.`,
    { subject: 'scope' },
  );

/** A complaint that the operation's own schemas make. */
function wrongInput({ params, query, body }: Operation): ParleyError {
  const attempts = [
    () => body && parseRequest(body, {}),
    () => query && parseRequest(query, {}),
    ...blanks(query).map((blank) => () => query && parseRequest(query, blank)),
    ...blanks(params).map((blank) => () => params && parseRequest(params, blank)),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      if (error instanceof ParleyError) return error;
      throw error;
    }
  }
  return EXAMPLES.invalid_input;
}

/** For each field a value of the schema with that field alone, left empty. */
const blanks = (schema: z.ZodType | undefined): object[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape).map((name) => ({ [name]: '' })) : [];

function ownRefusal({ path }: Operation, code: ErrorCode): ParleyError {
  const subject = nounOf(path, code);
  if (code === 'not_found') return new ParleyError(code, `There is no ${subject} with that id.`, { subject });
  if (code === 'conflict')
    return new ParleyError(code, `There is a ${subject} like that already.`, { subject });
  return EXAMPLES[code];
}

/** What an address is about: what its last parameter names; where it has none, what is created there or was said. */
function nounOf(path: string, code: ErrorCode): string {
  const parts = path.split('/');
  const parameter = parts.findLastIndex((part) => part.startsWith('{'));
  if (parameter < 0 && code === 'not_found') return 'session';
  return (parts[parameter < 0 ? parts.length - 1 : parameter - 1] ?? '').replace(/s$/, '');
}
