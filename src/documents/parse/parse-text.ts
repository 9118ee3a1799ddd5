import type { ParsedDocument } from '../parsed-document.ts';
import { decodeText } from './decode-text.ts';
import { type ParseLimits, tooMuchText } from './parse-limits.ts';

/** Plain text, as it is written. */
export function parseText(bytes: Buffer, limits: ParseLimits): ParsedDocument {
  return { title: null, text: writtenText(bytes, limits), syntax: 'plain', pages: null, metadata: {} };
}

/** The text of a file that is stored as written. Throws ParleyError before it is decoded where it is too much. */
export function writtenText(bytes: Buffer, limits: ParseLimits): string {
  // UTF-16 takes up to twice the bytes of UTF-8.
  if (bytes.length > 2 * limits.maxTextBytes) throw tooMuchText(limits);
  return decodeText(bytes);
}
