import { shorten } from '../../../lib/shorten.ts';

/** What is known of a schema's own value. */
export interface ValueShape {
  readonly types: ReadonlySet<string>;
  readonly formats: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const MAX_VALUES = 12;

/** A type as people read it: `string (date-time)`, `array of object`, `string (one of on, off)`; null where nothing is known. */
export function typeText(shape: ValueShape, itemType: string | null): string | null {
  const types = [...shape.types].map((type) =>
    type === 'array' && itemType !== null ? `array of ${itemType}` : type,
  );
  const name = types.join(' or ');
  const notes = [...shape.formats, ...valuesText([...shape.values])];
  if (notes.length === 0) return name === '' ? null : name;
  return shorten(name === '' ? notes.join(', ') : `${name} (${notes.join(', ')})`, 300);
}

function valuesText(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  if (values.length === 1) return [`always ${values[0]}`];
  const rest = values.length > MAX_VALUES ? ` and ${values.length - MAX_VALUES} more` : '';
  return [`one of ${values.slice(0, MAX_VALUES).join(', ')}${rest}`];
}
