import { isUnknown } from '../../lib/is-unknown.ts';
import { isObject } from '../importer.ts';
import { nameOf } from './collect-fields.ts';
import { LIST_NAMES } from './field-aliases.ts';

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** One text of a field's value: lists become bullets, objects their text or name; null when there is none. */
export function textOf(value: unknown): string | null {
  if (isUnknown(value)) return null;
  if (isScalar(value)) return String(value).trim();
  if (Array.isArray(value)) {
    const lines = value.map(textOf).filter((line) => line !== null);
    if (lines.length === 0) return null;
    return lines.length === 1 ? (lines[0] ?? null) : lines.map((line) => `- ${line}`).join('\n');
  }
  if (!isObject(value)) return null;
  const text = value.text ?? value.description ?? value.body ?? value.content ?? value.message;
  return typeof text === 'string' && !isUnknown(text) ? text.trim() : nameOf(value);
}

/** `18,400` and `~450` are one number; in a column of references the first is two of them. */
const COUNT = /^[~≈]\s?\d+$|^[~≈]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const REFERENCES = /(?:^|_)(?:ids?|refs?|references?|tickets?|issues?|prs?|pull_requests?|numbers?|keys?)$/;

/** A list written into one cell: JSON (`["a"]`), the like of it with single quotes, or separated values. */
function splitText(text: string, name: string): string[] {
  if (/^\[.*\]$/s.test(text)) {
    const parsed = parseList(text) ?? parseList(text.replaceAll("'", '"'));
    if (parsed) return parsed.flatMap((item) => listOf(item, ''));
  }
  if (COUNT.test(text) && !REFERENCES.test(name)) return [text.replace(/[~≈,\s]/g, '')];
  const plural = LIST_NAMES.has(name) || /(?:[^s]s|ies)(?:_.*)?$/.test(name);
  if (!plural) return text.includes(';') || text.includes('|') ? text.split(/\s*[;|]\s*/) : [text];
  return text.split(text.includes('|') ? /\s*\|\s*/ : text.includes(';') ? /\s*;\s*/ : /\s*[,\n]\s*/);
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The separate values of a field, trimmed, each once in any letter case; unknown ones are left out. */
export function listOf(value: unknown, name: string): string[] {
  const items = Array.isArray(value)
    ? value.flatMap((item) => (isScalar(item) ? [String(item)] : isObject(item) ? [nameOf(item)] : []))
    : typeof value === 'string'
      ? splitText(value.trim(), name)
      : isScalar(value)
        ? [String(value)]
        : isObject(value)
          ? [nameOf(value)]
          : [];
  const distinct = new Map<string, string>();
  for (const item of items) {
    // A person who is mentioned: `@Ada Example`; not a package, `@scope/name`.
    const text = item
      ?.replace(/\s+/g, ' ')
      .trim()
      .replace(/^@(?=\p{L}[^/]*$)/u, '');
    if (text && !isUnknown(text) && !distinct.has(text.toLowerCase())) distinct.set(text.toLowerCase(), text);
  }
  return [...distinct.values()];
}
