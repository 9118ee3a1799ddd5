import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ParleyError } from '../../core/errors.ts';
import { type ModelFolder, unusable } from './model-folder.ts';
import type { FromOnnxChild, ToOnnxChild } from './onnx-child.ts';

// The same name with the ending of this file: source is .ts, the built package .js.
const CHILD_FILE = fileURLToPath(new URL(`./onnx-child${extname(import.meta.url)}`, import.meta.url));

/** Questions of people are answered meanwhile: half of a small machine, and no more than two of a large one. */
const THREADS = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));

/** Loading the largest models and a piece of long texts takes seconds; what takes longer does not end. */
const MOST_WAIT_MS = 60_000;

/** A local model in a process of its own, which keeps this one from ending only while it is waited for. */
export interface OnnxProcess {
  readonly dimensions: number;
  /** Vectors of the texts, prefixes included. One call after the other. Throws `unavailable`; then the process is gone. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  /** Ends it at once, whatever it does. */
  close(): Promise<void>;
}

/**
 * Starts the process and loads the model in it. Throws `unavailable`. A process and not a thread: the native library
 * aborts its whole process where a thread is ended while it computes, or where a file breaks it.
 */
export async function startOnnxProcess(folder: ModelFolder): Promise<OnnxProcess> {
  const child = fork(CHILD_FILE, [], {
    execArgv: [],
    serialization: 'advanced',
    // What libraries print does not get between the lines of the log.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // What happens to it while nobody waits is told to whoever asks next.
  child.on('error', () => {});

  async function ask(message: ToOnnxChild): Promise<FromOnnxChild> {
    const { promise, resolve, reject } = Promise.withResolvers<FromOnnxChild>();
    const gone = (cause: unknown) => reject(unusable(folder.model, 'its process broke down', cause));
    const timer = setTimeout(() => reject(unusable(folder.model, 'it takes too long')), MOST_WAIT_MS);
    const isThere = child.connected;
    child.ref();
    child.channel?.ref();
    child.once('message', resolve).once('error', gone).once('exit', gone);
    if (isThere) child.send(message, (error) => error && gone(error));
    else gone(undefined);
    return promise.finally(() => {
      clearTimeout(timer);
      child.unref();
      child.channel?.unref();
      child.off('message', resolve).off('error', gone).off('exit', gone);
    });
  }

  /** What the process answers, where it is what was asked for; otherwise it is ended. */
  async function get<Type extends FromOnnxChild['type']>(type: Type, message: ToOnnxChild) {
    try {
      const reply = await ask(message);
      if (reply.type === type) return reply as Extract<FromOnnxChild, { type: Type }>;
      throw reply.type === 'failed'
        ? new ParleyError('unavailable', reply.reason)
        : unusable(folder.model, 'its process answers out of turn');
    } catch (error) {
      await close();
      throw error;
    }
  }

  async function close() {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill('SIGKILL');
    await exited;
  }

  const { dimensions } = await get('loaded', { folder, threads: THREADS });
  return {
    dimensions,
    async embed(texts) {
      const { values } = await get('vectors', texts);
      return texts.map((_, place) => values.slice(place * dimensions, (place + 1) * dimensions));
    },
    close,
  };
}
