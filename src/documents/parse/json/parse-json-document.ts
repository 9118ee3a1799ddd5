import type { ParsedDocument } from '../../parsed-document.ts';
import { decodeText } from '../decode-text.ts';
import { extensionOf } from '../document-format.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { type ParseLimits, tooMuchText, unreadable } from '../parse-limits.ts';
import { usefulTitle } from '../useful-title.ts';
import { jsonDepth } from './json-depth.ts';
import { writeJson } from './write-json.ts';

const MAX_DEPTH = 64;
const TITLES = ['title', 'name', 'subject', 'headline'];

/** JSON or JSON Lines as Markdown: names as headings and in lists, texts as they are. */
export function parseJsonDocument(bytes: Buffer, limits: ParseLimits, name: string): ParsedDocument {
  if (bytes.length > 2 * limits.maxTextBytes) throw tooMuchText(limits);
  const value = readJson(decodeText(bytes), /^(?:jsonl|ndjson)$/.test(extensionOf(name)));
  const writer = new MarkdownWriter(limits);
  writeJson(value, writer);
  return { title: titleOf(value), text: writer.text, syntax: 'markdown', pages: null, metadata: {} };
}

function readJson(text: string, isLines: boolean): unknown {
  if (jsonDepth(text) > MAX_DEPTH) throw unreadable(`is nested more than ${MAX_DEPTH} levels deep`);
  try {
    return isLines ? readLines(text) : parse(text);
  } catch (error) {
    // A file of lines is often called .json too.
    const lines = isLines ? null : linesOrNull(text);
    if (lines !== null) return lines;
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 160) : 'unreadable';
    throw unreadable(`is not valid JSON: ${reason}`, error);
  }
}

const readLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parse);

function linesOrNull(text: string): unknown[] | null {
  if (!/^\s*\{.*\}\s*\n\s*\{/.test(text.slice(0, 100_000))) return null;
  try {
    return readLines(text);
  } catch {
    return null;
  }
}

/** Numbers that a program would round stay as they are written. */
const parse = (text: string): unknown =>
  /\d{16}|\de[+-]?\d{2}/i.test(text) ? JSON.parse(text, keepWritten) : JSON.parse(text);

function keepWritten(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || String(value) === source) return value;
  return source.length > 15 || !Number.isFinite(value) ? source : value;
}

function titleOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const entry = Object.entries(value).find(([key, one]) => TITLES.includes(key) && typeof one === 'string');
  return entry ? usefulTitle(entry[1] as string) : null;
}
