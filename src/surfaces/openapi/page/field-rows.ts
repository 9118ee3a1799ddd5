import type { Schema } from '../document.ts';

/** One line of a table of fields. */
export interface FieldRow {
  /** Such as `messages[].role`; empty for the whole. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly notes: string;
}

interface Shape {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Every field below a schema, whatever its depth, in order. */
export const fieldRows = (schema: Schema): FieldRow[] => below(schema, '');

function below(shape: Shape, path: string): FieldRow[] {
  const forms = formsOf(shape);
  if (forms.length > 1 && forms.some(hasFields))
    return forms.flatMap((form, index) => [
      { path, type: `form ${index + 1} of ${forms.length}`, required: false, notes: form.description ?? '' },
      ...below(form, path),
    ]);
  const { properties, required = [], items, additionalProperties } = forms[0] ?? shape;
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, field]) => {
      const own = path === '' ? name : `${path}.${name}`;
      return [rowOf(field, own, required.includes(name)), ...below(field, own)];
    });
  if (items !== undefined) return below(items, `${path}[]`);
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0) {
    const own = path === '' ? '*' : `${path}.*`;
    return [rowOf(additionalProperties, own, false), ...below(additionalProperties, own)];
  }
  return [];
}

const hasFields = ({ properties, items }: Shape) => properties !== undefined || items !== undefined;

/** The alternatives of a schema, null apart; itself where it has none. */
function formsOf(shape: Shape): Shape[] {
  const forms = shape.anyOf ?? shape.oneOf;
  return forms === undefined ? [shape] : forms.filter(({ type }) => type !== 'null');
}

const rowOf = (shape: Shape, path: string, required: boolean): FieldRow => ({
  path,
  type: typeText(shape),
  required,
  notes: notesOf(shape),
});

/** A schema's type in a few words: `integer`, `"user" or "assistant"`, `string or null`, `array of object`. */
export function typeText(shape: Shape): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(' or ');
  const forms = shape.anyOf ?? shape.oneOf;
  if (forms !== undefined) return [...new Set(forms.map(typeText))].join(' or ');
  if (shape.type === 'array')
    return `array of ${shape.items === undefined ? 'anything' : typeText(shape.items)}`;
  return typeof shape.type === 'string' ? shape.type : (shape.type?.join(' or ') ?? 'anything');
}

/** What else holds of a value, as one line. */
export function notesOf(shape: Shape): string {
  const forms = formsOf(shape);
  const only = forms.length === 1 ? forms[0] : undefined;
  if (only !== undefined && only !== shape)
    return [shape.description, notesOf(only)].filter(Boolean).join(' ');
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, exclusiveMinimum } = shape;
  const limits = [
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' entries'),
    range(minimum, maximum, ''),
    exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`,
    shape.format === undefined ? undefined : (FORMATS[shape.format] ?? shape.format),
    shape.pattern === undefined || shape.description !== undefined ? undefined : `\`${shape.pattern}\``,
    shape.default === undefined ? undefined : `default ${JSON.stringify(shape.default)}`,
  ].filter((limit) => limit !== undefined);
  const text = limits.join(', ');
  return [shape.description, text && `${text[0]?.toUpperCase()}${text.slice(1)}.`].filter(Boolean).join(' ');
}

const FORMATS: Readonly<Record<string, string>> = { uuid: 'UUID', 'date-time': 'ISO 8601' };

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (most !== undefined) return `at most ${most}${unit}`;
  return least === undefined ? undefined : `at least ${least}${unit}`;
}
