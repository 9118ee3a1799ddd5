import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ParleyError } from '../../core/errors.ts';
import type { Answers, PatternRequest, ThreadAnswer, ThreadRequest } from './thread-messages.ts';

// The same name with the ending of this file: source is .ts, the built package .js.
const THREAD_FILE = new URL(`./pattern-thread${extname(import.meta.url)}`, import.meta.url);

export interface ThreadLimits {
  /** Longest time that one request may take. */
  readonly timeoutMs: number;
  readonly memoryMib: number;
  /** After so long without a request the thread ends, and with it what it holds. */
  readonly idleMs: number;
}

/** The thread that compares incidents, so that nobody waits for it. It is started when it is first asked. */
export interface PatternThread {
  /** Throws `unavailable` where it takes too long, needs too much memory or breaks down; it then holds nothing any more. */
  ask<Kind extends PatternRequest['kind']>(
    request: Extract<PatternRequest, { kind: Kind }>,
  ): Promise<Answers[Kind]>;
  /** Grows whenever a thread with nothing in it begins. */
  readonly generation: number;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export function openPatternThread(limits: ThreadLimits): PatternThread {
  let worker: Worker | undefined;
  let generation = 0;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;
  const waiting = new Map<number, Waiting>();

  async function end(why: string): Promise<void> {
    const ended = worker;
    worker = undefined;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new ParleyError('unavailable', `Comparing incidents broke off: ${why}.`));
    }
    waiting.clear();
    await ended?.terminate();
  }

  function start(): Worker {
    generation++;
    const started = new Worker(THREAD_FILE, { resourceLimits: { maxOldGenerationSizeMb: limits.memoryMib } });
    started.on('message', ({ number, result }: ThreadAnswer) => {
      const asked = waiting.get(number);
      waiting.delete(number);
      clearTimeout(asked?.timer);
      if ('failure' in result) asked?.reject(new Error(result.failure));
      else asked?.resolve(result.value as never);
      if (waiting.size === 0) rest();
    });
    const broke = (error: unknown) => {
      if (worker === started) void end(error instanceof Error ? error.message : 'the thread ended');
    };
    started.on('error', broke);
    started.on('exit', broke);
    return started;
  }

  /** Nothing to do: no process stays alive for it. */
  function rest(): void {
    worker?.unref();
    idle = setTimeout(() => void end('the thread was idle'), limits.idleMs);
    idle.unref();
  }

  return {
    get generation() {
      return worker === undefined ? generation + 1 : generation;
    },
    ask(request) {
      clearTimeout(idle);
      worker ??= start();
      worker.ref();
      const number = ++last;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => void end('it took too long'), limits.timeoutMs);
        waiting.set(number, { resolve, reject, timer });
        worker?.postMessage({ number, request } satisfies ThreadRequest);
      });
    },
    async close() {
      clearTimeout(idle);
      await end('Parley is closing');
    },
  };
}
