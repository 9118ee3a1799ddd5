import { APICallError } from '@ai-sdk/provider';

export type FailureKind =
  | 'unreachable'
  | 'timed_out'
  | 'rate_limited'
  | 'overloaded'
  | 'malformed'
  /** The provider does not take the key, does not know the model, or does not accept the request. */
  | 'refused'
  /** It stopped in the middle of an answer. */
  | 'broke_off'
  /** Not asked at all: it failed too often shortly before. */
  | 'resting';

/** Why a call of a model gave no answer. */
export class ModelFailure extends Error {
  readonly kind: FailureKind;
  /** HTTP status, where there was one. */
  readonly status: number | null;
  /** After how long the provider wants to be asked again; null where it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: FailureKind,
    more: { status?: number; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(`the model call failed: ${kind}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ModelFailure';
    this.kind = kind;
    this.status = more.status ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }

  /** Whether the same request may succeed at the same model a little later. */
  get isPassing(): boolean {
    return this.kind !== 'refused' && this.kind !== 'resting';
  }
}

const STATUS_KINDS: ReadonlyMap<number, FailureKind> = new Map([
  [408, 'timed_out'],
  [409, 'overloaded'],
  [429, 'rate_limited'],
]);

/** What a provider package threw, or put into its stream, as a failure. */
export function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (!APICallError.isInstance(error)) return failureInStream(error);
  const { statusCode: status, responseHeaders, isRetryable } = error;
  if (status === undefined) return new ModelFailure('unreachable', { cause: error });
  // A body that could not be read comes with the good status that it had; one whose connection broke may be read again.
  if (status < 400)
    return new ModelFailure(isRetryable ? 'unreachable' : 'malformed', { status, cause: error });
  const retryAfterMs = readRetryAfter(responseHeaders);
  return new ModelFailure(kindOf(status), { status, retryAfterMs, cause: error });
}

const kindOf = (status: number): FailureKind =>
  STATUS_KINDS.get(status) ?? (status >= 500 ? 'overloaded' : 'refused');

/** What a provider reports in the middle of a stream is an object of its own, with a status where it is known. */
function failureInStream(error: unknown): ModelFailure {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  if (typeof status !== 'number' || status < 400) return new ModelFailure('malformed', { cause: error });
  return new ModelFailure(kindOf(status), { status, cause: error });
}

/** `Retry-After` as RFC 9110 has it, seconds or a date, or the milliseconds that some providers send beside it. */
function readRetryAfter(headers: Readonly<Record<string, string>> = {}): number | null {
  const ms = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (ms >= 0) return ms;
  const written = headers['retry-after'] ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : Number.NaN;
  if (seconds >= 0) return seconds * 1000;
  // `Date.parse` takes numbers for years.
  const at = /^[A-Za-z]{3},/.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
