/**
 * The value with every string well formed: half characters (lone surrogates) become U+FFFD and NUL, which PostgreSQL
 * cannot store, is left out. Dates stay as they are.
 */
export function wellFormed<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    const whole = value.isWellFormed() ? value : value.toWellFormed();
    return whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
  }
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), clean(inner)]));
}
