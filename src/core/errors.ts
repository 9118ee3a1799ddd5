/** Every way in which Parley says no. Surfaces map each code to a status and a body; a new code must be mapped everywhere. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  /** An idempotency key that was used with another request. */
  | 'idempotency_mismatch'
  | 'method_not_allowed'
  | 'too_large'
  | 'unsupported_media'
  | 'quota_exceeded'
  | 'rate_limited'
  /** The project's balance does not pay for an answer. */
  | 'insufficient_credits'
  | 'store_in_use'
  /** The model provider cannot be reached or is overloaded. */
  | 'model_unavailable'
  | 'unavailable'
  | 'internal';

export interface ErrorDetails {
  /** What was not found or is invalid: `session`, `message`, `limit` … */
  readonly subject?: string;
  /** What broke of the subject's rules, where a contract names it by itself: `comment_required`. */
  readonly rule?: string;
  /** Whole seconds after which a retry can succeed. */
  readonly retryAfterSeconds?: number;
  /** For `method_not_allowed`: the methods that the address has, such as `GET, HEAD`. */
  readonly allow?: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly cause?: unknown;
}

/** The one error class. `message` is written for the caller and holds nothing internal; `cause` is only logged. */
export class ParleyError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ParleyError';
    this.code = code;
    this.details = details;
  }
}
