import { setTimeout as sleep } from 'node:timers/promises';
import { ParleyError } from '../../core/errors.ts';
import type { CircuitBreaker } from '../calls/circuit-breaker.ts';
import { type FailureKind, failureOf, ModelFailure } from '../calls/model-failure.ts';

export interface Patience {
  /** How long one try may take. */
  readonly tryMs: number;
  /** How long all tries and the pauses between them may take. */
  readonly wholeMs: number;
  /** How often it is asked again after a failure that may pass. */
  readonly retries: number;
}

export interface ServiceCall<T> {
  readonly breaker: CircuitBreaker;
  readonly patience: Patience;
  /** One try. */
  readonly ask: (signal: AbortSignal) => Promise<T>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a service that is no language model, again after failures that may pass. Throws `ModelFailure`, or what
 * `signal` was aborted with.
 */
export async function askService<T>(call: ServiceCall<T>): Promise<T> {
  const { breaker, patience, signal } = call;
  const deadline = performance.now() + patience.wholeMs;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const restMs = breaker.restMs();
    if (restMs > 0) throw new ModelFailure('resting', { retryAfterMs: restMs });
    try {
      const reply = await tryOnce(call, Math.min(patience.tryMs, deadline - performance.now()));
      breaker.succeeded();
      return reply;
    } catch (error) {
      signal?.throwIfAborted();
      const failure = failureOf(error);
      // What it refuses for its content says nothing about the next text.
      if (failure.kind === 'refused') breaker.succeeded();
      else breaker.failed();
      const waitMs = failure.retryAfterMs ?? backoffMs(attempt);
      const isLast = attempt > patience.retries || !failure.isPassing;
      if (isLast || performance.now() + waitMs >= deadline) throw failure;
      await sleep(waitMs, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    }
  }
}

async function tryOnce<T>({ ask, signal }: ServiceCall<T>, timeoutMs: number): Promise<T> {
  const timer = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
  try {
    return await ask(signal ? AbortSignal.any([signal, timer]) : timer);
  } catch (error) {
    if (timer.aborted && error === timer.reason) throw new ModelFailure('timed_out');
    throw error;
  }
}

const FIRST_BACKOFF_MS = 250;
const MOST_BACKOFF_MS = 10_000;

/** Full jitter: callers that failed together do not come back together. */
const backoffMs = (attempt: number): number =>
  Math.random() * Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);

const IN_WORDS: Readonly<Record<FailureKind, string>> = {
  unreachable: 'cannot be reached',
  timed_out: 'did not answer in time',
  rate_limited: 'takes no more requests for now',
  overloaded: 'fails at its provider',
  malformed: 'gave a reply that cannot be used',
  refused: 'does not accept the request, the key or the name of the model',
  broke_off: 'broke off its reply',
  resting: 'failed too often and is left alone for now',
};

/** The failure in words (`service`: `The embedding model openai/text-embedding-3-small`), with the status and the time to wait where they are known. */
export function unavailable(service: string, failure: ModelFailure): ParleyError {
  const { kind, status, retryAfterMs } = failure;
  const why = status !== null && status >= 400 ? ` (HTTP ${status})` : '';
  return new ParleyError('unavailable', `${service} ${IN_WORDS[kind]}${why}.`, {
    cause: failure,
    ...(retryAfterMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }),
  });
}
