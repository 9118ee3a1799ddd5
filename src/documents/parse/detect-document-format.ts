import { type DocumentFormat, extensionOf, FORMAT_NAMES, formatOfName } from './document-format.ts';
import { magicOf, OLE, ZIP } from './magic-numbers.ts';

/** `refused` is a sentence whose subject is the file. */
export type DocumentDetection = { readonly format: DocumentFormat } | { readonly refused: string };

const HEAD_BYTES = 65_536;
/** pdf.js, like all readers, takes a file whose header stands a little below its beginning. */
const PDF_HEADER_WITHIN = 1_024;

// A comment is written so that it can end in one place only: with more, a row of comments could be read in endless ways.
const HTML_START =
  /^(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->))*-->)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const JSON_START = /^\s*(?:\{\s*(?:"|\})|\[\s*(?:[{[\]"]|-?\d|true|false|null))/;
const MARKDOWN_HEADING = /^#{1,6} \S/m;

/**
 * Tells from its first bytes, and only then from its name, how to read a file. `head` is its beginning or the whole of
 * it; 64 KB are enough. What lies about its type is read as what it is, or refused with a sentence that says what it is.
 */
export function detectDocumentFormat(head: Uint8Array, name: string): DocumentDetection {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  if (bytes.length === 0) return { refused: 'is empty' };
  const latin = bytes.toString('latin1');
  const claimed = formatOfName(name);
  if (isPdf(latin, claimed)) return { format: 'pdf' };
  if (ZIP.some((mark) => latin.startsWith(mark))) return detectZip(latin, claimed);
  if (latin.startsWith(OLE)) return { refused: describeOle(bytes) };
  const magic = magicOf(latin);
  if (magic !== null) return { refused: `is ${magic}${insteadOf(name)}` };
  return detectText(asText(bytes), name, claimed);
}

const isPdf = (latin: string, claimed: DocumentFormat | null): boolean =>
  latin.trimStart().startsWith('%PDF-') ||
  (claimed === 'pdf' && latin.slice(0, PDF_HEADER_WITHIN).includes('%PDF-'));

function insteadOf(name: string): string {
  const claimed = formatOfName(name);
  return claimed === null ? '' : `, not ${FORMAT_NAMES[claimed]}`;
}

function detectZip(latin: string, claimed: DocumentFormat | null): DocumentDetection {
  if (latin.includes('word/') || claimed === 'docx') return { format: 'docx' };
  return { refused: `is ${describeZip(latin)}` };
}

/** What a zip archive is whose names of parts stand somewhere in `names`. */
export function describeZip(names: string): string {
  if (names.includes('xl/workbook')) return 'an Excel workbook; save its sheets as CSV';
  if (names.includes('ppt/')) return 'a PowerPoint presentation; save it as PDF';
  if (names.includes('opendocument')) return 'an OpenDocument file; save it as DOCX or PDF';
  if (names.includes('epub')) return 'an e-book; save it as PDF or HTML';
  return 'a zip archive; unpack it first';
}

const describeOle = (bytes: Buffer): string =>
  bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? 'is a document that is protected by a password'
    : 'is an Office file in the format before 2007; save it as DOCX or PDF';

/** Enough of the text to see what it is; zeroes are left out, which makes UTF-16 of Latin letters readable too. */
const asText = (bytes: Uint8Array): string =>
  new TextDecoder()
    .decode(bytes)
    .replaceAll('\0', '')
    .replace(/^[\uFEFF\uFFFD]+/, '');

function detectText(text: string, name: string, claimed: DocumentFormat | null): DocumentDetection {
  if (text.trim() === '') return { refused: 'is empty' };
  if (HTML_START.test(text.slice(0, 4_096))) return { format: 'html' };
  if (claimed === 'pdf' || claimed === 'docx')
    return { refused: `is named .${extensionOf(name)} and is not ${FORMAT_NAMES[claimed]}` };
  if (claimed !== null) return { format: claimed };
  if (extensionOf(name) !== '') return { format: 'text' };
  if (JSON_START.test(text)) return { format: 'json' };
  return { format: MARKDOWN_HEADING.test(text) ? 'markdown' : 'text' };
}
