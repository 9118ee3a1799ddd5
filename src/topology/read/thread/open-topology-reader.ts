import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ParleyError } from '../../../core/errors.ts';
import { oneAtATime } from '../../../lib/one-at-a-time.ts';
import type { TopologyReading } from '../topology-file.ts';
import type { FileOnDisk, ThreadReply, ThreadStart } from './thread-messages.ts';

export interface TopologyReaderSettings {
  /** For one file. Default 60,000. */
  readonly timeoutMs?: number;
  /** What the thread may hold while it reads, in 1024² bytes. Default 512. */
  readonly memoryMb?: number;
}

/** Reads the files of one import away from the serving thread. */
export interface TopologyReader {
  /**
   * What the file of that name says. Throws ParleyError with a sentence that begins with a file's name where it is broken,
   * or takes too long or too much memory.
   */
  read(name: string): Promise<TopologyReading>;
  /** Ends the thread. */
  close(): Promise<void>;
}

// The same name with the ending of this file: source is .ts, the built package .js.
const ENTRY = new URL(`./thread-entry${extname(import.meta.url)}`, import.meta.url);

/** Of all imports one file at a time is read, so that the bound on memory holds for all of them. */
const inTurn = oneAtATime();

/**
 * Opens what reads the files in a thread of its own, which is started with the first file and anew after one that broke a
 * limit. The files may refer to each other, and to nothing else.
 */
export function openTopologyReader(
  files: readonly FileOnDisk[],
  { timeoutMs = 60_000, memoryMb = 512 }: TopologyReaderSettings = {},
): TopologyReader {
  let thread: Worker | null = null;

  function start(): Worker {
    const workerData: ThreadStart = { files };
    const started = new Worker(ENTRY, {
      workerData,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    // While a file is read its end is heard below; between files an error that nobody hears would end the program.
    started.on('error', () => {});
    return started;
  }

  async function end(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  function ask(name: string): Promise<TopologyReading> {
    thread ??= start();
    const asked = thread;
    return new Promise((resolve, reject) => {
      const hear = (reply: ThreadReply): void => {
        if ('reading' in reply) settle(() => resolve(reply.reading));
        else settle(() => reject(new ParleyError('invalid_input', reply.refused)));
      };
      const hearError = (error: Error & { readonly code?: string }): void => {
        const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const what = isFull ? `needs more than ${memoryMb} MB of memory` : 'broke the program that reads it';
        fail(what, error);
      };
      const fail = (what: string, cause?: unknown): void =>
        settle(() => {
          void end();
          reject(new ParleyError('invalid_input', `${name} ${what}`, { cause }));
        });
      const tooLong = () => fail(`could not be read within ${Math.ceil(timeoutMs / 1000)} s`);
      const timeout = setTimeout(tooLong, timeoutMs);
      const settle = (done: () => void): void => {
        clearTimeout(timeout);
        asked.off('message', hear).off('error', hearError);
        done();
      };
      asked.on('message', hear).on('error', hearError);
      asked.postMessage(name);
    });
  }

  return {
    read: (name) => inTurn(() => ask(name)),
    close: end,
  };
}
