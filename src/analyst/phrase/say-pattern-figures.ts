import { sayCertainty } from '../plan/meant-pattern.ts';
import type { PatternFacts, WindowPair } from '../run/facts.ts';
import { conditionsOf, type PatternPart, part } from './pattern-part.ts';
import { capitalise, sayIncidents, sayMoment, sayNumber } from './say.ts';

const DAY_MS = 86_400_000;
/** Of fewer incidents a mean distance says nothing. */
const FEWEST_APART = 3;

const sayTimes = (count: number): string => (count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`);

/** A stretch of time that lies behind the end of the history has no figure. */
const sayRecent = ({ periods }: PatternFacts): string => {
  const [recent] = periods;
  if (!recent) return '';
  return recent.lacks === 'end'
    ? `; nothing is known of incidents ${recent.now.window.text}: the history ends before`
    : `; ${recent.now.count} of them ${recent.now.window.text}`;
};

/** "6 incidents from … to …; 2 of them in the past 90 days (…)", or so many "times". */
function sayFigures(facts: PatternFacts, say: (count: number) => string): string {
  const { coverage, count, undated, plan } = facts;
  const { total, first, last } = coverage;
  const span = first && last ? ` from ${sayMoment(first)} to ${sayMoment(last)}` : '';
  const asked = conditionsOf(facts);
  if (asked !== '') {
    const left =
      undated > 0 ? ` (${sayIncidents(undated)} without a recorded start could not be placed in time)` : '';
    return `${say(count)}${asked}${left}, of ${sayIncidents(total)}${span} in all`;
  }
  const others = plan.incidentId === null ? '' : `, ${sayIncidents(total - 1)} besides this one`;
  return `${say(total)}${span}${others}${sayRecent(facts)}`;
}

/** Which pattern it is, how sure that is, and its figures. */
export function sayLead(facts: PatternFacts): string {
  const { plan, pattern, count } = facts;
  const name = `the pattern “${pattern.title}” (${sayCertainty(pattern)})`;
  if (plan.tells.includes('how often')) return `${capitalise(name)} came up ${sayFigures(facts, sayTimes)}.`;
  const figures = sayFigures(facts, sayIncidents);
  const asksWhether = plan.tells.some((tell) => tell === 'seen' || tell === 'membership');
  if (plan.meantBy === 'description') return `It looks like ${name}: ${figures}.`;
  if (!asksWhether || count === 0) return `${capitalise(name)} has ${figures}.`;
  return plan.meantBy === 'incident'
    ? `Yes, it is one of the incidents of ${name}: ${figures}.`
    : `Yes, there is ${name}: ${figures}.`;
}

/** How far apart the dated members lie; none where too few have a day. */
export function sayInterval(facts: PatternFacts): PatternPart[] {
  const { first, last, total, undated } = facts.coverage;
  const dated = total - undated;
  const isExact = [first, last].every((moment) => moment && /minute|day/.test(moment.precision));
  if (!first || !last || !isExact || dated < FEWEST_APART || conditionsOf(facts) !== '') return [];
  const days = (last.at.getTime() - first.at.getTime()) / DAY_MS / (dated - 1);
  return [
    part(
      `From the first to the last of the ${dated} with a date that is one every ${sayNumber(days)} days on average.`,
    ),
  ];
}

const LACKING = {
  beginning: 'the history does not reach back over all of the earlier time, so these do not compare',
  end: 'the history ends before the later time, so these do not compare',
} as const;

function sayPeriod({ now, before, lacks }: WindowPair): string {
  const counts = `- ${now.count} ${now.window.text}, ${before.count} ${before.window.text}`;
  if (lacks) return `${counts}; ${LACKING[lacks]}.`;
  const verdict =
    now.count > before.count ? 'more often' : now.count < before.count ? 'less often' : 'as often';
  return `${counts}: ${verdict}.`;
}

/** Whether it comes more often, as counts of stretches of time that are equally long. */
export const sayTrend = ({ periods }: PatternFacts): PatternPart =>
  part(['How often it came up:', ...periods.map(sayPeriod)].join('\n'));
