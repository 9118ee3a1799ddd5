import { detectDocumentFormat } from '../../src/documents/parse/detect-document-format.ts';
import { parseDocument } from '../../src/documents/parse/parse-document.ts';
import { DEFAULT_PARSE_LIMITS } from '../../src/documents/parse/parse-limits.ts';
import type { ParsedDocument } from '../../src/documents/parsed-document.ts';

/** Reads bytes as the process that parses would; a refusal of the detection is thrown as its sentence. */
export async function parseMade(name: string, content: string | Buffer): Promise<ParsedDocument> {
  const bytes = Buffer.from(content);
  const detection = detectDocumentFormat(bytes, name);
  if ('refused' in detection) throw new Error(detection.refused);
  return parseDocument(bytes, name, detection.format, DEFAULT_PARSE_LIMITS);
}
