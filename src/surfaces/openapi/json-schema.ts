import { z } from 'zod';
import type { Schema } from './document.ts';

/**
 * What goes over the wire, for requests and answers alike: what a schema makes of it afterwards is nobody's business
 * out there. What JSON Schema cannot say stands in the schema's `.meta()`.
 */
export function jsonSchema(schema: z.ZodType): Schema {
  const known = converted.get(schema);
  if (known !== undefined) return known;
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', override });
  converted.set(schema, made);
  return made;
}

/** One form of an error body stands behind dozens of answers. */
const converted = new WeakMap<z.ZodType, Schema>();

function override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: object }): void {
  const schema = jsonSchema as Record<string, unknown>;
  // A default given in words of the wire is left out by the library where the value is transformed on its way in.
  const told = z.globalRegistry.get(zodSchema)?.default;
  if (told !== undefined) schema.default = told;
  if (schema.example !== undefined) {
    schema.examples = [schema.example];
    delete schema.example;
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
