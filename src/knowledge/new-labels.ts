import { snakeCase } from '../lib/snake-case.ts';
import type { InputReader } from './input-reader.ts';

export type NewLabels = Readonly<Record<string, string | readonly string[]>>;

export const MAX_LABEL_CHARACTERS = 200;
/** Of one record together, as many as the import takes. */
export const MAX_LABELS = 200;

/**
 * Labels under their names in snake_case; two that become one keep the values of both. `reserved`: names that the record
 * has a field of its own for, and how that field is called.
 */
export function readNewLabels(
  labels: NewLabels | null | undefined,
  reader: InputReader,
  reserved: Readonly<Record<string, string>> = {},
): Map<string, string[]> {
  const read = new Map<string, string[]>();
  if (labels === null || labels === undefined) return read;
  if (typeof labels !== 'object' || Array.isArray(labels)) {
    reader.refuse('labels', 'must be an object');
    return read;
  }
  for (const [written, value] of Object.entries(labels)) {
    const path = `labels.${written.slice(0, MAX_LABEL_CHARACTERS)}`;
    const name = snakeCase(reader.text(path, written, MAX_LABEL_CHARACTERS) ?? '');
    const field = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
    if (field !== undefined) reader.refuse(path, `must be given as ${field}`);
    else if (name === '') reader.refuse(path, 'must have a name with letters or digits');
    const list = typeof value === 'string' ? [value] : value;
    const values = reader.texts(path, list, MAX_LABELS, MAX_LABEL_CHARACTERS);
    if (values.length > 0) read.set(name, [...(read.get(name) ?? []), ...values]);
  }
  return read;
}
