/** A list item; `depth` 0 is the outermost. `text` is Markdown with its continuation lines; `line` is its first, from 1. */
interface ListItem {
  readonly depth: number;
  readonly line: number;
  readonly text: string;
}

export type Block = { readonly line: number; readonly raw: string } & (
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | {
      readonly type: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  | { readonly type: 'code' }
  | { readonly type: 'paragraph' }
);

/** No pattern here may try one run of characters in two ways: a line of a megabyte would take for ever. */
const HEADING_MARKS = /^ {0,3}(#{1,6})(?=\s|#*\s*$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM = /^(\s{0,40})(?:[-*+]|\d{1,4}[.)])\s+(?!\s)(.*)$/;
const DELIMITER_ROW = /^\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*(?:\|\s*)?$/;
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/;

/**
 * Splits Markdown into blocks in one pass over its lines: time and memory are linear in the text whatever it holds
 * (full Markdown parsers nest without bound on hostile input). Inline marks stay as written.
 */
export const splitBlocks = (text: string): Block[] => [...readBlocks(text.split(/\r\n|\n|\r/))];

/**
 * The blocks of `splitBlocks` one by one, from lines without their ends. A list of more than about `mostItems` items and a
 * table of more rows end there, and what follows is a block of its own: so no block takes much more memory than its text.
 */
export function* readBlocks(
  lines: readonly string[],
  mostItems = Number.POSITIVE_INFINITY,
): Generator<Block> {
  for (let at = 0; at < lines.length; ) {
    const block = readBlock(lines, at, mostItems);
    if (block) yield block.block;
    at = block ? block.next : at + 1;
  }
}

/** A heading with `#` marks, or null; the marks that may close it are no part of its text. */
function headingOf(line: string): { readonly level: number; readonly text: string } | null {
  const marks = HEADING_MARKS.exec(line);
  if (!marks) return null;
  const rest = line.slice(marks[0].length).trimEnd();
  let end = rest.length;
  while (rest[end - 1] === '#') end -= 1;
  const text = rest.slice(0, end).trim();
  return /[\u2028\u2029]/.test(text) ? null : { level: marks[1]?.length ?? 1, text };
}

type Read = { readonly block: Block; readonly next: number };

function readBlock(lines: readonly string[], at: number, mostItems: number): Read | null {
  const line = lines[at] ?? '';
  if (line.trim() === '') return null;
  const heading = headingOf(line);
  if (heading) return { block: { type: 'heading', ...heading, line: at + 1, raw: line }, next: at + 1 };
  if (FENCE.test(line)) return readCode(lines, at);
  if (line.includes('|') && DELIMITER_ROW.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('|'))
    return readTable(lines, at, mostItems);
  if (ITEM.test(line)) return readList(lines, at, mostItems);
  return readParagraph(lines, at);
}

function readCode(lines: readonly string[], at: number): Read {
  const fence = FENCE.exec(lines[at] ?? '')?.[1] ?? '```';
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? '').trimStart().startsWith(fence)) end++;
  const next = Math.min(end + 1, lines.length);
  return { block: { type: 'code', line: at + 1, raw: lines.slice(at, next).join('\n') }, next };
}

/** Cells of a table row; the closing bar may be missing, `\|` is no border. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

function readTable(lines: readonly string[], at: number, mostRows: number): Read {
  let next = at + 2;
  const rows: string[][] = [];
  for (; next < lines.length && rows.length < mostRows && (lines[next] ?? '').includes('|'); next++)
    rows.push(cellsOf(lines[next] ?? ''));
  const raw = lines.slice(at, next).join('\n');
  return { block: { type: 'table', header: cellsOf(lines[at] ?? ''), rows, line: at + 1, raw }, next };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

function readList(lines: readonly string[], at: number, mostItems: number): Read {
  const items: { indent: number; line: number; lines: string[] }[] = [];
  let next = at;
  for (let blank = false; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const item = ITEM.exec(line);
    if (line.trim() === '') blank = true;
    else if (item) {
      const indent = (item[1] ?? '').replaceAll('\t', '    ').length;
      const isOuter = indent <= (items[0]?.indent ?? 0);
      if (items.length >= (isOuter ? mostItems : 2 * mostItems)) break;
      items.push({ indent, line: next + 1, lines: [item[2] ?? ''] });
    } else if (FENCE.test(line) || headingOf(line) || (blank && indentOf(line) === 0)) break;
    else items.at(-1)?.lines.push(line.trim());
    if (line.trim() !== '') blank = false;
  }
  const raw = lines.slice(at, next).join('\n').trimEnd();
  return { block: { type: 'list', items: withDepths(items), line: at + 1, raw }, next };
}

function withDepths(
  items: readonly { indent: number; line: number; lines: readonly string[] }[],
): ListItem[] {
  const indents: number[] = [];
  return items.map((item) => {
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= item.indent) indents.pop();
    const depth = Math.min(indents.length, 20);
    indents.push(item.indent);
    return { depth, line: item.line, text: item.lines.join('\n').trim() };
  });
}

function readParagraph(lines: readonly string[], at: number): Read {
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() === '' || headingOf(line) || FENCE.test(line)) break;
    const underline = UNDERLINE.exec(line);
    if (underline && !(lines[at] ?? '').includes('|')) return readSetext(lines, at, next, underline[1] ?? '');
    if (ITEM.test(line) && /^\s*(?:[-*+]|1[.)])\s/.test(line)) break;
    if (line.trim().startsWith('|') && DELIMITER_ROW.test(lines[next + 1] ?? '')) break;
  }
  return { block: { type: 'paragraph', line: at + 1, raw: lines.slice(at, next).join('\n') }, next };
}

function readSetext(lines: readonly string[], at: number, end: number, underline: string): Read {
  const raw = lines.slice(at, end + 1).join('\n');
  const text = lines.slice(at, end).join(' ').trim();
  return {
    block: { type: 'heading', level: underline.startsWith('=') ? 1 : 2, text, line: at + 1, raw },
    next: end + 1,
  };
}
