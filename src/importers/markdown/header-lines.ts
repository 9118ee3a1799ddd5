import { isUnknown } from '../../lib/is-unknown.ts';
import type { Block } from '../../lib/markdown-blocks.ts';
import { plainLines, plainText } from '../../lib/plain-text.ts';
import { readMinutes } from '../../lib/read-minutes.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import type { Fields } from '../fields/collect-fields.ts';
import { ATTENDANCE, type FieldName, fieldAliases } from '../fields/field-aliases.ts';
import { bareName } from '../fields/field-names.ts';
import type { Section } from '../fields/read-sections.ts';

const BOLD_LINE = /^\s*(?:[-*+]\s+)?(?:\*\*|__)([^*_:\n]{2,50}):?(?:\*\*|__)\s*:?\s*(.*)$/;
const PLAIN_LINE = /^\s*(?:[-*+]\s+)?([\p{L}][\p{L}\p{N} /()&-]{0,48}?)\s*:\s+(.+)$/u;

const KNOWN: ReadonlySet<string> = new Set(Object.values(fieldAliases).flat());
const isKnown = (name: string): boolean => KNOWN.has(name) || KNOWN.has(bareName(name));

interface HeaderLine {
  readonly name: string;
  readonly value: string;
  readonly bold: boolean;
}

function readLine(line: string): HeaderLine | null {
  const bold = BOLD_LINE.exec(line);
  const match = bold ?? PLAIN_LINE.exec(line);
  const name = snakeCase(plainText(match?.[1] ?? ''));
  return match && name !== '' ? { name, value: plainText(match[2] ?? ''), bold: bold !== null } : null;
}

function linesOf(block: Block): HeaderLine[] | null {
  if (block.type === 'table') return factsOf(block);
  if (block.type !== 'paragraph' && block.type !== 'list') return null;
  const lines = block.raw.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map(readLine);
  return read.every((line) => line !== null) ? read : null;
}

/** A table of names and values, below each other or, with a single row of values, side by side. */
function factsOf({ header, rows }: Extract<Block, { type: 'table' }>): HeaderLine[] | null {
  if (header.length === 2) return tableLines(TITLES.test(header.join(' ')) ? rows : [header, ...rows]);
  const [only, ...more] = rows;
  if (only === undefined || more.length > 0) return null;
  const lines = tableLines(header.map((name, at) => [name, only[at] ?? '']));
  return lines.filter(({ name }) => isKnown(name)).length > 1 ? lines : null;
}

/** What heads the columns of such a table and is no fact itself. */
const TITLES =
  /^\W*(?:field|key|name|property|attribute|item|fact|parameter)s?\W+(?:values?|details?|description|info)\W*$/i;

function tableLines(rows: readonly (readonly string[])[]): HeaderLine[] {
  return rows.flatMap(([name = '', value = '']) => {
    const key = snakeCase(plainText(name));
    return key === '' ? [] : [{ name: key, value: plainLines(value), bold: true }];
  });
}

function put(fields: Fields, emptyNames: Set<string>, line: HeaderLine): void {
  if (ATTENDANCE.has(line.name) || fields.has(line.name)) return;
  if (isUnknown(line.value)) emptyNames.add(line.name);
  else fields.set(line.name, line.value);
}

const MAX_LABEL_VALUE = 120;

/** Header lines right below the title: `**Severity:** Critical`, `Date: 2024-05-01`, or a table of names and values. */
export function readHeaderLines(
  preamble: readonly Block[],
  fields: Fields,
  emptyNames: Set<string>,
): Block[] {
  const prose: Block[] = [];
  for (const block of preamble) {
    const lines = prose.length > 0 && block.type !== 'table' ? null : linesOf(block);
    const fits =
      lines?.every((line) => isKnown(line.name) || (line.bold && line.value.length <= MAX_LABEL_VALUE)) ??
      false;
    if (!fits || !lines?.some((line) => isKnown(line.name))) prose.push(block);
    else for (const line of lines) put(fields, emptyNames, line);
  }
  return prose;
}

/** Every line of the Stats sections is a field: `- Category: Kubernetes`. */
export function readStats(sections: readonly Section[], fields: Fields, emptyNames: Set<string>): void {
  for (const section of sections.filter(({ meaning }) => meaning === 'stats')) {
    for (const block of section.blocks) {
      const lines = block.type === 'table' ? (linesOf(block) ?? []) : block.raw.split('\n').map(readLine);
      for (const line of lines) if (line && line.value.length <= 300) put(fields, emptyNames, line);
    }
  }
}

const SCATTERED: readonly FieldName[] = [
  'severity',
  'status',
  'duration',
  'timeToDetect',
  'timeToRecover',
  'startedAt',
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'services',
];

/** Longer than this, what follows a bold word is prose. */
const MAX_SAID = 70;

/** `**Detection delay:** 4 hours` inside a section, and `## Severity` with one line below; nothing where the text says two things. */
export function readScatteredFields(sections: readonly Section[], fields: Fields): void {
  const said = new Map<string, Map<string, HeaderLine>>();
  const say = (line: HeaderLine): void => {
    const meaning = SCATTERED.find((name) => (fieldAliases[name] as readonly string[]).includes(line.name));
    if (meaning === undefined || isUnknown(line.value) || line.value.length > MAX_SAID) return;
    const values = said.get(meaning) ?? new Map<string, HeaderLine>();
    said.set(meaning, values.set(String(readMinutes(line.value) ?? line.value.toLowerCase()), line));
  };
  for (const section of sections) {
    const [only, ...more] = section.blocks;
    const heading = snakeCase(section.heading);
    if (
      only &&
      more.length === 0 &&
      only.type !== 'code' &&
      only.type !== 'table' &&
      only.raw.length <= MAX_LABEL_VALUE
    ) {
      say({
        name: heading,
        value: plainText(only.raw.replace(/^\s*[-*+]\s+/gm, '').replaceAll('\n', ', ')),
        bold: true,
      });
    }
    for (const block of section.blocks) {
      if (block.type === 'code' || block.type === 'table' || section.meaning === 'stats') continue;
      for (const raw of block.raw.split('\n')) {
        const line = readLine(raw);
        if (line && (line.bold || /\d/.test(line.value))) say(line);
      }
    }
  }
  for (const values of said.values()) {
    const [line, ...others] = values.values();
    if (line && others.length === 0 && !fields.has(line.name)) fields.set(line.name, line.value);
  }
}
