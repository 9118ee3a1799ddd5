import { stripInvisible } from '../../../lib/strip-invisible.ts';
import { webAddress } from '../markdown/escape-markdown.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { InlineText } from './inline-text.ts';
import { languageOf } from './is-left-out.ts';
import { TableCells } from './table-cells.ts';

type Attributes = Readonly<Record<string, string>>;

const HEADING = /^h([1-6])$/;
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);
const BLOCKS: ReadonlySet<string> = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'main',
    'header',
    'footer',
    'aside',
    'figure',
    'figcaption',
    'address',
  ],
  ...[
    'center',
    'details',
    'summary',
    'fieldset',
    'legend',
    'form',
    'hr',
    'body',
    'html',
    'caption',
    'hgroup',
  ],
  ...[
    'table',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'td',
    'th',
    'ul',
    'ol',
    'dl',
    'li',
    'dd',
    'blockquote',
    'pre',
  ],
]);

interface Table {
  readonly cells: TableCells;
  /** A table that holds another one only arranges the page: what it holds is no table. */
  isLayout: boolean;
  /** Columns and rows of the cell that is open. */
  cell: readonly [columns: number, rows: number] | null;
}

/** Turns the events of a parser of HTML into Markdown. Elements that are left out are the caller's to leave out. */
export class HtmlReader {
  readonly #writer: MarkdownWriter;
  readonly #inline = new InlineText();
  readonly #tables: Table[] = [];
  readonly #languages: (string | null)[] = [];
  #heading: number | null = null;
  #code: string[] | null = null;
  #preformatted: string[] | null = null;
  #preformattedLanguage: string | null = null;
  /** Whether a definition has begun behind its term, so that its first paragraph goes on there. */
  #isBehindTerm = false;
  #link: { readonly mark: number; readonly address: string } | null = null;
  #raised: number | null = null;
  /** The words of the first heading of the first and of any level. */
  firstHeading: { readonly level: number; readonly text: string } | null = null;

  constructor(writer: MarkdownWriter) {
    this.#writer = writer;
  }

