import { DURATION, EVENT, FREQUENCY, hasNew, MOMENT } from './expressions.ts';
import type { Kind } from './kind.ts';

/** "How long must X be" may ask of time, and of length. */
const EXTENT = new RegExp(
  `(?<![\\w.-])(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:characters?|chars?|letters?|digits?|words?|lines?|pages?|bytes?|bits?|m|metres?|meters?|km|cm|mm|miles?|feet|inches)(?!\\w)|${DURATION.source}`,
  'gi',
);
const asksExtent = (asked: string): boolean =>
  /\bhow long\b.*\bbe$|\bhow long (?:is|are)\b/i.test(asked.replace(/\W+$/, ''));

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A moment, a date, or the event that brings it. */
export const when: Kind = {
  name: 'when',
  asked: [
    /^(?:by |since |until |till |from |and )?when\b/,
    /\b(?:at |by |until |from )?what time\b/,
    /^(?:on |by |in |until |since |from )?(?:what|which) (?:days?|dates?|month|year|quarter|weekdays?|days? of the week)\b/,
    /^what(?:'s| is| was| are) the (?:deadline|due date|release date|start date|end date|date|cut-?off)\b/,
    /^(?:deadline|date|due date) (?:for|of)\b/,
  ],
  asking: set(
    'when time date dates day days deadline due cutoff weekday weekdays month year latest earliest',
  ),
  fits(text, { words }) {
    if (hasNew(text, MOMENT, words)) return 1;
    if (hasNew(text, DURATION, words)) return 0.7;
    return EVENT.test(text) ? 0.5 : 0;
  },
};

/** A length of time. */
export const howLong: Kind = {
  name: 'how-long',
  asked: [
    /^(?:for |since |and |over |after |within )?how (?:long|much time|quickly|soon|fast|old|far in advance|early|late|many (?:\w+ )?(?:milliseconds|seconds|minutes|hours|days|nights|weeks|months|years))\b/,
    /^(?:within|in|for|after|over) how (?:long|many (?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|years))\b/,
    /^what(?:'s| is| are)? the (?:\w+ ){0,3}(?:duration|timeout|time ?limit|retention(?: period| time)?|notice period|grace period|lifetime|ttl|time to live|waiting time|window|response time|period|rto|lead time|turnaround(?: time)?|cool-?down)\b/,
  ],
  asking: set(
    'long quickly soon fast old far early late time duration period much many seconds minutes hours days weeks months years last lasts lasting',
  ),
  fits(text, { text: asked, words }) {
    if (hasNew(text, asksExtent(asked) ? EXTENT : DURATION, words)) return 1;
    if (hasNew(text, FREQUENCY, words)) return 0.4;
    return /\b(?:next|same) (?:working |business )?day\b|\b\d{1,2}[:.]\d{2}\b.*\b\d{1,2}[:.]\d{2}\b|\bimmediately\b/i.test(
      text,
    )
      ? 0.6
      : 0;
  },
};

/** How often something is done. */
export const howOften: Kind = {
  name: 'how-often',
  asked: [
    /^how (?:often|frequently|regularly|many times (?:a|an|per))\b/,
    /^(?:at |in )?what(?:'s| is)?(?: the)? (?:\w+ ){0,2}(?:frequency|interval|cadence|schedule)\b/,
  ],
  asking: set('often frequently regularly frequency interval cadence schedule times'),
  fits(text, { words }) {
    if (hasNew(text, FREQUENCY, words)) return 1;
    return hasNew(text, MOMENT, words) ? 0.4 : 0;
  },
};
