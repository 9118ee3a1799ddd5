import type { MessageField } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { Tree } from '../tree/tree.ts';

interface Walk {
  readonly fields: MessageField[];
  readonly draft: DraftBuilder;
  readonly maxFields: number;
  /** Records by name, for a later field that names one. */
  readonly records: Map<string, Tree>;
}

/** The fields of an Avro record, nested ones flattened; a field that may be null or has a default is not required. */
export function avroFields(schema: Tree, draft: DraftBuilder): readonly MessageField[] {
  const walk: Walk = { fields: [], draft, maxFields: draft.fieldsLeft, records: new Map() };
  addFields(walk, schema, '', 1, []);
  return draft.spendFields(walk.fields);
}

function addFields(walk: Walk, record: Tree, path: string, depth: number, above: readonly Tree[]): void {
  const name = record.textAt('name');
  if (name !== null) walk.records.set(name, record);
  for (const field of record.at('fields')?.items ?? []) {
    if (walk.fields.length >= walk.maxFields || depth > walk.draft.limits.maxFieldDepth) {
      walk.draft.warn(field.place.line, 'has an Avro record with too many fields; the rest is left out');
      return;
    }
    const fieldName = field.textAt('name');
    const type = field.at('type');
    if (fieldName === null || !type) continue;
    const fieldPath = path === '' ? fieldName : `${path}.${fieldName}`;
    const isRequired = !avroType(type).split(' or ').includes('null') && !field.at('default');
    const description = field.textAt('doc');
    walk.fields.push({ path: fieldPath, type: avroType(type), description, isRequired });
    addInner(walk, type, fieldPath, depth, [...above, record]);
  }
}

function addInner(walk: Walk, type: Tree, path: string, depth: number, above: readonly Tree[]): void {
  if (type.isList) for (const each of type.items) addInner(walk, each, path, depth, above);
  const named = type.text === null ? undefined : walk.records.get(type.text);
  const record = named ?? type;
  const kind = record.at('type');
  if (kind?.text === 'record' && !above.includes(record)) addFields(walk, record, path, depth + 1, above);
  else if (kind?.text === 'array') addItems(walk, record.at('items'), `${path}[]`, depth, above);
  else if (kind?.text === 'map') addItems(walk, record.at('values'), `${path}.*`, depth, above);
  else if (kind && kind.text === null) addInner(walk, kind, path, depth, above);
}

function addItems(
  walk: Walk,
  items: Tree | undefined,
  path: string,
  depth: number,
  above: readonly Tree[],
): void {
  if (items && depth <= walk.draft.limits.maxFieldDepth) addInner(walk, items, path, depth + 1, above);
}

function avroType(type: Tree): string {
  if (type.isList) return type.items.slice(0, 20).map(avroType).join(' or ');
  if (type.text !== null) return type.text;
  const kind = type.at('type');
  const symbols = type.textsAt('symbols').slice(0, 12);
  const logical = type.textAt('logicalType');
  if (kind?.text === 'array') return `array of ${itemType(type.at('items'))}`;
  if (kind?.text === 'map') return `map of ${itemType(type.at('values'))}`;
  if (kind && kind.text === null) return avroType(kind);
  if (symbols.length > 0) return `enum (one of ${symbols.join(', ')})`;
  return logical === null ? (kind?.text ?? 'unknown') : `${kind?.text ?? 'unknown'} (${logical})`;
}

/** Not followed further: an array of arrays is an array. */
const itemType = (items: Tree | undefined): string =>
  items?.text ?? items?.textAt('type') ?? (items?.isList ? 'several types' : 'unknown');