  text(text: string): void {
    if (this.#preformatted) this.#preformatted.push(text);
    else if (this.#code) this.#code.push(text);
    else {
      this.#inline.words(text);
      if (this.#isBehindTerm && text.trim() !== '') this.#isBehindTerm = false;
    }
  }

  open(name: string, attributes: Attributes): void {
    if (languageOf(attributes) !== null || name === 'pre') this.#languages.push(languageOf(attributes));
    if (this.#preformatted) {
      this.#preformattedLanguage ??= languageOf(attributes);
      if (name === 'br') this.#preformatted.push('\n');
      return;
    }
    if (name === 'br') this.#inline.break();
    else if (name === 'img') this.#inline.words(attributes.alt ? ` ${attributes.alt} ` : '');
    else if (name === 'a') this.#openLink(attributes.href);
    else if (name === 'sup') this.#raised = this.#inline.mark();
    else if (CODE.has(name)) this.#code ??= [];
    else this.#openBlock(name, attributes);
  }

  close(name: string, attributes: Attributes): void {
    if (name === 'pre') this.#closePreformatted();
    if (languageOf(attributes) !== null || name === 'pre') this.#languages.pop();
    if (this.#preformatted) return;
    if (name === 'a') this.#closeLink();
    else if (name === 'sup') this.#closeRaised();
    else if (CODE.has(name)) this.#closeCode();
    else this.#closeBlock(name);
  }

  end(): void {
    this.#closePreformatted();
    this.#closeCode();
    while (this.#tables.length > 0) this.#closeTable();
    this.#closeHeading();
    this.#flush();
  }

  get #table(): Table | undefined {
    const table = this.#tables.at(-1);
    return table?.isLayout ? undefined : table;
  }

  /** Writes the words so far as a paragraph; where only words may stand, it parts them. */
  #flush(): void {
    this.#closeCode();
    this.#link = null;
    this.#raised = null;
    this.#isBehindTerm = false;
    if (this.#table?.cell || this.#heading !== null) this.#inline.words(' ');
    else this.#writer.paragraph(this.#inline.take());
  }

  #openBlock(name: string, attributes: Attributes): void {
    const level = HEADING.exec(name)?.[1];
    if (name === 'dd') this.#openDefinition();
    else if (name === 'p' && this.#isBehindTerm) this.#isBehindTerm = false;
    else if (level !== undefined || name === 'dt' || BLOCKS.has(name)) this.#flush();
    if (level !== undefined && !this.#table?.cell) {
      this.#closeHeading();
      this.#heading = Number(level);
    }
    if (name === 'pre') this.#openPreformatted();
    else if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#table?.cells.openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    if (this.#table?.cell) return;
    if (name === 'ul' || name === 'dl') this.#writer.openList(null);
    else if (name === 'ol') this.#writer.openList(firstNumber(attributes.start));
    else if (name === 'li' || name === 'dt') this.#writer.item();
    else if (name === 'blockquote') this.#writer.openQuote();
  }

  #closeBlock(name: string): void {
    if (HEADING.test(name) && this.#heading !== null) this.#closeHeading();
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'tr') this.#table?.cells.closeRow();
    else if (name === 'table') this.#closeTable();
    else if (HEADING.test(name) || BLOCKS.has(name)) this.#flush();
    if (this.#table?.cell) return;
    if (name === 'ul' || name === 'ol' || name === 'dl') this.#writer.closeList();
    else if (name === 'blockquote') this.#writer.closeQuote();
  }

  /** A definition goes on in the line of its term. */
  #openDefinition(): void {
    if (this.#inline.isBlank || this.#table?.cell) this.#flush();
    else {
      this.#inline.words(': ');
      this.#isBehindTerm = true;
    }
  }

  #closeHeading(): void {
    const level = this.#heading;
    if (level === null) return;
    this.#flush();
    this.#heading = null;
    const text = this.#inline.take().replaceAll('\n', ' ');
    this.#writer.heading(level, text);
    if (text !== '' && (this.firstHeading === null || (this.firstHeading.level > 1 && level === 1)))
      this.firstHeading = { level, text };
  }

  #openLink(address: string | undefined): void {
    const href = address === undefined || this.#heading !== null ? null : webAddress(address);
    this.#link = href === null ? null : { mark: this.#inline.mark(), address: href };
  }

  #closeLink(): void {
    if (this.#link && !this.#code) this.#inline.link(this.#link.mark, this.#link.address);
    this.#link = null;
  }

  #closeRaised(): void {
    if (this.#raised !== null && this.#raised < this.#inline.length) this.#inline.raise(this.#raised);
    this.#raised = null;
  }

  #closeCode(): void {
    const code = this.#code;
    this.#code = null;
    if (code) this.#inline.code(code.join(''));
  }

  #openPreformatted(): void {
    this.#preformatted = [];
    this.#preformattedLanguage = this.#languages.findLast((language) => language !== null) ?? null;
  }

  #closePreformatted(): void {
    const code = this.#preformatted;
    this.#preformatted = null;
    if (!code) return;
    const text = stripInvisible(code.join(''));
    if (this.#table?.cell) this.#inline.code(text);
    else this.#writer.code(text, this.#preformattedLanguage);
  }

  #openTable(): void {
    const outer = this.#table;
    if (outer) {
      const open = outer.cell ? this.#inline.take() : '';
      outer.cells.closeRow();
      for (const row of outer.cells.rows) for (const cell of row) this.#writer.paragraph(cell);
      outer.isLayout = true;
      outer.cell = null;
      this.#writer.paragraph(open);
    }
    this.#tables.push({ cells: new TableCells(), isLayout: false, cell: null });
  }

  #openCell(attributes: Attributes): void {
    const table = this.#table;
    if (!table) return;
    if (table.cell) this.#closeCell();
    this.#flush();
    table.cell = [Number(attributes.colspan ?? 1), Number(attributes.rowspan ?? 1)];
  }

  #closeCell(): void {
    const table = this.#table;
    if (!table?.cell) {
      this.#flush();
      return;
    }
    this.#flush();
    const [columns, rows] = table.cell;
    table.cell = null;
    table.cells.addCell(this.#inline.take().replace(/\s+/g, ' '), columns, rows);
  }

  #closeTable(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    if (table.cell) this.#closeCell();
    this.#flush();
    table.cells.closeRow();
    this.#tables.pop();
    if (table.isLayout) return;
    const rows = table.cells.rows;
    if (this.#table?.cell) for (const row of rows) this.#inline.words(` ${row.join(' ')} `);
    else if (rows.every((row) => row.length === 1))
      for (const [cell = ''] of rows) this.#writer.paragraph(cell);
    else this.#writer.table(rows);
  }
}

const firstNumber = (start: string | undefined): number => {
  const number = Number.parseInt(start ?? '1', 10);
  return number >= 0 && number < 1_000_000 ? number : 1;
};
