import { ParleyError } from '../../core/errors.ts';
import { inMegabytes } from '../../lib/in-megabytes.ts';

/** What one file may come to; a file beyond it is refused whole, never cut silently. */
export interface ParseLimits {
  readonly maxFileBytes: number;
  /** Of the text that is read out of a file, in UTF-8. */
  readonly maxTextBytes: number;
  readonly maxPages: number;
}

export const DEFAULT_PARSE_LIMITS: ParseLimits = {
  maxFileBytes: 100 * 1024 ** 2,
  maxTextBytes: 20 * 1024 ** 2,
  maxPages: 5_000,
};

/** The error of every file that cannot be read: a sentence whose subject is the file. */
export const unreadable = (what: string, cause?: unknown): ParleyError =>
  new ParleyError('invalid_input', what, cause === undefined ? {} : { cause });

export const tooMuchText = (limits: ParseLimits): ParleyError =>
  unreadable(`holds more than ${inMegabytes(limits.maxTextBytes)} of text`);
