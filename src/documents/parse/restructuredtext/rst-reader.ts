import { codeSpan, escapeInline } from '../markdown/escape-markdown.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import {
  CODE,
  CONTAINERS,
  DROPPED,
  LABELS,
  type RstDirective,
  readDirective,
  VERSION_LABELS,
} from './rst-directives.ts';
import type { RstInline } from './rst-inline.ts';
import { dedent, dedentBelow, endOfIndented, indentOf, isBlank } from './rst-lines.ts';
import { csvRows, gridRows, listRows, simpleRows } from './rst-tables.ts';

/** A line of one mark of punctuation, which underlines a title or parts a text. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1{2,}$/;
const BULLET = /^([-*+•‣⁃])(\s+|$)/;
const NUMBERED = /^\(?(\d{1,4}|#)[.)]\s+(?=\S)/;
const LETTERED = /^\(?[A-Za-z][.)]\s+(?=\S)/;
const FIELD = /^:([^:`\s][^:`]{0,100}):(?:\s+(.*))?$/;
const NOTE = /^\.\.\s+\[([^\]]{1,60})\]\s+(.*)$/;
const GRID = /^\+[-=][-=+]*\+$/;
const SIMPLE = /^=+(?: +=+)+$/;
const MAX_DEPTH = 12;
const MAX_TITLE_CHARACTERS = 300;

/** Reads reStructuredText line by line into Markdown. It opens no files and follows no addresses. */
export class RstReader {
  readonly #writer: MarkdownWriter;
  readonly #inline: RstInline;
  readonly #styles: string[] = [];
  /** Fields between the title and the text, which are about the document. */
  readonly fields: Record<string, string> = {};
  #isBeforeText = true;
  firstHeading: string | null = null;

  constructor(writer: MarkdownWriter, inline: RstInline) {
    this.#writer = writer;
    this.#inline = inline;
  }

  /** Reads lines that begin at the left; `depth` counts the blocks that they stand in. */
  read(lines: readonly string[], depth = 0): void {
    for (let at = 0; at < lines.length; ) {
      const line = lines[at] ?? '';
      at = isBlank(line) ? at + 1 : this.#block(lines, at, line, depth);
    }
  }

