import type { Quantity } from './quantity.ts';
import { readQuantities } from './read-quantities.ts';
import type { Statement } from './statement.ts';

const known = new WeakMap<Statement, readonly Quantity[]>();

/** Amounts of a statement; read once, for several look at them. */
export function quantitiesOf(statement: Statement): readonly Quantity[] {
  const read = known.get(statement) ?? readQuantities(statement.text, statement.words);
  known.set(statement, read);
  return read;
}
