/** Whether a pattern is found in a text with a match that the question does not hold itself. */
export const holdsOther = (text: string, pattern: RegExp, question: string): boolean => {
  const lower = question.toLowerCase();
  return [...text.matchAll(pattern)].some(
    ([found]) => !lower.includes(found.toLowerCase().replace(/[.,;:)]+$/, '')),
  );
};

/** Whether a pattern is found in a text with a match that says something that the question does not say itself. */
export function hasNew(text: string, pattern: RegExp, known: ReadonlySet<string>): boolean {
  for (const { 0: found } of text.matchAll(pattern)) {
    const words = found.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.some((word) => !known.has(word) && !FILLER.has(word))) return true;
  }
  return false;
}

const FILLER: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'in',
  'at',
  'on',
  'under',
  'from',
  'to',
  'by',
  'of',
  'per',
  'is',
]);

const WORD_NUMBER =
  '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half an?|a couple of|a dozen|several|few)';
const HOURS = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
/** The hour in words where nothing but the time of day can be meant: `nine in the evening`, `until six.`, `half past six`. */
const HOUR = `at (?:${HOURS})\\b|(?:[Hh]alf past|[Qq]uarter (?:to|past)) (?:${HOURS})\\b|(?:${HOURS}) (?:o'clock|in the (?:morning|afternoon|evening)|at night)\\b|(?:from|by|until|till|before|after) (?:${HOURS})(?=[.,;)]|$| (?:to|until|till) (?:${HOURS})(?:[.,;)]|$))|[Aa]t (?:dawn|dusk|sunrise|sunset|lunchtime)\\b`;
const SHORT_UNIT = '(?:ms|s|m|h|d|w)';
const TIME_UNIT =
  '(?:milliseconds?|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|wks?|weeks?|fortnights?|months?|quarters?|yrs?|years?|decades?)';
const MONTHS =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const WEEKDAYS =
  '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|mon|tues|wednes|thurs|fri|satur|sun)days?|[Ww]eekdays?|[Ww]eekends?)';

/** A length of time. */
export const DURATION = new RegExp(
  `(?<![\\w.-])(?:\\d[\\d.,]*[ \\u00a0-]?|${WORD_NUMBER}[ \\u00a0-])(?:(?:calendar|working|business|full|consecutive) )?${TIME_UNIT}(?![\\w])|(?<![\\w.-])\\d[\\d.,]* ?${SHORT_UNIT}(?![\\w])|\\b(?:forever|indefinitely|permanently|overnight|until [^.,;]{2,40})`,
  'gi',
);

/** How often something is done. */
export const FREQUENCY = new RegExp(
  `\\b(?:every|each|per) (?:other |single |second )?(?:\\d[\\d.,]* ?|\\w{2,8} )?(?:${TIME_UNIT}|${WEEKDAYS}|${MONTHS}|shift|sprint|release|deploy\\w*|time|morning|evening|night|quarter|commit|push|change)\\b|\\b(?:hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually|continuously|never)\\b|\\b(?:once|twice|\\w+ times?) (?:an?|per|each|every|in) \\w+|\\bon ${WEEKDAYS}`,
  'gi',
);

/** A date, a time of day, a weekday: what a clock or a calendar says. */
export const MOMENT = new RegExp(
  `\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b|\\b\\d{1,2}[:.]\\d{2}\\b|\\b\\d{1,2} ?(?:am|pm|AM|PM|a\\.m\\.|p\\.m\\.|o'clock)|\\b(?:${MONTHS})\\b\\.? ?\\d{0,4}|\\b(?:19|20)\\d{2}\\b|\\b${WEEKDAYS}\\b|\\b(?:${HOUR})|\\bQ[1-4]\\b|\\b(?:[Nn]oon|[Mm]idnight|[Nn]ightly|tomorrow|yesterday|[Dd]aily|[Ww]eekly|[Mm]onthly|[Qq]uarterly|[Aa]nnually|[Ee]very \\w+|[Nn]ext \\w+ \\w+|last \\w+ of|[Ee]nd of|beginning of|start of|(?:first|second|third|fourth|fifth|last) (?:working |business )?(?:day|week|month|quarter|${WEEKDAYS})|working days?|office hours|business hours|\\d[\\d.,]* ${TIME_UNIT} (?:after|before|later)|[Ww]ithin [^.,;]{2,30}|[Nn]o later than)\\b`,
  'g',
);

