import { inMegabytes } from '../../lib/in-megabytes.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import type { DocumentFormat } from './document-format.ts';
import { type ParseLimits, tooMuchText, unreadable } from './parse-limits.ts';

/** Reads the bytes of one file of one format. Throws ParleyError for what it cannot read. */
type FormatReader = (
  bytes: Buffer,
  limits: ParseLimits,
  name: string,
) => ParsedDocument | Promise<ParsedDocument>;

/** Why a file without any words is no document. */
export const NO_TEXT = 'holds no text';

/** Each format's reader, loaded with its libraries when the first file of the format comes. */
const READERS: Readonly<Record<DocumentFormat, () => Promise<FormatReader>>> = {
  markdown: async () => (await import('./markdown/parse-markdown.ts')).parseMarkdown,
  text: async () => (await import('./parse-text.ts')).parseText,
  html: async () => (await import('./html/parse-html.ts')).parseHtml,
  pdf: async () => (await import('./pdf/parse-pdf.ts')).parsePdf,
  docx: async () => (await import('./docx/parse-docx.ts')).parseDocx,
  json: async () => (await import('./json/parse-json-document.ts')).parseJsonDocument,
  csv: async () => (await import('./csv/parse-csv.ts')).parseCsv,
  restructuredtext: async () => (await import('./restructuredtext/parse-rst.ts')).parseRst,
};

/**
 * Reads a file as a document. It runs in a process of its own, because hostile files can make any reader slow or hungry.
 * Throws ParleyError `invalid_input` with a sentence whose subject is the file.
 */
export async function parseDocument(
  bytes: Buffer,
  name: string,
  format: DocumentFormat,
  limits: ParseLimits,
): Promise<ParsedDocument> {
  if (bytes.length > limits.maxFileBytes)
    throw unreadable(`is larger than ${inMegabytes(limits.maxFileBytes)}`);
  const read = await READERS[format]();
  const document = await read(bytes, limits, name);
  if (document.text.trim() === '') throw unreadable(NO_TEXT);
  if (Buffer.byteLength(document.text) > limits.maxTextBytes) throw tooMuchText(limits);
  return document;
}
