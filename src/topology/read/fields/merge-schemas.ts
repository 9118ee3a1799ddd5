import type { References } from '../references.ts';
import type { Tree, TreeContent } from '../tree/tree.ts';

/** Schemas that hold for one value, `allOf`, `oneOf` and `anyOf` taken together. */
export interface MergedSchema {
  readonly types: Set<string>;
  readonly formats: Set<string>;
  readonly values: Set<string>;
  /** What the schemas say of each property. */
  readonly properties: Map<string, Tree[]>;
  readonly required: Set<string>;
  readonly items: Tree[];
  /** The values of a map of any names. */
  readonly additional: Tree[];
  /** Names of the alternatives where there are some. */
  readonly alternatives: string[];
  description: string | null;
  /** What was merged, to find schemas that hold themselves. */
  readonly contents: Set<TreeContent>;
  /** Where a schema only says what the value is not. */
  negation: Tree | null;
}

/** Bounds the work of one message: schemas looked at. */
export interface WorkBudget {
  left: number;
}

const emptySchema = (): MergedSchema => ({
  types: new Set(),
  formats: new Set(),
  values: new Set(),
  properties: new Map(),
  required: new Set(),
  items: [],
  additional: [],
  alternatives: [],
  description: null,
  contents: new Set(),
  negation: null,
});

/**
 * Merges schemas that all hold for one value. Of alternatives every property is taken; it is required where each of them
 * requires it. A schema that is met again is not merged twice, so that circles of `allOf` end.
 */
export async function mergeSchemas(
  schemas: readonly Tree[],
  references: References,
  budget: WorkBudget,
): Promise<MergedSchema> {
  const merged = emptySchema();
  for (const schema of schemas) await mergeInto(merged, schema, null, references, budget);
  return merged;
}

/** The schemas that one is a part of. */
interface Trail {
  readonly content: TreeContent;
  readonly up: Trail | null;
}

function isOn(trail: Trail | null, content: TreeContent): boolean {
  for (let at = trail; at !== null; at = at.up) if (at.content === content) return true;
  return false;
}

async function mergeInto(
  merged: MergedSchema,
  given: Tree,
  up: Trail | null,
  references: References,
  budget: WorkBudget,
): Promise<void> {
  budget.left -= 1;
  if (budget.left < 0) return;
  const schema = await references.resolve(given);
  const { content } = schema;
  if (merged.contents.has(content) || isOn(up, content)) return;
  merged.contents.add(content);
  const trail = { content, up };
  takeOwn(merged, schema);
  if (saysOnlyNot(schema)) merged.negation ??= schema;
  for (const part of schema.at('allOf')?.items ?? [])
    await mergeInto(merged, part, trail, references, budget);
  for (const word of ['oneOf', 'anyOf'])
    await mergeAlternatives(merged, schema.at(word)?.items ?? [], trail, references, budget);
  for (const [name, value] of schema.at('properties')?.entries ?? []) addProperty(merged, name, [value]);
}

function addProperty(merged: MergedSchema, name: string, schemas: readonly Tree[]): void {
  const known = merged.properties.get(name);
  if (known) known.push(...schemas);
  else merged.properties.set(name, [...schemas]);
}

async function mergeAlternatives(
  merged: MergedSchema,
  alternatives: readonly Tree[],
  trail: Trail,
  references: References,
  budget: WorkBudget,
): Promise<void> {
  let required: string[] | null = null;
  for (const alternative of alternatives) {
    const one = emptySchema();
    await mergeInto(one, alternative, trail, references, budget);
    required = (required ?? [...one.required]).filter((name) => one.required.has(name));
    merged.alternatives.push(alternativeName(alternative));
    addAll(merged, one);
  }
  for (const name of required ?? []) merged.required.add(name);
}

function addAll(merged: MergedSchema, one: MergedSchema): void {
  for (const type of one.types) merged.types.add(type);
  for (const format of one.formats) merged.formats.add(format);
  for (const value of one.values) merged.values.add(value);
  for (const [name, schemas] of one.properties) addProperty(merged, name, schemas);
  merged.items.push(...one.items);
  merged.additional.push(...one.additional);
  for (const content of one.contents) merged.contents.add(content);
}

function takeOwn(merged: MergedSchema, schema: Tree): void {
  for (const type of schema.textsAt('type')) merged.types.add(type);
  const format = schema.textAt('format');
  if (format !== null) merged.formats.add(format);
  for (const value of [...schema.textsAt('enum'), ...schema.textsAt('const')]) merged.values.add(value);
  for (const name of schema.textsAt('required')) merged.required.add(name);
  const own = schema.textAt('description') ?? schema.textAt('title');
  merged.description = own !== null && merged.description === null ? own : merged.description;
  for (const item of schema.at('items')?.oneOrMore ?? []) merged.items.push(item);
  const additional = schema.at('additionalProperties');
  if (additional?.isMap) merged.additional.push(additional);
  if (merged.types.size === 0 && schema.at('properties')) merged.types.add('object');
}

const SAYING = ['type', 'properties', 'items', 'enum', 'const', 'format', '$ref', 'allOf', 'oneOf', 'anyOf'];

const saysOnlyNot = (schema: Tree): boolean =>
  schema.at('not') !== undefined && !SAYING.some((word) => schema.at(word));

/** The last part of a reference, or the title. */
function alternativeName(alternative: Tree): string {
  const ref = alternative.textAt('$ref');
  return ref?.split('/').at(-1) ?? alternative.textAt('title') ?? alternative.textAt('type') ?? 'an object';
}
