import { escapeInline } from '../markdown/escape-markdown.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { WholeWords } from './join-lines.ts';
import { PdfLayout } from './pdf-layout.ts';
import type { PdfLine } from './pdf-line.ts';

const BULLET = /^[•◦▪‣●○■□·∙–*-]\s+(?=\S)/;
const NUMBERED = /^(\d{1,3})[.)]\s+(?=\S)/;
/** A heading goes over at most so many lines; more of them are a text in large letters. */
const MAX_HEADING_LINES = 3;

type Kind =
  | { readonly type: 'heading'; readonly level: number }
  | { readonly type: 'code' | 'item' | 'prose' };

interface Block {
  readonly kind: Kind;
  /** Of a numbered item; null of one without a number. */
  readonly number: number | null;
  lines: PdfLine[];
  text: string;
}

/** Writes the lines of a document's pages as Markdown; gives the words of its first and largest heading. */
export function writePages(pages: readonly (readonly PdfLine[])[], writer: MarkdownWriter): string | null {
  const layout = new PdfLayout(pages);
  const words = new WholeWords();
  for (const page of pages) for (const line of page) words.add(line.text);
  const blocks = [...readBlocks(pages, layout, words)];
  const headings = blocks.filter(({ kind }) => kind.type === 'heading');
  const first = headings.find(({ kind }) => kind.type === 'heading' && kind.level === 1) ?? headings[0];
  writeBlocks(blocks, writer);
  return first?.text ?? null;
}

function* readBlocks(
  pages: readonly (readonly PdfLine[])[],
  layout: PdfLayout,
  words: WholeWords,
): Generator<Block> {
  let open: Block | null = null;
  let before: PdfLine | null = null;
  for (const page of pages) {
    for (const [at, line] of page.entries()) {
      const next = begin(line, layout);
      if (open && before && goesOn(open, before, line, next, layout, at === 0)) extend(open, line, words);
      else {
        if (open) yield open;
        open = next;
      }
      before = line;
    }
  }
  if (open) yield open;
}

function begin(line: PdfLine, layout: PdfLayout): Block {
  const level = layout.headingLevel(line);
  if (level !== null)
    return { kind: { type: 'heading', level }, number: null, lines: [line], text: line.text };
  if (layout.isCode(line)) return { kind: { type: 'code' }, number: null, lines: [line], text: '' };
  const bullet = BULLET.exec(line.text)?.[0];
  const numbered = NUMBERED.exec(line.text);
  const mark = bullet ?? numbered?.[0];
  return {
    kind: { type: mark === undefined ? 'prose' : 'item' },
    number: numbered ? Number(numbered[1]) : null,
    lines: [line],
    text: line.text.slice(mark?.length ?? 0),
  };
}

/** Whether a line belongs to the block before it. `isNewPage` says that it is the first of its page. */
function goesOn(
  open: Block,
  before: PdfLine,
  line: PdfLine,
  next: Block,
  layout: PdfLayout,
  isNewPage: boolean,
): boolean {
  if (open.kind.type === 'heading')
    return (
      next.kind.type === 'heading' &&
      next.kind.level === open.kind.level &&
      open.lines.length < MAX_HEADING_LINES &&
      !isNewPage &&
      layout.isClose(before, line)
    );
  if (open.kind.type === 'code') return next.kind.type === 'code' && !isNewPage;
  if (next.kind.type !== 'prose') return false;
  return layout.isSameParagraph(before, line, isNewPage);
}

function extend(block: Block, line: PdfLine, words: WholeWords): void {
  const isRow = line.isRow || block.lines.at(-1)?.isRow === true;
  block.lines.push(line);
  if (block.kind.type !== 'code')
    block.text = isRow ? `${block.text}\n${line.text}` : words.join(block.text, line.text);
}

function writeBlocks(blocks: readonly Block[], writer: MarkdownWriter): void {
  let last: Block | null = null;
  for (const block of blocks) {
    const isNext =
      last?.kind.type === 'item' &&
      block.kind.type === 'item' &&
      block.number === (last.number === null ? null : last.number + 1);
    if (last?.kind.type === 'item' && !isNext) writer.closeList();
    if (block.kind.type === 'item' && !isNext) writer.openList(block.number);
    writeBlock(block, writer);
    last = block;
  }
  if (last?.kind.type === 'item') writer.closeList();
}

function writeBlock(block: Block, writer: MarkdownWriter): void {
  if (block.kind.type === 'item') writer.item();
  if (block.kind.type === 'heading') writer.heading(block.kind.level, escapeInline(block.text));
  else if (block.kind.type === 'code') writer.code(codeOf(block.lines), null);
  else writer.paragraph(escapeInline(block.text));
}

const MAX_INDENT = 80;

/** Lines of code, set in as they are on the page. */
function codeOf(lines: readonly PdfLine[]): string {
  const left = Math.min(...lines.map((line) => line.x));
  return lines
    .map((line) => {
      const width = (line.endX - line.x) / Math.max(1, line.text.length) || 1;
      return `${' '.repeat(Math.min(MAX_INDENT, Math.max(0, Math.round((line.x - left) / width))))}${line.text}`;
    })
    .join('\n');
}
