import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../core/ids.ts';
import type { ModelCall } from '../../core/model-call.ts';
import type { CallRequest, CallSettings, ModelPart, Progress } from './call.ts';
import { watchCall } from './call-watch.ts';
import { failureOf, ModelFailure } from './model-failure.ts';
import { type CallUsage, estimatedUsage, NOTHING_USED } from './model-usage.ts';
import type { ConnectedModel } from './providers.ts';
import { streamParts } from './stream-parts.ts';
import { traceCall } from './trace-call.ts';

/**
 * One step of a model, tried again after failures that may pass, as long as nothing was said and the deadline allows.
 * Every try is told to `onCall`. Throws `ModelFailure`; when the caller aborts, it ends without a finish.
 */
export async function* callModel(
  model: ConnectedModel,
  request: CallRequest,
  settings: CallSettings,
): AsyncGenerator<ModelPart> {
  for (let attempt = 1; ; attempt++) {
    const restMs = model.breaker.restMs();
    if (restMs > 0) throw new ModelFailure('resting', { retryAfterMs: restMs });
    let spoke = false;
    try {
      for await (const part of tryOnce(model, request, settings, attempt)) {
        spoke = true;
        yield part;
      }
      return;
    } catch (error) {
      const failure = failureOf(error);
      const waitMs = failure.retryAfterMs ?? backoffMs(attempt);
      const isLast = attempt > settings.retries || !failure.isPassing;
      if (spoke || isLast || performance.now() + waitMs >= request.deadline) throw failure;
      await sleep(waitMs, undefined, { signal: request.signal }).catch(() => {});
      if (request.signal?.aborted) return;
    }
  }
}

const FIRST_BACKOFF_MS = 200;
const MOST_BACKOFF_MS = 5000;

/** Full jitter: callers that failed together do not come back together. */
const backoffMs = (attempt: number): number =>
  Math.random() * Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);

/** One try; whatever becomes of it, it is told to `onCall` once it has ended. */
async function* tryOnce(
  model: ConnectedModel,
  request: CallRequest,
  settings: CallSettings,
  attempt: number,
): AsyncGenerator<ModelPart> {
  const begun = performance.now();
  const beganAt = new Date();
  const leftMs = Math.max(1, request.deadline - begun);
  const watch = watchCall(request.signal, Math.min(settings.firstTokenMs, leftMs));
  const traced = traceCall(model, request, settings.tracing);
  const progress: Progress = { reply: '', firstTokenMs: null, usage: undefined, reason: undefined };
  let outcome: ModelCall['outcome'] = 'stopped';
  let failure: ModelFailure | null = null;
  try {
    for await (const part of streamParts(model, request, settings, watch)) {
      progress.firstTokenMs ??= performance.now() - begun;
      if (part.type === 'text') progress.reply += part.text;
      if (part.type === 'finish') {
        progress.usage = part.usage;
        progress.reason = part.reason;
        outcome = 'answered';
        model.breaker.succeeded();
      }
      yield part;
    }
  } catch (error) {
    if (request.signal?.aborted) return;
    outcome = 'failed';
    failure = failureOf(error);
    if (progress.reply !== '') failure = new ModelFailure('broke_off', { cause: failure });
    model.breaker.failed();
    throw failure;
  } finally {
    watch.close();
    const usage = progress.usage ?? (await usageOf(outcome, request, progress));
    const call: ModelCall = {
      id: newId(),
      provider: model.provider,
      model: model.model,
      outcome,
      failure: failure?.kind ?? null,
      attempt,
      ...usage,
      price: settings.priceOf(model.name, usage),
      beganAt,
      firstTokenMs: progress.firstTokenMs,
      lastTokenMs: performance.now() - begun,
    };
    traced.end(call, progress);
    request.onCall(call);
  }
}

/** A call that failed before it said anything cost nothing. */
const usageOf = async (
  outcome: ModelCall['outcome'],
  { promptText }: CallRequest,
  { reply }: Progress,
): Promise<CallUsage> =>
  outcome === 'failed' && reply === '' ? NOTHING_USED : estimatedUsage({ prompt: promptText, reply });
