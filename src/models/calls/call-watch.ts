import { ModelFailure } from './model-failure.ts';

/** What one call of a model is ended by: its caller, or its own silence. */
export interface CallWatch {
  readonly signal: AbortSignal;
  /** The result of `waiting`; rejects at once when the call is ended, whether or not what it waits for notices. */
  orEnd<T>(waiting: PromiseLike<T>): Promise<T>;
  /** The model gave a sign of life: from now on it may be silent for so long. */
  heard(silenceMs: number): void;
  close(): void;
}

/** Ends the call when `caller` aborts, and with `timed_out` after `firstMs` without a sign of life. */
export function watchCall(caller: AbortSignal | undefined, firstMs: number): CallWatch {
  const controller = new AbortController();
  const { signal } = controller;
  const ended = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
  ended.catch(() => {});
  const leave = () => controller.abort(caller?.reason);
  if (caller?.aborted) leave();
  caller?.addEventListener('abort', leave, { once: true });
  let silenceMs = firstMs;
  let heardAt = performance.now();
  let timer = setTimeout(check, silenceMs);
  // One timer that looks again, rather than one for each of a thousand pieces.
  function check(): void {
    const left = heardAt + silenceMs - performance.now();
    if (left > 0) timer = setTimeout(check, left);
    else controller.abort(new ModelFailure('timed_out'));
  }
  return {
    signal,
    orEnd: (waiting) => Promise.race([ended, waiting]),
    heard(longest) {
      heardAt = performance.now();
      if (longest === silenceMs) return;
      silenceMs = longest;
      clearTimeout(timer);
      timer = setTimeout(check, silenceMs);
    },
    close() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', leave);
    },
  };
}
