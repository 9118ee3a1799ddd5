import { z } from 'zod';
import type { ErrorCode, ParleyError } from '../../core/errors.ts';
import type { ErrorForm } from '../error-form.ts';

const CODES = [
  'bad_request',
  'unauthorized',
  'payment_required',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'internal_error',
  'project_not_found',
  'project_limit_reached',
  'service_not_found',
  'service_name_conflict',
  'subscription_not_found',
  'customer_not_found',
  'insufficient_ai_credits',
  'invalid_billing_cycle',
  'validation_failed',
  'resource_already_exists',
  'public_share_token_not_found',
] as const;

type Code = (typeof CODES)[number];

/** The source has no code of its own for what a client cannot help; those that come nearest stand in. */
const ERRORS: Readonly<Record<ErrorCode, readonly [status: number, code: Code]>> = {
  invalid_input: [400, 'validation_failed'],
  unauthorized: [401, 'unauthorized'],
  insufficient_credits: [402, 'insufficient_ai_credits'],
  forbidden: [403, 'forbidden'],
  not_found: [404, 'not_found'],
  method_not_allowed: [405, 'bad_request'],
  conflict: [409, 'conflict'],
  too_large: [413, 'bad_request'],
  unsupported_media: [415, 'bad_request'],
  idempotency_mismatch: [422, 'validation_failed'],
  quota_exceeded: [429, 'rate_limited'],
  rate_limited: [429, 'rate_limited'],
  store_in_use: [503, 'internal_error'],
  model_unavailable: [503, 'internal_error'],
  unavailable: [503, 'internal_error'],
  internal: [500, 'internal_error'],
};

const errorBody = z.object({
  status: z.int(),
  code: z.enum(CODES),
  message: z.string(),
  details: z.string().optional(),
});
const limitBody = errorBody.extend({ retryAfter: z.int() });

const isProject = ({ details }: ParleyError) => details.subject === 'project';
const isService = ({ details }: ParleyError) => details.subject === 'service';

function codeOf(error: ParleyError): Code {
  if (error.code === 'not_found' && isProject(error)) return 'project_not_found';
  if (error.code === 'not_found' && isService(error)) return 'service_not_found';
  if (error.code === 'conflict' && isProject(error)) return 'resource_already_exists';
  return ERRORS[error.code][1];
}

/** `{status, code, message, details?}` of contract 2, with the codes of its source. */
export const projectErrors: ErrorForm = {
  mediaType: 'application/json',
  encode(error) {
    const [status] = ERRORS[error.code];
    const body = { status, code: codeOf(error), message: error.message };
    if (status === 429)
      return { status, body: { ...body, retryAfter: error.details.retryAfterSeconds ?? 1 } };
    const isInvalid = error.code === 'invalid_input' || error.code === 'idempotency_mismatch';
    return {
      status,
      body: isInvalid ? { ...body, message: 'Validation failed', details: detailsOf(error) } : body,
    };
  },
  schema: (status) => (status === 429 ? limitBody : errorBody),
};

/** Names the field, as the message need not. */
const detailsOf = ({ message, details: { subject } }: ParleyError): string =>
  subject === undefined || message.includes(subject) ? message : `${subject}: ${message}`;
