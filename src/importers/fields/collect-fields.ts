import { isUnknown } from '../../lib/is-unknown.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import { isObject, type JsonObject } from '../importer.ts';
import { WRAPPERS } from './field-aliases.ts';

/** Fields of a record by their names in snake_case, unknown values left out. */
export type Fields = Map<string, unknown>;

const MAX_DEPTH = 4;
const NAME_KEYS = ['name', 'title', 'summary', 'display_name', 'full_name', 'value', 'label'];
const ID_KEYS = ['slug', 'key', 'email', 'id'];

/** The name under which people know a nested object: `{ id, summary: "P1" }` is "P1". */
export function nameOf(value: JsonObject): string | null {
  return firstScalar(value, NAME_KEYS) ?? nestedName(value) ?? firstScalar(value, ID_KEYS);
}

function firstScalar(value: JsonObject, keys: readonly string[]): string | null {
  for (const key of keys) {
    const name = value[key];
    if ((typeof name === 'string' || typeof name === 'number') && !isUnknown(name)) return String(name);
  }
  return null;
}

/** JSON:API keeps the name in `attributes`, and may wrap the whole in `data`. */
function nestedName(value: JsonObject): string | null {
  const inner = [value.attributes, value.data].find(isObject);
  return inner ? nameOf(inner) : null;
}

/** `{ name: "Team", value: "Payments" }` and its relatives; null for an object of another kind. */
function pairOf(value: JsonObject): readonly [string, unknown] | null {
  const name = value.name ?? value.key ?? value.field ?? value.label ?? value.field_name;
  const content = value.value ?? value.values ?? value.selected ?? value.options;
  return typeof name === 'string' && content !== undefined ? [name, content] : null;
}

function add(fields: Fields, name: string, value: unknown): void {
  const key = snakeCase(name);
  if (key === '' || isUnknown(value) || fields.has(key)) return;
  fields.set(key, value);
}

/**
 * Flattens a record: what stands in `attributes`, `custom_fields`, `timestamps` … belongs to the record itself, lists
 * of name and value pairs become fields, another nested object becomes its name, or else `parent_child` fields.
 */
export function collectFields(record: JsonObject, into: Fields = new Map(), depth = 0, prefix = ''): Fields {
  for (const [rawName, rawValue] of Object.entries(record)) {
    const name = snakeCase(rawName);
    if (name === '') continue;
    const value = isObject(rawValue) && Array.isArray(rawValue.data) ? rawValue.data : rawValue;
    const pairs =
      Array.isArray(value) && value.length > 0
        ? value.map((item) => (isObject(item) ? pairOf(item) : null))
        : [];
    if (pairs.length > 0 && pairs.every((pair) => pair !== null)) {
      for (const [pairName, content] of pairs) add(into, pairName, content);
    } else if (!isObject(value)) add(into, prefix + name, value);
    else if (depth < MAX_DEPTH && WRAPPERS.has(name)) collectFields(value, into, depth + 1);
    else collectObject(value, prefix + name, into, depth);
  }
  return into;
}

function collectObject(value: JsonObject, name: string, into: Fields, depth: number): void {
  const known = nameOf(value);
  if (known !== null) add(into, name, known);
  else if (depth < MAX_DEPTH) collectFields(value, into, depth + 1, `${name}_`);
}
