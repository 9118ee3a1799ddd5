import { coverToken } from '../find/cover.ts';
import type { Question } from '../question/question.ts';
import { readTokens } from '../words/read-tokens.ts';
import {
  AMOUNT,
  CLOCK,
  DURATION,
  hasNew,
  MONEY,
  PERCENT,
  PRICED,
  SIZE,
  TEMPERATURE,
  VERSION,
} from './expressions.ts';
import type { Kind } from './kind.ts';

const ATTRIBUTE =
  '(?:limit|maximum|minimum|max|min|number|count|amount|price|cost|fee|charge|size|quota|rate|threshold|capacity|percentage|share|discount|budget|salary|score|length|port|extension|version|uptime|availability|sla|target|objective|ratio|throughput|rate limit|weight|height|temperature|balance|average|total)';

const dimensions = {
  time: DURATION,
  money: MONEY,
  size: SIZE,
  percent: PERCENT,
  version: VERSION,
  temperature: TEMPERATURE,
} as const;

/** Words that may stand between a figure and what it counts: `two written approvals`. */
const MOST_BETWEEN = 3;

/** Whether a figure that the question does not name itself stands with what is counted. */
function countsAsked(told: string, question: Question): boolean {
  const text = told.replace(CLOCK, (time) => ' '.repeat(time.length));
  const tokens = readTokens(text);
  const places = tokens.map((token) => (coverToken(token, question) & question.counted) !== 0);
  for (const { 0: figure, index } of text.matchAll(AMOUNT)) {
    const after = index + figure.length;
    const next = tokens.findIndex(({ start }) => start >= after);
    if (next >= 0 && places.slice(next, next + MOST_BETWEEN + 1).some((isCounted) => isCounted)) return true;
    const before = tokens.filter(({ end }) => end <= index).length;
    const gap = places.slice(0, before).lastIndexOf(true);
    if (gap < 0) continue;
    const between = text.slice(tokens[gap]?.end ?? 0, index);
    if (
      between.length < 60 &&
      /:|=|\b(?:is|are|was|were|to|of|at|by|limited|most|least|than)\b/i.test(between) &&
      !/^\s*[\p{L}]{3,}/u.test(text.slice(after).replace(/^\s*(?:per|each|in|for|and|or|of)\b.*/i, ''))
    )
      return true;
  }
  return false;
}

/** A figure that stands with the thing that is asked about. */
export const howMany: Kind = {
  name: 'how-many',
  asked: [
    /^(?:to |at |by |of |for |above |below |from |with |up to |in |on |than |after |over |within )?how (?:many|much|large|big|small|high|low|heavy|deep|wide|tall|stale|far|great|strong|expensive|cheap|hot|cold|warm)\b/,
    new RegExp(
      `^(?:above |below |at |by |up to |to |in )?(?:what|which)(?:'s| is| are| was| were)?(?: the| our)? (?:[\\w-]+ ){0,4}?${ATTRIBUTE}\\b`,
    ),
    /^(?:above|below|over|up to) (?:what|which)\b/,
    /^(?:at|from|under) (?:what|which) (?:\w+ ){0,2}(?:level|amount|threshold|temperature|size|rate|percentage|speed|pressure|load)\b/,
    new RegExp(`^(?:the )?(?:[\\w-]+ ){0,3}${ATTRIBUTE} (?:of|for|on|in|per)\\b`),
    /^(?:what|which) (?:http )?(?:status )?(?:code|port|tier|version|percent|percentage)\b/,
  ],
  asking: new Set(
    'many much hot cold warm large big small high low heavy deep wide tall far great number count amount maximum minimum max min limit total size long length percentage average target value figure quantity version versions percentage'.split(
      ' ',
    ),
  ),
  fits(text, question) {
    const { words, counted, dimension } = question;
    if (dimension === 'money' && hasNew(text, PRICED, words)) return 1;
    if (dimension !== null) return hasNew(text, dimensions[dimension], words) ? 1 : 0;
    if (!hasNew(text, AMOUNT, words)) return 0;
    if (counted === 0)
      return hasNew(text, SIZE, words) || hasNew(text, MONEY, words) || hasNew(text, PERCENT, words)
        ? 0.9
        : 0.8;
    return countsAsked(text, question) ? 1 : 0;
  },
};
