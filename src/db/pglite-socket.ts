import { extname } from 'node:path';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { joinBytes } from '../lib/join-bytes.ts';
import type { FromPgliteWorker, PgliteWorkerData, ToPgliteWorker } from './pglite-worker.ts';

// The same name with the ending of this file: source is .ts, the built package .js.
const WORKER_FILE = new URL(`./pglite-worker${extname(import.meta.url)}`, import.meta.url);

const LIMITS = {
  // Deeply nested JSON and regular expressions recurse: PostgreSQL's own limit has to be reached before the thread's.
  stackSizeMb: 64,
  // The thread makes little but short-lived garbage; by default it would keep three times as much.
  maxYoungGenerationSizeMb: 12,
};

/**
 * A connection to PostgreSQL in a worker thread that looks to the driver like one over the network, so that both
 * engines share one driver. What is written within one tick reaches the thread as one message.
 */
export class PgliteSocket extends Duplex {
  readonly #start: PgliteWorkerData;
  #worker: Worker | undefined;
  #unsent: Uint8Array[] = [];
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;

  constructor(start: PgliteWorkerData) {
    super();
    this.#start = start;
    this.ended = new Promise((resolve) => {
      this.once('close', () => resolve());
    });
  }

  /** Starts the thread; `connect` follows when the store is open, `error` when it cannot be opened. */
  connect(): this {
    const worker = new Worker(WORKER_FILE, {
      workerData: this.#start,
      resourceLimits: LIMITS,
    });
    this.#worker = worker;
    worker.on('message', (message: FromPgliteWorker) => {
      if (message === 'ready') this.emit('connect');
      else this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength));
    });
    worker.on('error', (error) => this.destroy(error));
    worker.on('exit', () => {
      if (this.writableEnded) this.push(null);
      else this.destroy(new Error('The embedded engine broke down'));
    });
    return this;
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    if (this.#unsent.length === 0) process.nextTick(() => this.#send());
    this.#unsent.push(chunk);
    done();
  }

  #send(): void {
    if (this.#unsent.length === 0) return;
    const bytes = joinBytes(this.#unsent);
    this.#unsent = [];
    this.#worker?.postMessage(bytes satisfies ToPgliteWorker, [bytes.buffer]);
  }

  override _final(done: () => void): void {
    const worker = this.#worker;
    if (worker === undefined) {
      done();
      return;
    }
    this.#send();
    worker.once('exit', () => done());
    worker.postMessage('close' satisfies ToPgliteWorker);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    void (this.#worker?.terminate() ?? Promise.resolve()).then(() => done(error));
  }

  ref(): this {
    this.#worker?.ref();
    return this;
  }

  unref(): this {
    this.#worker?.unref();
    return this;
  }

  // The driver sets these on a network socket.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
}