  /** Reads one block; gives the line after it. */
  #block(lines: readonly string[], at: number, line: string, depth: number): number {
    const title = depth === 0 ? this.#title(lines, at) : null;
    if (title !== null) return title;
    if (/^\.\.(?:\s|$)/.test(line)) return this.#explicit(lines, at, depth);
    if (FIELD.test(line)) return this.#field(lines, at, depth);
    this.#isBeforeText = false;
    if (/^__(?:\s|$)/.test(line) || ADORNMENT.test(line.trimEnd())) return at + 1;
    if (GRID.test(line.trimEnd())) return this.#table(lines, at, 'grid');
    if (SIMPLE.test(line.trimEnd())) return this.#table(lines, at, 'simple');
    if (/^>>>(?:\s|$)/.test(line)) return this.#doctest(lines, at);
    if (/^\|(?:\s|$)/.test(line)) return this.#lineBlock(lines, at);
    if (indentOf(line) > 0) return this.#indented(lines, at, depth);
    if (BULLET.test(line) || isNumbered(lines, at)) return this.#list(lines, at, depth);
    const next = lines[at + 1] ?? '';
    if (!isBlank(next) && indentOf(next) > 0 && !line.endsWith('::'))
      return this.#definition(lines, at, depth);
    return this.#paragraph(lines, at);
  }

  /** A title with a line of marks below it, and perhaps one above it; null where there is none. */
  #title(lines: readonly string[], at: number): number | null {
    const [first = '', second = '', third = ''] = lines.slice(at, at + 3).map((line) => line.trimEnd());
    const over = ADORNMENT.exec(first)?.[1];
    if (
      over !== undefined &&
      second.trim() !== '' &&
      third === first &&
      first.length >= second.trim().length
    ) {
      this.#heading(`${over}${over}`, second.trim());
      return at + 3;
    }
    const under = ADORNMENT.exec(second)?.[1];
    const isTitle =
      under !== undefined &&
      indentOf(first) === 0 &&
      over === undefined &&
      first.length <= MAX_TITLE_CHARACTERS &&
      (second.length >= first.length || second.length >= 4);
    if (!isTitle) return null;
    this.#heading(under, first);
    return at + 2;
  }

  /** The first style of a title is the first level, and so on in the order in which they appear. */
  #heading(style: string, text: string): void {
    if (!this.#styles.includes(style)) this.#styles.push(style);
    const words = this.#inline.render(text);
    this.firstHeading ??= words;
    this.#writer.heading(Math.min(6, this.#styles.indexOf(style) + 1), words);
  }

  #explicit(lines: readonly string[], at: number, depth: number): number {
    const end = endOfIndented(lines, at);
    const block = lines.slice(at, end);
    const note = NOTE.exec(block[0] ?? '');
    const directive = readDirective(block);
    if (note) this.#inner([`[${note[1]}]: ${note[2]}`, ...dedentBelow(block.slice(1))], depth);
    else if (directive && !/^\.\.\s+\|/.test(block[0] ?? '')) this.#directive(directive, depth);
    return end;
  }

  #directive(directive: RstDirective, depth: number): void {
    const { name, content } = directive;
    if (DROPPED.has(name)) return;
    const label = LABELS[name];
    const version = VERSION_LABELS[name];
    if (CODE.has(name)) this.#writer.code(content.join('\n'), languageOf(directive));
    else if (name === 'list-table' || name === 'csv-table' || name === 'table')
      this.#tableDirective(directive, depth);
    else if (name === 'image' || name === 'figure') this.#picture(directive, depth);
    else if (label !== undefined) this.#labelled(label, [directive.arguments, ...content], depth);
    else if (version !== undefined) this.#labelled(`${version} ${directive.arguments}`, content, depth);
    else if (name === 'admonition' || name === 'topic' || name === 'sidebar' || name === 'rubric')
      this.#labelled(directive.arguments, content, depth);
    else {
      if (!CONTAINERS.has(name)) this.#writer.paragraph(codeSpan(directive.arguments));
      this.#inner(content, depth);
    }
  }

  /** A block with a word before its first sentence. */
  #labelled(label: string, content: readonly string[], depth: number): void {
    const body = dedent(content);
    const [first = '', ...rest] = body;
    const isProse = /^[\p{L}\p{N}`*:"'(“]/u.test(first) && !BULLET.test(first) && !isNumbered(body, 0);
    if (isProse) this.#inner([`${label}: ${first}`, ...rest], depth);
    else {
      this.#writer.paragraph(this.#inline.render(body.length > 0 ? `${label}:` : label));
      this.#inner(body, depth);
    }
  }

  #tableDirective({ name, arguments: caption, content, options }: RstDirective, depth: number): void {
    this.#writer.paragraph(this.#inline.render(caption));
    if (options.has('file') || options.has('url')) return;
    if (name === 'list-table') this.#rows(listRows(content));
    else if (name === 'csv-table') this.#rows(csvRows(options.get('header'), content));
    else this.#inner(content, depth);
  }

  #picture({ options, content }: RstDirective, depth: number): void {
    this.#writer.paragraph(this.#inline.render(options.get('alt') ?? ''));
    this.#inner(content, depth);
  }

  #table(lines: readonly string[], at: number, kind: 'grid' | 'simple'): number {
    let end = at + 1;
    if (kind === 'grid') while (/^[+|]/.test(lines[end] ?? '')) end++;
    else end = endOfSimple(lines, at);
    const block = lines.slice(at, end);
    this.#rows(kind === 'grid' ? gridRows(block) : simpleRows(block));
    return end;
  }

  #rows(rows: readonly (readonly string[])[]): void {
    this.#writer.table(rows.map((row) => row.map((cell) => this.#inline.render(cell))));
  }

  #doctest(lines: readonly string[], at: number): number {
    let end = at + 1;
    while (!isBlank(lines[end])) end++;
    this.#writer.code(lines.slice(at, end).join('\n'), 'python');
    return end;
  }

  #lineBlock(lines: readonly string[], at: number): number {
    let end = at + 1;
    while (/^(?:\||\s+\S)/.test(lines[end] ?? '')) end++;
    const text = lines.slice(at, end).map((line) => this.#inline.render(line.replace(/^\|?\s*/, '')));
    this.#writer.paragraph(text.join('\n'));
    return end;
  }

  #indented(lines: readonly string[], at: number, depth: number): number {
    const end = endOfIndented(lines, at);
    this.#inner(lines.slice(at, end), depth);
    return end;
  }

  #list(lines: readonly string[], at: number, depth: number): number {
    const isBullet = BULLET.test(lines[at] ?? '');
    const first = NUMBERED.exec(lines[at] ?? '')?.[1];
    this.#writer.openList(isBullet ? null : Number(first) || 1);
    let next = at;
    const isItem = (line: string) =>
      isBullet ? BULLET.test(line) : (first === undefined ? LETTERED : NUMBERED).test(line);
    while (next < lines.length && isItem(lines[next] ?? '')) {
      const line = lines[next] ?? '';
      const mark = (BULLET.exec(line) ?? NUMBERED.exec(line) ?? LETTERED.exec(line))?.[0].length ?? 0;
      const end = endOfIndented(lines, next);
      this.#writer.item();
      this.#inner([line.slice(mark), ...dedentBelow(lines.slice(next + 1, end))], depth);
      next = end;
      while (next < lines.length && isBlank(lines[next])) next++;
    }
    this.#writer.closeList();
    return next;
  }

  #field(lines: readonly string[], at: number, depth: number): number {
    const [, name = '', value = ''] = FIELD.exec(lines[at] ?? '') ?? [];
    const end = endOfIndented(lines, at);
    const body = dedent([value, ...dedentBelow(lines.slice(at + 1, end))]);
    if (this.#isBeforeText && depth === 0) {
      this.fields[name] = body.join(' ');
      return end;
    }
    this.#writer.openList(null);
    this.#writer.item();
    this.#inner([`${name}: ${body[0] ?? ''}`, ...body.slice(1)], depth);
    this.#writer.closeList();
    return end;
  }

  #definition(lines: readonly string[], at: number, depth: number): number {
    const end = endOfIndented(lines, at);
    const body = dedent(lines.slice(at + 1, end));
    const isProse = !BULLET.test(body[0] ?? '') && !isNumbered(body, 0) && !/^\.\./.test(body[0] ?? '');
    const term = lines[at] ?? '';
    this.#writer.openList(null);
    this.#writer.item();
    this.#inner(isProse ? [`${term}: ${body[0] ?? ''}`, ...body.slice(1)] : [`${term}:`, '', ...body], depth);
    this.#writer.closeList();
    return end;
  }

  /** A paragraph; `::` at its end says that what is set in below it is code. */
  #paragraph(lines: readonly string[], at: number): number {
    let end = at + 1;
    while (end < lines.length && !isBlank(lines[end]) && indentOf(lines[end] ?? '') === 0) end++;
    const text = lines.slice(at, end).join('\n').trimEnd();
    const isBeforeCode = text.endsWith('::');
    const shown = isBeforeCode ? text.replace(/(?:^|(?<=\s))::$/, '').replace(/::$/, ':') : text;
    this.#writer.paragraph(this.#inline.render(shown));
    if (!isBeforeCode) return end;
    let code = end;
    while (code < lines.length && isBlank(lines[code])) code++;
    if (indentOf(lines[code] ?? '') === 0) return end;
    const after = endOfIndented(lines, code);
    this.#writer.code(dedent(lines.slice(code, after)).join('\n'), null);
    return after;
  }

  /** What stands in a block. Deeper blocks than anybody writes are read as plain lines. */
  #inner(lines: readonly string[], depth: number): void {
    if (depth < MAX_DEPTH) this.read(alignedBody(lines), depth + 1);
    else this.#writer.paragraph(escapeInline(lines.map((line) => line.trim()).join('\n')));
  }
}

/** The first line of a block, and the rest without the spaces that it is set in by. */
const alignedBody = (lines: readonly string[]): readonly string[] =>
  indentOf(lines[0] ?? '') > 0 || isBlank(lines[0]) ? dedent(lines) : lines;

/** A letter with a dot begins an item only where another such item follows: “A. Smith” is a name. */
function isNumbered(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (NUMBERED.test(line)) return true;
  if (!LETTERED.test(line)) return false;
  let next = endOfIndented(lines, at);
  while (next < lines.length && isBlank(lines[next])) next++;
  return LETTERED.test(lines[next] ?? '');
}

function endOfSimple(lines: readonly string[], at: number): number {
  const edge = (lines[at] ?? '').trimEnd();
  let last = at;
  for (let next = at + 1; next < lines.length; next++) {
    const line = (lines[next] ?? '').trimEnd();
    if (/^=[= ]*$/.test(line) && line.length >= edge.length / 2) {
      last = next;
      if (isBlank(lines[next + 1])) break;
    } else if (last > at && isBlank(line) && isBlank(lines[next + 1])) break;
  }
  return last + 1;
}

function languageOf(directive: RstDirective): string | null {
  const named = directive.arguments.trim().toLowerCase();
  return /^[a-z0-9+#.-]{1,30}$/.test(named) && !/^(?:none|text|default)$/.test(named) ? named : null;
}
