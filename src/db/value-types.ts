import pg from 'pg';

type Parse = (text: string) => unknown;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}

const asWritten: Parse = (text) => text;
// The driver's types name only the scalar oids.
const driverParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse;
const stringArray = driverParser(1009);
const numberArray = driverParser(1022);

/** By type oid: where the driver's own reading would be a string, a local time or an object of its own. */
const PARSERS = new Map<number, Parse>([
  [20, wholeNumber], // int8, count(*)
  [1016, numberArray], // int8[]
  [1700, Number], // numeric, sum(int8)
  [1231, numberArray], // numeric[]
  [1082, asWritten], // date: a day has no time zone
  [1182, stringArray], // date[]
  [1114, asWritten], // timestamp
  [1115, stringArray], // timestamp[]
  [1186, asWritten], // interval
]);

/** How column values become JavaScript values; the same for both engines. Given to `pg` as `types`. */
export const valueTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    (format !== 'binary' && PARSERS.get(oid)) || driverParser(oid, format),
} as pg.CustomTypesConfig;
