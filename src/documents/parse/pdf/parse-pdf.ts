import { getResolvedPDFJS } from 'unpdf';
import { ParleyError } from '../../../core/errors.ts';
import { stripInvisible } from '../../../lib/strip-invisible.ts';
import type { ParsedDocument } from '../../parsed-document.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { type ParseLimits, tooMuchText, unreadable } from '../parse-limits.ts';
import { firstUsefulTitle } from '../useful-title.ts';
import { linesOfPage, type PdfLine, type PdfPiece } from './pdf-line.ts';
import { withoutRunningLines } from './without-running-lines.ts';
import { writePages } from './write-pages.ts';

/** Only text is read: no fonts, no pictures, no forms of XML, no compiled functions, nothing from the network. */
const OPTIONS = {
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  enableXfa: false,
  isEvalSupported: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  disableAutoFetch: true,
  disableStream: true,
  disableRange: true,
  maxImageSize: 0,
  verbosity: 0,
} as const;

const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

type Pdf = Awaited<ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']>;

/** The text of a PDF as Markdown, its lines and paragraphs found from where the words stand on the pages. */
export async function parsePdf(bytes: Buffer, limits: ParseLimits): Promise<ParsedDocument> {
  const { getDocument } = await getResolvedPDFJS();
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const task = getDocument({ data, ...OPTIONS });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > limits.maxPages) throw unreadable(`has more than ${limits.maxPages} pages`);
    const pages = await readPages(pdf, limits);
    if (!pages.some((page) => page.some((line) => /\p{L}|\p{N}/u.test(line.text))))
      throw unreadable(
        'is a PDF without text, such as a scan: it holds pictures of its pages; run it through text recognition (OCR) first',
      );
    const writer = new MarkdownWriter(limits);
    const heading = writePages(withoutRunningLines(pages), writer);
    const title = firstUsefulTitle(await statedTitle(pdf), heading);
    return { title, text: writer.text, syntax: 'markdown', pages: pdf.numPages, metadata: {} };
  } catch (error) {
    throw explained(error);
  } finally {
    await task.destroy().catch(() => {});
  }
}

async function readPages(pdf: Pdf, limits: ParseLimits): Promise<PdfLine[][]> {
  const pages: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items, styles } = await page.getTextContent({ includeMarkedContent: false });
    const codeFonts = Object.keys(styles).filter((name) => styles[name]?.fontFamily === 'monospace');
    const pieces: PdfPiece[] = [];
    for (const item of items) {
      if (!('str' in item)) continue;
      const str = stripInvisible(item.str).replace(/[\ufb00-\ufb06]/g, (mark) => LIGATURES[mark] ?? mark);
      characters += str.length;
      pieces.push({ ...item, str });
    }
    if (characters > limits.maxTextBytes) throw tooMuchText(limits);
    pages.push(linesOfPage(pieces, new Set(codeFonts)));
    page.cleanup();
  }
  return pages;
}

async function statedTitle(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata();
  const title = (info as Readonly<Record<string, unknown>>).Title;
  return typeof title === 'string' ? title : null;
}

/** What pdf.js says of a file, for users. */
function explained(error: unknown): unknown {
  if (error instanceof ParleyError || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException')
    return unreadable('is a PDF that is protected by a password', error);
  if (error.name === 'InvalidPDFException')
    return unreadable('is a PDF that is damaged or not complete', error);
  return error;
}
