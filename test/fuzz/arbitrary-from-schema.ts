import fc from 'fast-check';

/** What of JSON Schema the API document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Longer texts are left to the hostile values: most requests should be quick. */
const USUAL_TEXT_CHARACTERS = 60;
const USUAL_ITEMS = 3;
const LARGEST_WHOLE = 2 ** 31;

/** Values that the schema allows; `resolve` finds what a `$ref` names. */
export function fromSchema(schema: Schema, resolve: (ref: string) => Schema): fc.Arbitrary<unknown> {
  const from = (inner: Schema) => fromSchema(inner, resolve);
  if (schema.$ref !== undefined) return from(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(from));
  if (schema.allOf !== undefined)
    return from(Object.assign({}, schema, { allOf: undefined }, ...schema.allOf));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'string') return text(schema);
  if (type === 'integer' || type === 'number') return number(schema, type);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return list(schema, from);
  if (type === 'object' || schema.properties !== undefined) return record(schema, from);
  return fc.jsonValue({ maxDepth: 2 });
}

function text({ pattern, format, minLength = 0, maxLength = USUAL_TEXT_CHARACTERS }: Schema) {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const most = Math.max(minLength, Math.min(maxLength, USUAL_TEXT_CHARACTERS));
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: most }),
    QUESTIONS.filter((question) => question.length >= minLength && question.length <= maxLength),
  );
}

/** What people ask, so that not only refusals are exercised. */
const QUESTIONS = fc.constantFrom(
  'How many incidents were there in 2025?',
  'What caused it?',
  'and in 2024?',
  'Which requirements are vague?',
  'Have we seen this before?',
);

const number = (
  { minimum, maximum, exclusiveMinimum }: Schema,
  type: 'integer' | 'number',
): fc.Arbitrary<number> => {
  const least = minimum ?? (exclusiveMinimum === undefined ? -LARGEST_WHOLE : exclusiveMinimum + 1);
  const most = Math.min(maximum ?? LARGEST_WHOLE, LARGEST_WHOLE);
  return type === 'integer'
    ? fc.integer({ min: least, max: most })
    : fc.double({ min: least, max: most, noNaN: true });
};

function list(
  { items = {}, minItems = 0, maxItems }: Schema,
  from: (schema: Schema) => fc.Arbitrary<unknown>,
) {
  const maxLength = Math.max(minItems, Math.min(maxItems ?? USUAL_ITEMS, USUAL_ITEMS));
  return fc.array(from(items), { minLength: minItems, maxLength });
}

function record({ properties = {}, required = [] }: Schema, from: (schema: Schema) => fc.Arbitrary<unknown>) {
  const model = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, from(inner)]));
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) });
}
