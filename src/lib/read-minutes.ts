import { roundWordNumbers } from './word-numbers.ts';

const UNIT_MINUTES: Readonly<Record<string, number>> = {
  ms: 1 / 60_000,
  s: 1 / 60,
  m: 1,
  h: 60,
  d: 1440,
  w: 10_080,
};

const WORD_NUMBERS: Readonly<Record<string, number>> = roundWordNumbers;

const NUMBER = `\\d+(?:[.,]\\d+)*|${Object.keys(WORD_NUMBERS).join('|')}`;
const UNIT =
  'milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w';
const PART = new RegExp(
  `^(?:,|and|&)?\\s*(${NUMBER})(?:\\s|-|\\u00a0)*(?:an?\\s+)?(${UNIT})(?![a-z])\\.?(\\s+and\\s+a\\s+half)?\\s*`,
  'i',
);
const LEAD =
  /^(?:~|≈|about|approximately|approx\.?|around|roughly|circa|ca\.|nearly|almost|total(?: of)?|\s)+/i;
const ISO =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const CLOCK = /^(?:(\d{1,4})\.|(\d{1,4}) days?,? )?(\d{1,4}):([0-5]\d):([0-5]\d)(?:\.\d+)?$/;

const unitOf = (word: string): string => {
  const unit = word.toLowerCase();
  return unit.startsWith('mil') || unit.startsWith('ms') ? 'ms' : (unit[0] ?? '');
};

function readNumber(text: string): number {
  const word = WORD_NUMBERS[text.toLowerCase()];
  if (word !== undefined) return word;
  const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text);
  return Number(thousands ? text.replaceAll(',', '') : text.replace(',', '.'));
}

/**
 * Reads a length of time at the start of the text into minutes: `1h 30m`, `PT1H`, `1:30:00`, `11 Days`,
 * `19 hours 43 minutes.`, `about 3 hours`. Null for anything else, for a bare number (no unit) and for a range
 * or a bound (`10-15 min`, `over 2 hours`): those state no length.
 */
export function readMinutes(text: string): number | null {
  const trimmed = text.trim();
  const iso = /\d/.test(trimmed) ? ISO.exec(trimmed) : null;
  if (iso) {
    const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
    return tidy(
      (weeks ?? 0) * 10_080 + (days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60,
    );
  }
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const days = Number(clock[1] ?? clock[2] ?? 0);
    return tidy(days * 1440 + Number(clock[3]) * 60 + Number(clock[4]) + Number(clock[5]) / 60);
  }
  return readParts(trimmed.replace(LEAD, ''));
}

function readParts(text: string): number | null {
  let rest = text;
  let minutes: number | null = null;
  for (let part = PART.exec(rest); part; part = PART.exec(rest)) {
    const factor = UNIT_MINUTES[unitOf(part[2] ?? '')];
    if (factor === undefined) return null;
    minutes = (minutes ?? 0) + (readNumber(part[1] ?? '') + (part[3] ? 0.5 : 0)) * factor;
    rest = rest.slice(part[0].length);
    const bareMinutes = unitOf(part[2] ?? '') === 'h' ? /^\d{2}(?!\d)/.exec(rest) : null;
    if (bareMinutes) minutes += Number(bareMinutes[0]);
    if (bareMinutes) rest = rest.slice(2);
  }
  if (minutes === null || /^(?:[-–—/]|to|or)\s*\d/i.test(rest)) return null;
  return tidy(minutes);
}

/** Drops the noise of binary fractions; a length that no calendar holds is none. */
function tidy(minutes: number): number | null {
  return Number.isFinite(minutes) && minutes < 60_000_000 ? Math.round(minutes * 1000) / 1000 : null;
}
