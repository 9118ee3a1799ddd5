import type { Group, MeasureFigures } from '../../store/incident-figures.ts';
import { isUnlimited } from '../plan/plan.ts';
import type { Facts } from '../run/facts.ts';
import { aggregateName, figureOf, measureName } from './phrase-figures.ts';
import { answered, type Reply, refused } from './reply.ts';
import { sayIncidents, sayList, sayMinutes, sayMoment, sayNumber } from './say.ts';
import { saySubject } from './say-subject.ts';

type FactsOf<Kind extends Facts['kind']> = Extract<Facts, { kind: Kind }>;

export function phraseRate(facts: FactsOf<'rate'>): Reply {
  const { plan, count, units, coverage } = facts;
  if (count === 0 || units <= 0)
    return refused(`The history has no dated incidents${saySubject(plan.subject)} to average.`);
  const from = coverage.first && sayMoment(coverage.first);
  const to = coverage.last && sayMoment(coverage.last);
  return answered(
    `${sayNumber(count / units)} incidents a ${plan.unit} on average${saySubject(plan.subject)}: ${sayIncidents(count)} in ${sayNumber(units)} ${plan.unit}s (first ${from}, last ${to}).`,
    [],
  );
}

export function phraseShare(facts: FactsOf<'share'>): Reply {
  const { plan, part, whole } = facts;
  if (whole === 0) return refused(`The history has no incidents${saySubject(plan.of)}.`);
  if (isUnlimited({ ...plan.subject, window: null }))
    return refused(
      'A share needs a part to be compared with the whole: name a service, a label or another condition.',
    );
  if (part === 0 && plan.subject.mentions.length > 0)
    return refused(`No incident here${saySubject(plan.subject)}.`);
  return answered(
    `${sayNumber((100 * part) / whole)}%: ${sayIncidents(part)}${saySubject(plan.subject)} out of ${whole.toLocaleString('en-US')}${saySubject(plan.of)}.`,
    facts.shown,
  );
}

export function phraseCompare(facts: FactsOf<'compare'>): Reply {
  const { plan, sides } = facts;
  const value = (figures: MeasureFigures): number | null =>
    plan.figure ? figureOf(figures, plan.figure.aggregate) : figures.total;
  const say = (figures: MeasureFigures): string => {
    if (!plan.figure) return sayIncidents(figures.total);
    const figure = value(figures);
    return figure === null
      ? 'nothing recorded'
      : `${sayMinutes(figure)} (${figures.known} of ${sayIncidents(figures.total)})`;
  };
  if (sides.every((side) => side.figures.total === 0))
    return refused(
      `The history has no incidents for ${sayList(
        sides.map((side) => side.text),
        'or',
      )}.`,
    );
  const lines = sides.map((side) => `- ${side.text}: ${say(side.figures)}`);
  const [first, second] = [...sides].sort((a, b) => (value(b.figures) ?? -1) - (value(a.figures) ?? -1));
  const head =
    first && second && value(first.figures) === value(second.figures)
      ? `The same for both: ${say(first.figures)}.`
      : `${plan.figure ? `The longer ${aggregateName[plan.figure.aggregate]} ${measureName[plan.figure.measure]}` : 'More incidents'}: ${first?.text ?? ''}, with ${first ? say(first.figures) : ''} against ${second ? say(second.figures) : ''}.`;
  const sum = sides.reduce((total, side) => total + side.figures.total, 0);
  const together = plan.figure || !plan.disjoint ? '' : `\nTogether: ${sayIncidents(sum)}.`;
  return answered(`${head}\n${lines.join('\n')}${together}`, facts.shown);
}

/** Sum of incidents, or the mean of the figure weighted by the incidents that have one. */
function levelOf(part: readonly Group[], measured: boolean): number {
  const counts = part.reduce((total, group) => total + group.count, 0);
  if (!measured) return counts;
  const known = part.reduce((total, group) => total + group.known, 0);
  return part.reduce((total, group) => total + (group.figure ?? 0) * group.known, 0) / Math.max(1, known);
}

export function phraseTrend(facts: FactsOf<'trend'>): Reply {
  const { plan, groups, coverage } = facts;
  const { figure, unit } = plan;
  const told = figure ? groups.filter((group) => group.figure !== null) : groups;
  const where = saySubject(plan.subject);
  if (told.length < 2) {
    return refused(`There is too little history${where} for a trend: ${sayIncidents(coverage.total)}.`);
  }
  const middle = Math.floor(told.length / 2);
  const [earlier, later] = [told.slice(0, middle), told.slice(-middle)];
  const [before, after] = [levelOf(earlier, figure !== null), levelOf(later, figure !== null)];
  const verdict = after === before ? 'is level' : after > before ? 'is rising' : 'is falling';
  const say = (level: number): string =>
    figure ? sayMinutes(Math.round(level * 10) / 10) : sayIncidents(level);
  const what = figure ? `mean ${measureName[figure.measure]}` : 'number of incidents';
  const spell = (part: readonly Group[]): string =>
    `in the ${part.length} ${part === later ? 'latest' : 'earliest'} ${unit}s that had any (${part[0]?.key} to ${part.at(-1)?.key})`;
  const lines = told
    .slice(-24)
    .map((group) => `- ${group.key}: ${figure ? say(group.figure ?? 0) : group.count}`);
  return answered(
    `The ${what}${where} ${verdict}: ${say(after)} ${spell(later)} against ${say(before)} ${spell(earlier)}.\n${lines.join('\n')}`,
    [],
  );
}
