const UNITS = 'second|sec|s|minute|min|hour|h|day|night|week|month|quarter|year|annum';
const RATE = new RegExp(
  `(?:\\b(?:per|an?|each|every)\\s(?:(?:calendar|working|business|full|single) )?|/\\s?)(${UNITS})\\b`,
  'gi',
);
const ADVERB = /\b(hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b/gi;
const NAMES: Readonly<Record<string, string>> = {
  sec: 'second',
  s: 'second',
  min: 'minute',
  h: 'hour',
  night: 'day',
  nightly: 'day',
  daily: 'day',
  hourly: 'hour',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  annum: 'year',
};

/** The units of time that a text tells rates in. */
function ratesIn(text: string): Set<string> {
  const found = [...text.matchAll(RATE), ...text.matchAll(ADVERB)].map(([, unit = '']) => unit.toLowerCase());
  return new Set(found.map((unit) => NAMES[unit] ?? unit));
}

/** Whether a text tells a rate, and none in the unit that the question asks for: ten per minute is not ten per day. */
export function tellsOtherRate(text: string, question: string): boolean {
  const asked = ratesIn(question);
  if (asked.size === 0) return false;
  const told = ratesIn(text);
  return told.size > 0 && [...told].every((unit) => !asked.has(unit));
}
