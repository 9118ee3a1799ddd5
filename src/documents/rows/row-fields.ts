import { shorten } from '../../lib/shorten.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { RowDocument, RowLimits } from './read-row-documents.ts';

/** Names of fields as `snakeCase` writes them (`_id` is `id`, `docId` is `doc_id`); the first that is filled counts. */
const ID_FIELDS = ['external_id', 'id', 'doc_id', 'docid'];
const TITLE_FIELDS = ['title', 'name', 'subject', 'headline'];
const TEXT_FIELDS = ['text', 'content', 'contents', 'body', 'abstract', 'description'];

const MAX_TITLE_CHARACTERS = 500;

/** Whether rows with these fields, whose names are as written, are documents: a description alone makes none. */
export function holdDocuments(names: Iterable<string>): boolean {
  const known = new Set([...names].map(snakeCase));
  const texts = TEXT_FIELDS.filter((name) => known.has(name));
  const isNamed = [...ID_FIELDS, 'title'].some((name) => known.has(name));
  return texts.length > 0 && (isNamed || texts[0] !== 'description');
}

export const isTextField = (name: string): boolean => TEXT_FIELDS.includes(snakeCase(name));

type RowReading = Omit<RowDocument, 'kind' | 'line'> | { readonly problem: string };

/** The document in a row, or why there is none: a clause whose subject is the row. */
export function readRow(row: unknown, limits: RowLimits): RowReading {
  if (row === null || typeof row !== 'object' || Array.isArray(row))
    return { problem: 'is not an object with fields' };
  const fields = Object.entries(row).map(([name, value]) => [snakeCase(name.slice(0, 100)), value] as const);
  const text = firstOf(fields, TEXT_FIELDS, textOf);
  if (text === null) return { problem: `has no text: none of ${TEXT_FIELDS.join(', ')} is filled` };
  if (Buffer.byteLength(text) > limits.maxTextBytes)
    return { problem: `has a text of more than ${limits.maxTextBytes} bytes` };
  const externalId = firstOf(fields, ID_FIELDS, idOf);
  if (externalId !== null && externalId.length > limits.maxIdCharacters)
    return { problem: `has an id of more than ${limits.maxIdCharacters} characters` };
  const title = firstOf(fields, TITLE_FIELDS, idOf);
  return {
    externalId,
    title: title === null ? null : shorten(title.slice(0, 5_000).toWellFormed(), MAX_TITLE_CHARACTERS),
    text,
  };
}

function firstOf(
  fields: readonly (readonly [string, unknown])[],
  names: readonly string[],
  read: (value: unknown) => string | null,
): string | null {
  for (const wanted of names)
    for (const [name, value] of fields) {
      const found = name === wanted ? read(value) : null;
      if (found !== null) return found;
    }
  return null;
}

/** Text as it is stored, lines ended with `\n`; a list of texts is their paragraphs. */
function textOf(value: unknown): string | null {
  const written =
    Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join('\n\n') : value;
  if (typeof written !== 'string') return null;
  const text = wellFormed(written).replace(/\r\n?/g, '\n');
  return text.trim() === '' ? null : text;
}

/** A text of one line, or a number as it is written. */
function idOf(value: unknown): string | null {
  const written = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  if (typeof written !== 'string') return null;
  const id = wellFormed(written).trim();
  return id === '' ? null : id;
}
