import type { MessageField } from '../../../core/topology.ts';
import type { DraftBuilder } from '../draft-builder.ts';
import type { References } from '../references.ts';
import type { Tree, TreeContent } from '../tree/tree.ts';
import { unreadableAt } from '../unreadable.ts';
import { type MergedSchema, mergeSchemas, type WorkBudget } from './merge-schemas.ts';
import { typeText } from './type-text.ts';

/** What a payload comes to: its fields, and what it is as a whole. */
export interface SchemaReading {
  readonly fields: readonly MessageField[];
  readonly type: string | null;
  /** Names of the forms that it may have. */
  readonly alternatives: readonly string[];
}

const MAX_SCHEMAS = 20_000;

interface Walk {
  readonly fields: MessageField[];
  readonly references: References;
  readonly draft: DraftBuilder;
  readonly budget: WorkBudget;
  readonly maxFields: number;
}

/**
 * Flattens a JSON schema to the fields of a message, `prefix` before each path. A schema that holds itself ends at its
 * second meeting; more fields or levels than allowed are left out with a warning. Throws ParleyError as
 * `References.resolve`, and where a field is described only by what it is not.
 */
export async function schemaFields(
  schema: Tree,
  prefix: string,
  references: References,
  draft: DraftBuilder,
): Promise<SchemaReading> {
  const maxFields = draft.fieldsLeft;
  const walk: Walk = { fields: [], references, draft, budget: { left: MAX_SCHEMAS }, maxFields };
  const whole = await mergeSchemas([schema], references, walk.budget);
  const itemType = await addInner(walk, whole, prefix, 1, []);
  if (walk.budget.left < 0) draft.warn(schema.place.line, 'has a schema that refers to too many others');
  return {
    fields: draft.spendFields(walk.fields),
    type: typeText(whole, itemType),
    alternatives: whole.alternatives,
  };
}

type Above = readonly ReadonlySet<TreeContent>[];

/** Adds what stands below a value; returns the type of its items where it is a list. */
async function addInner(
  walk: Walk,
  schema: MergedSchema,
  path: string,
  depth: number,
  above: Above,
): Promise<string | null> {
  const inside = [...above, schema.contents];
  for (const [name, schemas] of schema.properties) {
    const place = schemas[0]?.place.line ?? null;
    if (isFull(walk, depth, place)) return null;
    const isRequired = schema.required.has(name);
    await addField(walk, schemas, path === '' ? name : `${path}.${name}`, isRequired, depth, inside);
  }
  for (const [mark, schemas] of [
    ['[]', schema.items],
    ['.*', schema.additional],
  ] as const) {
    if (schemas.length === 0) continue;
    const inner = await mergeSchemas(schemas, walk.references, walk.budget);
    const isAgain = holdsItself(inner, inside);
    const innerType = isAgain ? null : await addInner(walk, inner, `${path}${mark}`, depth, inside);
    if (isAgain) warnOfCircle(walk, schemas[0]);
    if (mark === '[]') return typeText(inner, innerType);
  }
  return null;
}

async function addField(
  walk: Walk,
  schemas: readonly Tree[],
  path: string,
  isRequired: boolean,
  depth: number,
  above: Above,
): Promise<void> {
  const merged = await mergeSchemas(schemas, walk.references, walk.budget);
  if (merged.negation)
    throw unreadableAt(
      merged.negation.place,
      `says of the field ${path} only what it is not, which is no type`,
    );
  const at = walk.fields.length;
  walk.fields.push({ path, type: null, description: merged.description, isRequired });
  const isAgain = holdsItself(merged, above);
  if (isAgain) warnOfCircle(walk, schemas[0]);
  const itemType = isAgain ? null : await addInner(walk, merged, path, depth + 1, above);
  const whole = walk.fields[at];
  if (whole) walk.fields[at] = { ...whole, type: typeText(merged, itemType) };
}

/** Scalars are shared freely; only what has an inside can hold itself. */
const holdsItself = ({ contents, properties, items, additional }: MergedSchema, above: Above): boolean =>
  properties.size + items.length + additional.length > 0 &&
  above.some((level) => [...contents].some((content) => level.has(content)));

const warnOfCircle = (walk: Walk, schema: Tree | undefined): void =>
  walk.draft.warn(schema?.place.line ?? null, 'has a schema that holds itself; it is read once');

function isFull(walk: Walk, depth: number, line: number | null): boolean {
  const { maxFieldDepth } = walk.draft.limits;
  if (depth > maxFieldDepth) {
    walk.draft.warn(line, `has fields more than ${maxFieldDepth} levels deep, which are left out`);
    return true;
  }
  if (walk.fields.length < walk.maxFields && walk.budget.left >= 0) return false;
  walk.draft.warn(line, `has a message with more than ${walk.maxFields} fields; the rest is left out`);
  return true;
}
