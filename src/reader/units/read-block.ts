import type { Block } from '../../lib/markdown-blocks.ts';
import { readable, readableSentences } from './readable.ts';
import type { SectionWriter } from './section-writer.ts';
import type { Unit } from './unit.ts';

const ITEM = /^([ \t]{0,40})([-*+•]|\d{1,4}[.)])[ \t]+(.*)$/;
const FENCE = /^\s{0,40}(`{3,}|~{3,})\s*([\w+#.-]{0,30})/;
/** An item that is nothing but a numbered link: `[1](https://…)`. */
const LINK_NUMBER = /^\[\d{1,3}\]\([^)]*\)\s*$/;
/** What its author has still to write. */
const UNWRITTEN = /^(?:todo|tbd|fixme|to be (?:done|written|defined))\b.{0,40}$/i;
/** `Owner: Team Wren` on a line of its own. */
const LABEL = /^(?:\*\*)?\p{L}[\p{L}\p{N} /-]{1,30}:(?:\*\*)?\s/u;

/** Adds the units of one block to the section that is written. */
export function readBlock(block: Block, writer: SectionWriter): void {
  if (block.type === 'code') readCode(block.raw.split('\n'), writer);
  else if (block.type === 'table') readTable(block, writer);
  else if (block.type === 'list') readList(block.raw, writer);
  else if (block.type === 'paragraph') readParagraph(block.raw, writer);
}

/** Where a list, a table or code begins: the sentence before it. A list that code interrupts goes on. */
function leadOf(writer: SectionWriter, isList = false): Unit | null {
  let last = writer.last;
  if (last?.kind === 'code' || last?.kind === 'row') last = last.lead;
  while (isList && last?.kind === 'item') last = last.lead;
  return last;
}

function withoutIndent(lines: readonly string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const least = indents.reduce((a, b) => Math.min(a, b), 40);
  return lines.map((line) => line.slice(least).trimEnd());
}

function readCode(lines: readonly string[], writer: SectionWriter): void {
  const [, fence = '```', language = ''] = FENCE.exec(lines[0] ?? '') ?? [];
  const isClosed = (lines.at(-1) ?? '').trim().startsWith(fence) && lines.length > 1;
  const inside = withoutIndent(lines.slice(1, isClosed ? -1 : undefined));
  const text = inside.join('\n').replace(/^\n+|\n+$/g, '');
  if (text.trim() !== '') writer.add({ kind: 'code', text, language, lead: leadOf(writer) });
}

function readTable(block: Extract<Block, { type: 'table' }>, writer: SectionWriter): void {
  const lead = leadOf(writer);
  const header = block.header.map(readable);
  for (const row of block.rows) {
    const cells = row.map(readable);
    writer.add({ kind: 'row', text: cells.join(' | '), header, cells, lead });
  }
}

interface OpenItem {
  readonly indent: number;
  readonly unit: Unit;
}

function readList(raw: string, writer: SectionWriter): void {
  const first = leadOf(writer, true);
  const open: OpenItem[] = [];
  let [marker, indent, text] = ['', 0, [] as string[]];
  const flush = () => {
    if (text.length === 0) return;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const lead = open.at(-1)?.unit ?? first;
    const words = readable(text.join('\n').replace(/^\[[ xX]\]\s+/, ''));
    if (words !== '' && !LINK_NUMBER.test(text[0] ?? ''))
      open.push({
        indent,
        unit: writer.add({ kind: 'item', text: words, marker, depth: Math.min(open.length, 20), lead }),
      });
    text = [];
  };
  const lines = raw.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line)?.[1];
    if (fence) {
      flush();
      const end = lines.findIndex((other, index) => index > at && other.trim().startsWith(fence));
      const next = end < 0 ? lines.length : end + 1;
      readCode(lines.slice(at, next), writer);
      at = next - 1;
      continue;
    }
    const item = ITEM.exec(line);
    if (item) {
      flush();
      [indent, marker, text] = [
        (item[1] ?? '').replaceAll('\t', '    ').length,
        item[2] ?? '',
        [item[3] ?? ''],
      ];
    } else if (line.trim() !== '') text.push(line.trim());
  }
  flush();
}

/** Lines that stand for themselves are read one by one, wrapped ones together. */
function paragraphsOf(raw: string): string[] {
  const parts: string[] = [];
  for (const line of raw.split('\n')) {
    const bare = line.replace(/^\s{0,3}(?:>\s?){1,5}/, '').replace(/^A[:.]\s+/, '');
    if (/^\s*\{\{.*\}\}\s*$/.test(bare)) continue;
    const last = parts.at(-1);
    const stands = last === undefined || LABEL.test(bare) || /^\s*•/.test(bare) || /(?: {2}|\\)$/.test(last);
    if (stands) parts.push(bare);
    else parts[parts.length - 1] = `${last}\n${bare}`;
  }
  return parts;
}

function readParagraph(raw: string, writer: SectionWriter): void {
  let previous: Unit | null = null;
  const before = writer.last;
  const lead = before?.text.endsWith(':') ? before : null;
  for (const part of paragraphsOf(raw)) {
    for (const text of readableSentences(part))
      if (!UNWRITTEN.test(text)) previous = writer.add({ kind: 'sentence', text, previous, lead });
  }
}
