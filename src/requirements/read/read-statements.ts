import { sentenceSpans } from '../../lib/sentence-spans.ts';
import { modalWords } from '../vocabulary/modal-words.ts';
import {
  bareHeading,
  type LineShape,
  lineShape,
  PLAIN_HEADING,
  type PlainHeading,
  plainHeading,
} from './line-shape.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import type { Statement } from './statement.ts';
import { readWords } from './words.ts';
import { wrappedLines } from './wrapped-lines.ts';

interface ShapedLine extends SourceLine {
  readonly shape: LineShape;
}

type Form = Statement['form'];

/** Item headings lie below all others, the deeper the more indented. */
const ITEM_HEADING = 10;
const MOST_ITEM_HEADING_WORDS = 5;

const shapeOf = (line: ShapedLine | undefined): LineShape['kind'] => line?.shape.kind ?? 'blank';
const isDelimiterRow = (line: string): boolean => line.includes('-') && /^[\s|:+-]+$/.test(line);

/** A few words over a deeper list name a part; with a modal they begin the sentences of that list. */
function namesPart(body: string): boolean {
  const words = readWords(body);
  return !/[.!?]$/.test(body) && words.length <= MOST_ITEM_HEADING_WORDS && !modalWords.has(words);
}

/** Reads one text line by line; what it holds is where it stands: headings, list, table. */
class StatementReader {
  private readonly text: string;
  private readonly lines: readonly ShapedLine[];
  /** Numbers of lines that go on with the sentence before. */
  private readonly wrapped: ReadonlySet<number>;
  private readonly statements: Statement[] = [];
  private headings: { level: number; text: string; isLabel: boolean }[] = [];
  private lead: string | null = null;
  private itemLeads: { indent: number; text: string }[] = [];
  private tableHeader: string | null = null;

  constructor(text: string) {
    this.text = text;
    this.lines = sourceLines(text).map((line) => ({ ...line, shape: lineShape(line.text) }));
    const isText = ({ number }: SourceLine): boolean => {
      const line = this.lines[number - 1];
      return line?.shape.kind === 'plain' && line.shape.heading !== 'sure';
    };
    this.wrapped = wrappedLines(this.lines, isText);
  }

  read(): Statement[] {
    for (let at = 0; at < this.lines.length; ) at = this.readAt(at);
    return this.statements;
  }

  private readAt(at: number): number {
    const line = this.lines[at] as ShapedLine;
    if (line.shape.kind !== 'row' && line.shape.kind !== 'blank') this.tableHeader = null;
    switch (line.shape.kind) {
      case 'fence':
        return this.readCode(at);
      case 'heading':
        this.addHeading(line, line.shape.level, line.shape);
        return at + 1;
      case 'row':
        return this.readRow(at);
      case 'item':
        return this.readItem(at, line.shape);
      case 'plain':
        return this.readPlain(at, line.shape);
      default:
        return at + 1;
    }
  }

  private add(form: Form, start: number, end: number, lead = this.lead): void {
    const text = this.text.slice(start, end);
    const headings = this.headings.map((heading) => heading.text);
    const place = { kind: 'line' as const, line: this.lineAt(start), lastLine: this.lineAt(end) };
    this.statements.push({ text, words: readWords(text), place, form, headings, lead });
  }