/** A time of day: its figures count nothing. */
export const CLOCK = new RegExp(
  `\\b\\d{1,2}[:.]\\d{2}\\b|\\b\\d{1,2} ?(?:am|pm|AM|PM|o'clock)\\b|\\b(?:${HOUR})`,
  'g',
);

/** What begins a clause that says when: an event in place of a date. */
export const EVENT =
  /\b(?:when|whenever|once|as soon as|after|before|until|while|as long as|if|during|immediately|at the (?:end|start|beginning)|on the (?:days?|dates?|eve|morning|evening) (?:of|before|after))\b/i;

/** A figure that is none of a name (`v2`, `SEV1`, `tier 1`). */
export const AMOUNT =
  /(?<![\p{L}\p{N}_.:/#-]|\b(?:page|section|chapter|step|figure|table|rack|floor|room|version|line|item|rule|paragraph) )[$€£¥]?\d[\d.,]*(?:\s?(?:%|k|m|bn|[KMGT]i?B|kb|mb|gb|tb|ms|s|million|billion|thousand|hundred|percent|€|\$|eur|usd|euros?|dollars?)(?![\p{L}\p{N}]))?(?![\p{L}_])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|half|twice|unlimited|no limit|none|zero|single)\b/giu;

/** Money, or that there is none to pay. */
export const MONEY =
  /[$€£¥]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[$€£¥]|usd|eur|gbp|chf|euros?|dollars?|pounds?|cents?|francs?)(?!\p{L})|\b(?:free(?: of charge)?|on request|no charge|at no (?:extra )?cost)\b/giu;
const NO_CURRENCY = `${TIME_UNIT}|times|percent|[KMGT]i?B|bytes?|per|of|to|or|and|in|at|on|each|more|less|extra`;
/** What may follow the unit of a price; any other word would make the figure count something that is no money. */
const AFTER_PRICE =
  '(?=[.,;:!)]|$| (?:an?|per|each|every|for|in|on|and|or|plus|to|when|if|with|which|at|from|monthly|weekly|daily|yearly|apiece|both)\\b)';
/** Words of degree between the price and its figure. */
const DEGREE =
  '(?:(?:up to|about|around|only|just|at (?:least|most)|no more than|exactly|an extra|roughly) ?)?';
const FIGURE =
  '(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)(?: (?:hundred|thousand|million))?';
/** Money in a unit that is no known currency, as the words around it say: `costs 12 crowns a night`. */
export const PRICED = new RegExp(
  `\\b(?:costs?|priced at|charged(?: at)?|(?:price|cost|fee|charge|fare|rent|deposit|toll)s?(?: (?:of|for) [^.;:]{1,40}?)? (?:is|are|was|of|comes to|amounts to)) ${DEGREE}${FIGURE} (?!(?:${NO_CURRENCY})\\b)\\p{L}{3,20}${AFTER_PRICE}`,
  'giu',
);
export const TEMPERATURE = /-?\d[\d.,]*\s?(?:°\s?[CF]?|degrees\b|kelvin\b)/giu;
export const SIZE =
  /\b\d[\d.,]*\s?(?:[KMGTP]i?B|bytes?|kb|mb|gb|tb|kilobytes?|megabytes?|gigabytes?|terabytes?|[KMGT]i)(?![\p{L}])/giu;
export const PERCENT = /\b\d[\d.,]*\s?(?:%|percent\b|per cent\b)/giu;
export const VERSION = /\bv?\d+(?:\.\d+)+(?:[-.]\w+)?\b|\b(?:version|python|java|node|go|release) \d+\b/gi;

/** An address, a path, a channel, a piece of code: a place that a machine knows. */
export const ADDRESS =
  /https?:\/\/\S+|(?<![\w/])(?:~|\.{1,2})?\/[\w.@-]+(?:\/[\w.@<>{}-]+)*|~\/\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+){1,5}(?:\/\S*)?\b|(?<!\w)#[a-z][\w-]+/gi;
/** A place that people know. */
export const PLACE =
  /\b(?:in|at|on|under|inside|within|near|behind|beside|next to|from|to|into|through|via|by|with|between|outside|opposite)\s+[\p{L}\p{N}“"'`#][^\s.,;:]*(?:\s[^\s.,;:]+){0,2}/giu;
