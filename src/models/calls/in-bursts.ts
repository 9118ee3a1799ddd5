import { setImmediate } from 'node:timers/promises';
import type { CallWatch } from './call-watch.ts';

/** More waiting parts than this stop the reading until somebody takes them. */
const MOST_WAITING = 1000;

/**
 * What a stream gives, as it comes: parts that are there at the same moment come together, so that a burst of many small
 * ones costs no more than one. Throws what the stream throws, and why the call was ended.
 */
export async function* inBursts<Part>(
  stream: ReadableStream<Part>,
  watch: CallWatch,
): AsyncGenerator<readonly Part[]> {
  const reader = stream.getReader();
  let waiting: Part[] = [];
  let ended: { readonly error: unknown } | 'well' | undefined;
  let wake = () => {};
  let goOn = () => {};
  const read = async (): Promise<void> => {
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        waiting.push(next.value);
        wake();
        if (waiting.length >= MOST_WAITING) await new Promise<void>((resolve) => (goOn = resolve));
      }
      ended = 'well';
    } catch (error) {
      ended = { error };
    }
    wake();
  };
  void read();
  try {
    for (;;) {
      if (waiting.length === 0 && ended === undefined)
        await watch.orEnd(new Promise<void>((resolve) => (wake = resolve)));
      // Whatever has arrived is read before this goes on.
      await setImmediate();
      watch.signal.throwIfAborted();
      const parts = waiting;
      waiting = [];
      goOn();
      if (parts.length > 0) yield parts;
      else if (ended === 'well') return;
      else if (ended !== undefined) throw ended.error;
    }
  } finally {
    // The connection is given back, or closed, also where nobody reads on.
    goOn();
    void reader.cancel().catch(() => {});
  }
}
