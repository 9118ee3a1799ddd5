import mammoth from 'mammoth';
import type { ParsedDocument } from '../../parsed-document.ts';
import { htmlToMarkdown } from '../html/html-to-markdown.ts';
import type { ParseLimits } from '../parse-limits.ts';
import { firstUsefulTitle } from '../useful-title.ts';
import { safeCopy } from './safe-copy.ts';

/** Styles that people use beside those that the library knows. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Code'] => pre:separator('\\n')",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Plain Text'] => pre:separator('\\n')",
  "r[style-name='HTML Code'] => code",
  "r[style-name='Verbatim Char'] => code",
  "r[style-name='Code Char'] => code",
];

const STATED_TITLE = /<dc:title>([^<]{1,2000})<\/dc:title>/;

/** The text of a Word document as Markdown: headings, lists, tables, notes and links; pictures by their description. */
export async function parseDocx(bytes: Buffer, limits: ParseLimits): Promise<ParsedDocument> {
  const copy = safeCopy(bytes);
  const { value: html } = await mammoth.convertToHtml(
    { buffer: copy.bytes },
    {
      styleMap: STYLES,
      // A document could bring its own rules for how it is read.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const { title, text } = htmlToMarkdown(html, limits);
  const stated = STATED_TITLE.exec(copy.properties)?.[1];
  return { title: firstUsefulTitle(stated, title), text, syntax: 'markdown', pages: null, metadata: {} };
}
