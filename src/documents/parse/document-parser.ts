import { stat } from 'node:fs/promises';
import { ParleyError } from '../../core/errors.ts';
import { inMegabytes } from '../../lib/in-megabytes.ts';
import type { DocumentKind } from '../../retrieval/found-passage.ts';
import type { ReadDocument } from '../read-document.ts';
import { DEFAULT_PARSE_LIMITS, type ParseLimits, unreadable } from './parse-limits.ts';
import { type ParseMeasure, ParserProcess } from './parser-process.ts';

export interface DocumentParserSettings {
  /** Files that are read at the same time, each in a process of its own. Default 1. */
  readonly processes?: number;
  /** For one file. Default 60,000. */
  readonly timeoutMs?: number;
  /** What a process may hold while it reads a file, in 1024² bytes. Default 512. */
  readonly memoryMb?: number;
  readonly limits?: Partial<ParseLimits>;
  /** Told of each file that was read or refused, for measurements. */
  readonly measured?: (measure: ParseMeasure) => void;
}

export interface DocumentParser {
  /**
   * Reads the file at `path`, which people know as `name`. Throws ParleyError `invalid_input` with a sentence whose subject
   * is the file for all that cannot be read, and `unavailable` once the parser is closed.
   */
  parse(path: string, name: string, kind?: DocumentKind): Promise<ReadDocument>;
  /** Ends the processes; what is being read or waits fails with `unavailable`. */
  close(): void;
}

interface Waiting {
  readonly start: (process: ParserProcess) => void;
  readonly refuse: (error: ParleyError) => void;
}

/** A reader of files in processes of their own, which are started when the first file comes. */
export function openDocumentParser(settings: DocumentParserSettings = {}): DocumentParser {
  const { processes = 1, timeoutMs = 60_000, memoryMb = 512, measured } = settings;
  const limits = { ...DEFAULT_PARSE_LIMITS, ...settings.limits };
  const all = Array.from(
    { length: processes },
    () => new ParserProcess({ timeoutMs, memoryMb, limits, ...(measured && { measured }) }),
  );
  const free = [...all];
  const waiting: Waiting[] = [];
  let isClosed = false;

  const take = (): Promise<ParserProcess> =>
    new Promise((resolve, reject) => {
      const process = free.pop();
      if (process) resolve(process);
      else waiting.push({ start: resolve, refuse: reject });
    });
  const give = (process: ParserProcess): void => {
    const next = waiting.shift();
    if (next) next.start(process);
    else free.push(process);
  };

  return {
    parse: async (path, name, kind = 'document') => {
      if (isClosed) throw closed();
      const size = await sizeOf(path, limits);
      const process = await take();
      try {
        if (isClosed) throw closed();
        return await process.parse({ path, name, kind, size });
      } catch (error) {
        throw isClosed ? closed() : error;
      } finally {
        give(process);
      }
    },
    close: () => {
      isClosed = true;
      for (const one of waiting.splice(0)) one.refuse(closed());
      for (const process of all) process.end();
    },
  };
}

const closed = (): ParleyError => new ParleyError('unavailable', 'Documents are not read any more.');

/** Bytes of a file that can be read. */
async function sizeOf(path: string, limits: ParseLimits): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable('could not be opened', error);
  });
  if (!found.isFile()) throw unreadable('is no file');
  if (found.size === 0) throw unreadable('is empty');
  if (found.size > limits.maxFileBytes)
    throw unreadable(`is larger than ${inMegabytes(limits.maxFileBytes)}`);
  return found.size;
}
