import { magnitudeNames, magnitudes, timeUnit, timeUnitNames } from './amount-words.ts';

const HALF = '\\s{1,3}and\\s{1,3}a\\s{1,3}half';
const BEHIND = new RegExp(
  `^(?<early>${HALF})?[\\s*_\`-]{0,4}(?:(?<magnitude>${magnitudeNames})|(?<unit>${timeUnitNames}))(?![\\p{L}\\p{N}])` +
    `(?<late>${HALF}(?![\\p{L}\\p{N}]))?`,
  'iu',
);
const MOST_CHARACTERS = 60;

/** How a text goes on behind a number: " million", " and a half hours", "-minute", or in no way that matters. */
export interface BehindNumber {
  readonly length: number;
  /** Power of ten. */
  readonly power?: number;
  /** Nanoseconds of the unit of time. */
  readonly unit?: bigint;
  readonly hasHalf: boolean;
}

const NOTHING: BehindNumber = { length: 0, hasHalf: false };

export function behindNumber(text: string, end: number): BehindNumber {
  const match = BEHIND.exec(text.slice(end, end + MOST_CHARACTERS));
  if (!match) return NOTHING;
  const { early, magnitude = '', unit: name = '', late } = match.groups ?? {};
  const [power, unit] = [magnitudes.get(magnitude.toLowerCase()), timeUnit(name)];
  if (power === undefined && unit === undefined) return NOTHING;
  return {
    length: match[0].length,
    hasHalf: early !== undefined || late !== undefined,
    ...(power === undefined ? {} : { power }),
    ...(unit === undefined ? {} : { unit }),
  };
}
