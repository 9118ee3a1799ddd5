/** A unit: its dimension and how many of the dimension's base unit it is. */
export interface Unit {
  readonly dimension: string;
  readonly factor: number;
}

const rows: readonly (readonly [dimension: string, factor: number, names: string])[] = [
  ['time', 0.001, 'ms msec msecs millisecond milliseconds'],
  ['time', 1, 's sec secs second seconds'],
  ['time', 60, 'min mins minute minutes'],
  ['time', 3600, 'h hr hrs hour hours'],
  ['time', 86_400, 'd day days night nights'],
  ['time', 604_800, 'week weeks wk wks'],
  ['time', 2_592_000, 'month months'],
  ['time', 31_536_000, 'year years yr yrs'],
  ['size', 1, 'byte bytes'],
  ['size', 1e3, 'kb kilobyte kilobytes'],
  ['size', 1e6, 'mb megabyte megabytes mib'],
  ['size', 1e9, 'gb gigabyte gigabytes gib'],
  ['size', 1e12, 'tb terabyte terabytes'],
  ['percent', 1, '% percent'],
  ['money EUR', 1, '€ eur euro euros'],
  ['money USD', 1, '$ usd dollar dollars'],
  ['money GBP', 1, '£ gbp'],
  ['money CHF', 1, 'chf'],
];

/** Units by their name, lower case. */
export const units: ReadonlyMap<string, Unit> = new Map(
  rows.flatMap(([dimension, factor, names]) =>
    names.split(' ').map((name) => [name, { dimension, factor }] as const),
  ),
);

/** How often, in seconds between two times. */
export const periods: ReadonlyMap<string, number> = new Map([
  ['hourly', 3600],
  ['daily', 86_400],
  ['nightly', 86_400],
  ['weekly', 604_800],
  ['monthly', 2_592_000],
  ['quarterly', 7_776_000],
  ['yearly', 31_536_000],
  ['annually', 31_536_000],
]);

/** Multipliers that stand after a number. */
export const magnitudes: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
  ['hundred', 100],
]);

/** A number after one of these words is a name, no amount. */
export const numberedThings: ReadonlySet<string> = new Set(
  (
    'phase step version v release section chapter page line level stage sprint iteration priority requirement figure ' +
    'table option tier windows ios android python java node angular php tls ssl http oauth wcag iso rfc stage part item ' +
    'day fr nfr req us story epic id no number'
  ).split(' '),
);
