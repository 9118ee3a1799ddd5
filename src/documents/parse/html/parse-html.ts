import type { ParsedDocument } from '../../parsed-document.ts';
import { decodeText } from '../decode-text.ts';
import type { ParseLimits } from '../parse-limits.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';

const HEAD_BYTES = 4_096;

/** The encoding that a page says it is in, where a browser looks for it; null where it says nothing. */
function statedEncoding(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, HEAD_BYTES);
  const stated = /<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(head);
  return (stated ?? /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w-]{1,40})/i.exec(head))?.[1] ?? null;
}

/** A page of HTML as Markdown: what a reader of the page would see as its text. */
export function parseHtml(bytes: Buffer, limits: ParseLimits): ParsedDocument {
  const { title, text } = htmlToMarkdown(decodeText(bytes, statedEncoding(bytes)), limits);
  return { title, text, syntax: 'markdown', pages: null, metadata: {} };
}