  /** Number of the line that holds an offset. */
  private lineAt(offset: number): number {
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lines[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  private addHeading(line: ShapedLine, level: number, { from, to }: { from: number; to: number }): void {
    const text = line.text.slice(from, to);
    this.headings = this.headings.filter((heading) => heading.level < level);
    if (level < ITEM_HEADING) {
      this.lead = null;
      this.itemLeads = [];
    }
    if (text === '') return;
    this.add('heading', line.start + from, line.start + to, null);
    this.headings.push({ level, text, isLabel: line.text.trimEnd().endsWith(':') });
  }

  private readCode(at: number): number {
    let end = at + 1;
    for (; end < this.lines.length && shapeOf(this.lines[end]) !== 'fence'; end++) {
      const { start, text } = this.lines[end] as ShapedLine;
      const body = text.trim();
      const from = start + text.indexOf(body);
      if (body !== '') this.add('code', from, from + body.length);
    }
    return end + 1;
  }

  /** A row is quoted without its outer bars; the header row leads those under it. */
  private readRow(at: number): number {
    const line = this.lines[at] as ShapedLine;
    this.headings = this.headings.filter((heading) => heading.level < ITEM_HEADING);
    if (isDelimiterRow(line.text)) return at + 1;
    const inner = line.text.replace(/^[\s|]+/, '');
    const start = line.start + line.text.length - inner.length;
    const end = start + inner.trimEnd().replace(/[\s|]{1,20}$/, '').length;
    if (isDelimiterRow(this.lines[at + 1]?.text ?? '')) this.tableHeader = this.text.slice(start, end);
    else if (end > start) this.add('row', start, end, this.tableHeader);
    return at + 1;
  }

  private readItem(at: number, shape: LineShape & { kind: 'item' }): number {
    const line = this.lines[at] as ShapedLine;
    this.headings = this.headings.filter((heading) => heading.level < ITEM_HEADING + shape.indent);
    this.itemLeads = this.itemLeads.filter((lead) => lead.indent < shape.indent);
    const next = this.nextFilled(at);
    const goesDeeper = next?.shape.kind === 'item' && next.shape.indent > shape.indent;
    const body = line.text.slice(shape.from).trim();
    if (this.isNumberedHeading(at, shape)) {
      this.addHeading(
        line,
        Math.min(PLAIN_HEADING + shape.parts - 1, ITEM_HEADING - 1),
        bareHeading(line.text, shape.from),
      );
      return at + 1;
    }
    if (goesDeeper && namesPart(body)) {
      this.addHeading(line, ITEM_HEADING + shape.indent, bareHeading(line.text, shape.from));
      return at + 1;
    }
    const end = this.blockEnd(
      at,
      (following) => /^\s/.test(following.text) || this.wrapped.has(following.number),
    );
    this.addSentences('item', line.start + shape.from, this.endOf(end - 1), this.itemLeads.at(-1)?.text);
    if (body.endsWith(':')) this.itemLeads.push({ indent: shape.indent, text: body });
    return end;
  }

  /** `2.1 Login` or a lone `3. Search`: numbered like an item, yet it opens a part. */
  private isNumberedHeading(at: number, shape: LineShape & { kind: 'item' }): boolean {
    const line = this.lines[at] as ShapedLine;
    if (shape.parts === 0 || plainHeading(line.text, shape.from) === null) return false;
    const near = [this.nextFilled(at), this.nextFilled(at, -1)].map((other) => other?.shape);
    if (near[0] === undefined) return false;
    return near.every(
      (other) => !(other?.kind === 'item' && other.parts === shape.parts && other.indent === shape.indent),
    );
  }

  private nextFilled(at: number, step: 1 | -1 = 1): ShapedLine | undefined {
    let next = at + step;
    while (this.lines[next]?.shape.kind === 'blank') next += step;
    return this.lines[next];
  }

  private readPlain(at: number, { from, heading }: LineShape & { kind: 'plain' }): number {
    const line = this.lines[at] as ShapedLine;
    const level = this.plainHeadingLevel(at, heading);
    if (level !== null) {
      this.addHeading(line, level, bareHeading(line.text, from));
      return at + 1;
    }
    this.leaveList(at);
    const end = this.blockEnd(at, (following) => this.wrapped.has(following.number));
    const form = end === at + 1 && this.isListed(at) ? 'item' : 'sentence';
    this.addSentences(form, line.start + from, this.endOf(end - 1));
    const last = this.statements.at(-1);
    if (last?.text.endsWith(':')) this.lead = last.text;
    return end;
  }

  /** Lines without full stops, one after the other, are a list without marks. */
  private isListed(at: number): boolean {
    const near = [this.lines[at], this.nextFilled(at), this.nextFilled(at, -1)];
    const [own, ...others] = near.map(
      (line) => line?.shape.kind === 'plain' && !/[.!?:,;]$/.test(line.text.trim()),
    );
    return own === true && others.includes(true);
  }

  /** A paragraph after a list ends what the list was introduced by, a label such as `Goals:` too. */
  private leaveList(at: number): void {
    const afterList = this.itemLeads.length > 0 || this.nextFilled(at, -1)?.shape.kind === 'item';
    this.headings = this.headings.filter(
      ({ level, isLabel }) => level < ITEM_HEADING && !(afterList && isLabel),
    );
    this.itemLeads = [];
    this.lead = null;
  }

  private plainHeadingLevel(at: number, kind: PlainHeading): number | null {
    const line = this.lines[at] as ShapedLine;
    if (shapeOf(this.lines[at + 1]) === 'underline') return /=/.test(this.lines[at + 1]?.text ?? '') ? 1 : 2;
    if (kind !== 'alone') return kind && PLAIN_HEADING;
    const next = this.nextFilled(at);
    if (shapeOf(this.lines[at - 1]) !== 'blank' || !next) return null;
    if (shapeOf(this.lines[at + 1]) !== 'blank') return this.opensProse(line, next) ? PLAIN_HEADING : null;
    return at === 0 || !this.isAlone(next) ? PLAIN_HEADING : null;
  }

  /** A short line right over a list or over a whole sentence. */
  private opensProse(line: ShapedLine, next: ShapedLine): boolean {
    const isShort = readWords(line.text).length <= MOST_ITEM_HEADING_WORDS;
    const text = next.text.trimEnd();
    return isShort && (next.shape.kind === 'item' || (/[.!?]$/.test(text) && text.length > line.text.length));
  }

  private isAlone({ number, shape }: ShapedLine): boolean {
    const closed = shapeOf(this.lines[number]) === 'blank';
    return closed && shape.kind === 'plain' && shape.heading === 'alone';
  }

  private blockEnd(at: number, belongs: (line: ShapedLine) => boolean): number {
    let end = at + 1;
    for (let line = this.lines[end]; line && line.shape.kind === 'plain' && belongs(line); )
      line = this.lines[++end];
    return end;
  }

  private endOf(at: number): number {
    return this.lines[at]?.end ?? this.text.length;
  }

  private addSentences(form: Form, start: number, end: number, lead?: string): void {
    for (const span of sentenceSpans(this.text, start, end))
      this.add(form, span.start, span.end, lead ?? this.lead);
  }
}

/** Statements of a text in its order. Nothing is changed: each is a piece of the text. Works in time linear to it. */
export const readStatements = (text: string): Statement[] => new StatementReader(text).read();
