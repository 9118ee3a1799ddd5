/** `value` as the driver takes it. Throws where it cannot be written, before anything is sent. */
export function parameter(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(parameter);
  if (typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) return value;
  return JSON.stringify(value);
}
