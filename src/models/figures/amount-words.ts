const SECOND_NS = 1_000_000_000n;

/** Nanoseconds of the units of time that are always equally long. */
const TIME_UNITS: readonly (readonly [nanoseconds: bigint, names: readonly string[]])[] = [
  [1n, ['ns', 'nanosecond', 'nanoseconds']],
  [1000n, ['us', 'µs', 'μs', 'microsecond', 'microseconds']],
  [1_000_000n, ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds']],
  [SECOND_NS, ['s', 'sec', 'secs', 'second', 'seconds']],
  [60n * SECOND_NS, ['m', 'min', 'mins', 'minute', 'minutes']],
  [3600n * SECOND_NS, ['h', 'hr', 'hrs', 'hour', 'hours']],
  [86_400n * SECOND_NS, ['d', 'day', 'days']],
  [604_800n * SECOND_NS, ['w', 'wk', 'wks', 'week', 'weeks']],
];

const unitLengths = new Map(TIME_UNITS.flatMap(([length, names]) => names.map((name) => [name, length])));

const longestFirst = (names: Iterable<string>): string =>
  [...names].sort((a, b) => b.length - a.length).join('|');

/** Alternatives for a pattern that ignores letter case. */
export const timeUnitNames = longestFirst(unitLengths.keys());

/** Nanoseconds of the unit; undefined where the word is none. Short names are lower case: `5 M` is no length. */
export const timeUnit = (name: string): bigint | undefined =>
  unitLengths.get(name.length > 2 ? name.toLowerCase() : name);

/** Powers of ten, as they are written behind a number. */
export const magnitudes: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
]);
export const magnitudeNames = longestFirst(magnitudes.keys());

/** The same as letters that are joined to the number. */
export const joinedMagnitudes: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['K', 3],
  ['M', 6],
  ['mn', 6],
  ['bn', 9],
  ['B', 9],
  ['G', 9],
  ['T', 12],
]);

/** `5B` may be bytes, `5G` gigabytes: the number alone is as good as the power. */
export const isAmbiguousMagnitude = (letter: string): boolean => /^[BGT]$/.test(letter);

export const isOrdinal = (suffix: string): boolean => /^(?:st|nd|rd|th)$/i.test(suffix);

/** What is written right behind a number, so that it stays a number; `4xx` and `2fa` are names. */
const JOINED_UNITS = new Set(
  (
    'b bit bits byte bytes kb mb gb tb pb kib mib gib tib pib bps kbps mbps gbps hz khz mhz ghz px pt pp pps rps qps tps rpm ' +
    'iops ops req reqs kw kwh kg mg km cm mm usd eur gbp vcpu vcpus core cores fps db x y yr yrs year years mo month ' +
    'months pct percent st nd rd th hundred thousand million billion trillion'
  ).split(' '),
);

export const isJoinedUnit = (suffix: string): boolean =>
  /^[%‰×°]/.test(suffix) || JOINED_UNITS.has(suffix.toLowerCase()) || joinedMagnitudes.has(suffix);

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const smallNumbers = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, place) => [word, (place + 2) * 10] as const),
]);

/** A number below a hundred in words. */
export const spelledBelowHundred = `(?:${TENS.join('|')})(?:[- ](?:${SMALL.slice(1, 10).join('|')}))?|${longestFirst(SMALL)}`;

/** Its value. */
export const spelledValue = (words: string): number =>
  words
    .toLowerCase()
    .split(/[- ]/)
    .reduce((sum, word) => sum + (smallNumbers.get(word) ?? 0), 0);

/** Places in a row from the third on; "first" and "second" order words more often than they count. */
export const spelledPlaces: ReadonlyMap<string, number> = new Map(
  'third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, place) => [word, place + 3]),
);

/** What makes a term of a number before it: `two-factor`, `3-way`. */
export const isTermAfterNumber = (after: string): boolean =>
  /^-(?:factor|phase|way|tier|sided|party|pronged|dimensional)(?!\p{L})/iu.test(after);
