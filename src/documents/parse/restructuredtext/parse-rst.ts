import type { ParsedDocument } from '../../parsed-document.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { boundedMetadata } from '../metadata.ts';
import type { ParseLimits } from '../parse-limits.ts';
import { writtenText } from '../parse-text.ts';
import { firstUsefulTitle } from '../useful-title.ts';
import { RstInline, type RstNames } from './rst-inline.ts';
import { RstReader } from './rst-reader.ts';

const TARGET = /^\.\.\s+_(?:`([^`]{1,200})`|([^:`]{1,200})):\s*(\S{0,2000})\s*$/;
const REPLACEMENT = /^\.\.\s+\|([^|]{1,100})\|\s+replace::\s+(.{1,1000})$/;

/** reStructuredText as Markdown. Files that it includes and markup for other formats are never read. */
export function parseRst(bytes: Buffer, limits: ParseLimits): ParsedDocument {
  const lines = writtenText(bytes, limits).split('\n').map(spreadTabs);
  const writer = new MarkdownWriter(limits);
  const reader = new RstReader(writer, new RstInline(namesOf(lines)));
  reader.read(lines);
  const metadata = boundedMetadata(reader.fields);
  const stated = Object.keys(metadata).find((key) => key.toLowerCase() === 'title');
  return {
    title: firstUsefulTitle(stated === undefined ? null : metadata[stated]?.[0], reader.firstHeading),
    text: writer.text,
    syntax: 'markdown',
    pages: null,
    metadata,
  };
}

/** Tabs before a line's words stand for eight spaces each. */
const spreadTabs = (line: string): string => {
  let tabs = 0;
  while (line[tabs] === '\t') tabs++;
  return (tabs > 0 ? `${' '.repeat(8 * Math.min(tabs, 20))}${line.slice(tabs)}` : line).trimEnd();
};

function namesOf(lines: readonly string[]): RstNames {
  const addresses = new Map<string, string>();
  const substitutions = new Map<string, string>();
  for (const line of lines) {
    if (!line.startsWith('..')) continue;
    const [, quoted, bare, address = ''] = TARGET.exec(line) ?? [];
    const name = quoted ?? bare;
    if (name !== undefined) addresses.set(name.toLowerCase(), address);
    const [, mark, text = ''] = REPLACEMENT.exec(line) ?? [];
    if (mark !== undefined) substitutions.set(mark, text);
  }
  return { addresses, substitutions };
}
