import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const reading = new Ajv2020({ strict: false, coerceTypes: true });
for (const each of [ajv, reading]) addFormats.default(each);

const compiled = new WeakMap<object, ValidateFunction>();

function complaints(validate: ValidateFunction, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  return validate.errors
    ?.map(
      ({ instancePath, message, params }) =>
        `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
    )
    .join('; ');
}

/** What is wrong with a value by a JSON Schema; undefined where nothing is. Throws for a schema that is none. */
export function mismatch(schema: object, value: unknown): string | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return complaints(validate, value);
}

/** The same for a value that travels as text, such as a header's. */
export const textMismatch = (schema: object, text: string): string | undefined =>
  complaints(reading.compile({ type: 'object', properties: { value: schema } }), { value: text });

/** The schema with no room for fields that it does not name: a document leaves some to later versions, a test does not. */
export function closed(schema: object): object {
  const known = closedSchemas.get(schema);
  if (known !== undefined) return known;
  const made = close(schema) as object;
  closedSchemas.set(schema, made);
  return made;
}

const closedSchemas = new WeakMap<object, object>();

function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, close(part)]),
  );
  const isObject = copy.type === 'object' && typeof copy.properties === 'object';
  return isObject && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}
