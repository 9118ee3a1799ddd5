import { stripInvisible } from '../../../lib/strip-invisible.ts';
import { tidy } from '../decode-text.ts';
import { escapeInline } from '../markdown/escape-markdown.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';

/** Names below it stand in lists; above it they are headings. */
const MAX_HEADING_LEVEL = 4;
/** A text that is longer, or has lines of its own, is a paragraph below its name. */
const MAX_LINE_CHARACTERS = 300;
/** What names an element of a list, so that its heading says more than its number. */
const NAMES = ['title', 'name', 'id', 'key', 'label', 'summary'];
const MAX_HEADING_CHARACTERS = 150;

type JsonObject = Readonly<Record<string, unknown>>;

/** Writes a value of JSON so that people and search can read it. The caller bounds its nesting. */
export function writeJson(value: unknown, writer: MarkdownWriter): void {
  if (isNested(value)) writeFields(value, writer, 1);
  else writer.paragraph(proseOf(value));
}

const isNested = (value: unknown): value is JsonObject | readonly unknown[] =>
  value !== null && typeof value === 'object';

/** A list of nothing but short values. */
const isPlainList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((one) => !isNested(one) && isShort(one));

const isShort = (value: unknown): boolean =>
  typeof value !== 'string' || (value.length <= MAX_LINE_CHARACTERS && !value.trim().includes('\n'));

/** Short fields first, as a list, then each longer one under a heading of its own. */
function writeFields(value: JsonObject | readonly unknown[], writer: MarkdownWriter, level: number): void {
  if (level > MAX_HEADING_LEVEL) {
    writeList(value, writer);
    return;
  }
  const entries = entriesOf(value);
  const short = entries.filter(([, one]) => isLine(one));
  writer.openList(null);
  for (const [name, one] of short) writeLine(name, one, writer);
  writer.closeList();
  for (const [name, one] of entries.filter(([, other]) => !isLine(other))) {
    writer.heading(level, escapeInline(name ?? ''));
    if (isNested(one)) writeFields(one, writer, level + 1);
    else writer.paragraph(proseOf(one));
  }
}

const isLine = (value: unknown): boolean => (isNested(value) ? isPlainList(value) : isShort(value));

function writeList(value: JsonObject | readonly unknown[], writer: MarkdownWriter): void {
  writer.openList(null);
  for (const [name, one] of entriesOf(value)) {
    if (isLine(one)) writeLine(name, one, writer);
    else {
      writer.item();
      writer.paragraph(`${escapeInline(name ?? '')}:`);
      if (isNested(one)) writeList(one, writer);
      else writer.paragraph(proseOf(one));
    }
  }
  writer.closeList();
}

function writeLine(name: string | null, value: unknown, writer: MarkdownWriter): void {
  const words = isPlainList(value) ? value.map(proseOf).join(', ') : proseOf(value);
  if (words === '') return;
  writer.item();
  writer.paragraph(name === null ? words : `${escapeInline(name)}: ${words}`);
}

/** Names and values. An element of a list has the name that it calls itself by, or its number; a short one has none. */
const entriesOf = (value: JsonObject | readonly unknown[]): [string | null, unknown][] =>
  Array.isArray(value)
    ? value.map((one: unknown, at) => [isLine(one) ? null : (nameOf(one) ?? String(at + 1)), one])
    : Object.entries(value).map(([name, one]) => [oneLine(name), one]);

/** What an element of a list calls itself. */
function nameOf(value: unknown): string | null {
  if (!isNested(value) || Array.isArray(value)) return null;
  const fields = value as JsonObject;
  for (const key of NAMES) {
    const named = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (typeof named === 'string' || typeof named === 'number') {
      const line = oneLine(String(named));
      if (line !== '') return line;
    }
  }
  return null;
}

const oneLine = (text: string): string =>
  stripInvisible(tidy(text.slice(0, MAX_HEADING_CHARACTERS)))
    .replace(/\s+/g, ' ')
    .trim();

const proseOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return escapeInline(stripInvisible(tidy(typeof value === 'string' ? value : String(value))).trim());
};
