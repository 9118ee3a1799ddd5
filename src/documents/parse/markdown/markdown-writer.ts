import { type ParseLimits, tooMuchText } from '../parse-limits.ts';
import { escapeLineStart, fencedCode } from './escape-markdown.ts';
import { tableMarkdown } from './table-markdown.ts';

/** Lists inside lists are set in so far only: deeper ones would cost more spaces than words. */
const MAX_INDENTED_LISTS = 8;

interface List {
  /** Of the next item; null in a list without numbers. */
  number: number | null;
  /** Spaces before the lines below an item's first. */
  indent: string;
  /** The mark of an item of which no line is written yet. */
  marker: string | null;
}

/** Writes Markdown block by block, below a limit of size. Time and memory are linear in what is written. */
export class MarkdownWriter {
  readonly #limits: ParseLimits;
  readonly #parts: string[] = [];
  #characters = 0;
  readonly #lists: List[] = [];
  #deeperLists = 0;
  #quotes = 0;
  /** Whether the last block stands in the list that is open now. */
  #isInside = false;

  constructor(limits: ParseLimits) {
    this.#limits = limits;
  }

  get text(): string {
    return this.#parts.length === 0 ? '' : `${this.#parts.join('')}\n`;
  }

  get isInList(): boolean {
    return this.#lists.length > 0;
  }

  /** A heading; inside a list, where Markdown has none, a paragraph. `level` 1 to 6. */
  heading(level: number, text: string): void {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line === '') return;
    if (this.isInList || this.#quotes > 0) this.paragraph(line);
    else this.#block(`${'#'.repeat(level)} ${line}`);
  }

  /** Lines of prose in Markdown; what would be read as another kind of block is escaped. */
  paragraph(text: string): void {
    if (text.trim() === '') return;
    this.#block(text.trim().split('\n').map(escapeLineStart).join('\n'));
  }

  /** Code as it is, without the empty lines around it. */
  code(code: string, language: string | null): void {
    const body = withoutEmptyEdges(code);
    if (body !== '') this.#block(fencedCode(body, language));
  }

  table(rows: readonly (readonly string[])[]): void {
    if (rows.length > 0) this.#block(tableMarkdown(rows));
  }

  /** Opens a list, numbered from `first`, or without numbers where it is null. */
  openList(first: number | null): void {
    if (this.#lists.length >= MAX_INDENTED_LISTS) {
      this.#deeperLists++;
      return;
    }
    if (this.#lists.length === 0) this.#isInside = false;
    this.#lists.push({ number: first, indent: '', marker: null });
  }

  closeList(): void {
    if (this.#deeperLists > 0) this.#deeperLists--;
    else this.#lists.pop();
    if (this.#lists.length === 0) this.#isInside = false;
  }

  /** Begins the next item of the innermost list; without a list nothing happens. */
  item(): void {
    const list = this.#lists.at(-1);
    if (!list) return;
    const marker = list.number === null ? '- ' : `${list.number}. `;
    if (list.number !== null) list.number++;
    list.marker = marker;
    list.indent = ' '.repeat(marker.length);
  }

  openQuote(): void {
    this.#quotes++;
  }

  closeQuote(): void {
    this.#quotes = Math.max(0, this.#quotes - 1);
  }

  #block(text: string): void {
    const quote = this.#quotes > 0 ? '> ' : '';
    const indent = this.#lists.map((list) => list.indent).join('');
    const begins = this.#lists.some((list) => list.marker !== null);
    const first = this.#firstPrefix();
    const rest = `${indent}${quote}`;
    const lines = rest === '' ? text : text.replaceAll('\n', `\n${rest}`);
    const gap = this.#parts.length === 0 ? '' : begins && this.#isInside ? '\n' : '\n\n';
    this.#add(`${gap}${first}${quote}${lines}`);
    this.#isInside = this.#lists.length > 0;
  }

  /** The indents, and the mark of the innermost item that has none yet; an item of nothing but a list has none. */
  #firstPrefix(): string {
    let prefix = '';
    for (const [at, list] of this.#lists.entries()) {
      const isInnermost = !this.#lists.slice(at + 1).some((inner) => inner.marker !== null);
      prefix += list.marker !== null && isInnermost ? list.marker : list.indent;
    }
    for (const list of this.#lists) list.marker = null;
    return prefix;
  }

  #add(text: string): void {
    this.#characters += text.length;
    if (this.#characters > this.#limits.maxTextBytes) throw tooMuchText(this.#limits);
    this.#parts.push(text);
  }
}

/** Code without empty lines before and after it, its own indent kept. */
function withoutEmptyEdges(code: string): string {
  const lines = code.split('\n').map((line) => line.trimEnd());
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from] === '') from++;
  while (to > from && lines[to - 1] === '') to--;
  return lines.slice(from, to).join('\n');
}
