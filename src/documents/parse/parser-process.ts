import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ParleyError } from '../../core/errors.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import type { ReadDocument } from '../read-document.ts';
import { type ParseLimits, unreadable } from './parse-limits.ts';
import { FILE_PIPE, type ParseReply, type ParseRequest } from './parser-messages.ts';
import { readableFolders } from './readable-folders.ts';
import { endFirst, residentBytes } from './resident-memory.ts';

export interface ParserProcessSettings {
  /** For one file. */
  readonly timeoutMs: number;
  /** What the process may hold while it reads, in 1024² bytes. */
  readonly memoryMb: number;
  readonly limits: ParseLimits;
  /** Told of each file that was read or refused. */
  readonly measured?: (measure: ParseMeasure) => void;
}

/** A file as it is handed to the process; people know it as `name`. */
export interface FileToParse {
  readonly path: string;
  readonly name: string;
  readonly kind: DocumentKind;
  /** In bytes. */
  readonly size: number;
}

export interface ParseMeasure {
  readonly ms: number;
  /** The most memory that was seen; 0 where the system does not say, and for files that are read in no time. */
  readonly peakBytes: number;
}

const WATCH_MS = 100;
const IDLE_MS = 60_000;
const MEGABYTE = 1024 ** 2;
/** Of the memory that the process may have: the rest is for what does not lie on the heap. */
const HEAP_SHARE = 0.75;
/** A process that holds more than this share after a file is replaced, so that the next file has room. */
const STALE_SHARE = 0.5;

// The same name with the ending of this file: source is .ts, the built package .js.
const ENTRY = fileURLToPath(new URL(`./parser-entry${extname(import.meta.url)}`, import.meta.url));

/**
 * A process that reads files one at a time, started with the first. It has no environment, may read nothing but code, may
 * write nothing and start nothing; it gets a file's bytes through a pipe. What breaks a limit ends the process, and the
 * next file gets a new one. While nothing is read it does not keep the program running.
 */
export class ParserProcess {
  readonly #settings: ParserProcessSettings;
  #child: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: ParserProcessSettings) {
    this.#settings = settings;
  }

  /** Reads one file of `size` bytes. Throws ParleyError `invalid_input` with a sentence whose subject is the file. */
  async parse(file: FileToParse): Promise<ReadDocument> {
    clearTimeout(this.#idle);
    const reply = await this.#watched(this.#child ?? this.#start(), file);
    if (reply.residentBytes > this.#settings.memoryMb * MEGABYTE * STALE_SHARE) this.end();
    else this.#idle = setTimeout(() => this.end(), IDLE_MS).unref();
    if ('refused' in reply) throw unreadable(reply.refused, new Error(reply.trace));
    return reply.document;
  }

  /** Ends the process; a file that is being read fails. */
  end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #start(): ChildProcess {
    const child = fork(ENTRY, [], {
      execArgv: [
        '--permission',
        ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
        `--max-old-space-size=${Math.floor(this.#settings.memoryMb * HEAP_SHARE)}`,
      ],
      env: {},
      cwd: tmpdir(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
    });
    // Each file hears of an end by itself; between files nobody does, and an error that nobody hears ends the program.
    child.on('error', () => {});
    pipeOf(child)
      .on('error', () => {})
      .unref();
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    if (child.pid !== undefined) void endFirst(child.pid);
    this.#child = child;
    return child;
  }

  async #watched(child: ChildProcess, file: FileToParse): Promise<ParseReply> {
    const begun = performance.now();
    const done = new AbortController();
    let peakBytes = 0;
    child.ref();
    child.channel?.ref();
    try {
      const tooMuch = this.#limit(child, done.signal, (bytes) => {
        peakBytes = Math.max(peakBytes, bytes);
      });
      return await Promise.race([this.#ask(child, file, done.signal), tooMuch]);
    } catch (error) {
      this.end();
      throw error instanceof ParleyError ? error : unreadable('could not be read', error);
    } finally {
      done.abort();
      child.unref();
      child.channel?.unref();
      this.#settings.measured?.({ ms: performance.now() - begun, peakBytes });
    }
  }

  /** Fails when the process has taken too long or too much memory. */
  #limit(child: ChildProcess, done: AbortSignal, seen: (bytes: number) => void): Promise<never> {
    const { timeoutMs, memoryMb } = this.#settings;
    return new Promise((_, reject) => {
      const timeout = setTimeout(
        () => reject(unreadable(`could not be read within ${Math.round(timeoutMs / 1000)} s`)),
        timeoutMs,
      );
      const look = setInterval(async () => {
        const bytes = child.pid === undefined ? 0 : ((await residentBytes(child.pid)) ?? 0);
        seen(bytes);
        if (bytes > memoryMb * MEGABYTE) reject(tooMuchMemory(memoryMb));
      }, WATCH_MS);
      done.addEventListener('abort', () => {
        clearTimeout(timeout);
        clearInterval(look);
      });
    });
  }

  /** Sends a file, and waits for what the process says or for its end. */
  #ask(child: ChildProcess, file: FileToParse, done: AbortSignal): Promise<ParseReply> {
    return new Promise((resolve, reject) => {
      const hear = (reply: unknown): void => resolve(reply as ParseReply);
      const hearEnd = (code: number | null, signal: NodeJS.Signals | null): void =>
        reject(endError(code, signal, this.#settings.memoryMb));
      child.once('message', hear);
      child.once('error', reject);
      child.once('exit', hearEnd);
      done.addEventListener('abort', () => {
        child.off('message', hear).off('error', reject).off('exit', hearEnd);
      });
      this.#send(child, file, done).catch((error: unknown) => {
        // A process that ended while the file was sent says more by its end than the broken pipe does.
        if (child.exitCode === null && child.signalCode === null && !isBrokenPipe(error)) reject(error);
      });
    });
  }

  async #send(
    child: ChildProcess,
    { path, name, kind, size }: FileToParse,
    done: AbortSignal,
  ): Promise<void> {
    const request: ParseRequest = { name, kind, bytes: size, limits: this.#settings.limits };
    child.send(request, () => {});
    const file = createReadStream(path, { end: size - 1, highWaterMark: MEGABYTE });
    const pipe = pipeOf(child);
    for await (const chunk of file) if (!pipe.write(chunk)) await once(pipe, 'drain', { signal: done });
    if (file.bytesRead < size) throw unreadable('was changed while it was read');
  }
}

const pipeOf = (child: ChildProcess): Socket => child.stdio[FILE_PIPE] as Socket;

const isBrokenPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET');

const tooMuchMemory = (memoryMb: number): ParleyError =>
  unreadable(`needs more than ${memoryMb} MB of memory to be read`);

/** What the end of the process says: the engine aborts when its heap is full. */
function endError(code: number | null, signal: NodeJS.Signals | null, memoryMb: number): ParleyError {
  const isHeapFull = signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGILL' || code === 134;
  if (isHeapFull) return tooMuchMemory(memoryMb);
  return unreadable('broke the program that reads it', new Error(`ended with ${signal ?? code}`));
}
