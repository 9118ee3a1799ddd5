import type { Group, MeasureFigures } from '../../store/incident-figures.ts';
import type { IncidentRow } from '../../store/incident-queries.ts';
import type { Aggregate, Measure } from '../../store/incident-selection.ts';
import type { Facts, None, TextCount } from '../run/facts.ts';
import { isOutside } from '../run/is-outside.ts';
import { sayLabels } from '../vocabulary/say-label.ts';
import { weekdayNames } from '../vocabulary/weekday-names.ts';
import { answered, MOST_NAMED, nameIncidents, type Reply, refused } from './reply.ts';
import { capitalise, sayIncidents, sayList, sayMinutes, sayMoment, sayNumber } from './say.ts';
import { saySubject } from './say-subject.ts';

type FactsOf<Kind extends Facts['kind']> = Extract<Facts, { kind: Kind }>;

export const measureName: Record<Measure, string> = {
  duration: 'duration',
  detection: 'time to detection',
  recovery: 'time to recovery',
};

export const aggregateName: Record<Aggregate, string> = {
  mean: 'mean',
  median: 'median',
  sum: 'total',
  max: 'longest',
  min: 'shortest',
};

export const figureOf = (figures: MeasureFigures, aggregate: Aggregate): number | null => figures[aggregate];

/** "3 more have no recorded start and could not be placed in time." where a window leaves undated incidents out. */
function undatedNote({ undated }: { undated: number }): string {
  if (undated === 0) return '';
  return ` (${sayIncidents(undated)} without a recorded start could not be placed in time.)`;
}

/** A zero is a figure where the history covers what was asked; for a name or a time that it does not have, it is none. */
function noneFound(facts: FactsOf<'count'> | FactsOf<'list'>, none: None): Reply {
  const { subject } = facts.plan;
  const where = saySubject(subject);
  const { first, last, total } = none.coverage;
  const phrases = subject.mentions
    .flatMap(({ condition }) => condition.phrases)
    .map((phrase) => `“${phrase}”`);
  if (phrases.length > 0) {
    return refused(
      `No service, label, title or text here has ${sayList(phrases, 'or')}${saySubject({ ...subject, mentions: [] })}; the history does not answer this. Names are matched as written: try another word, or ask which labels there are.`,
    );
  }
  const covered =
    first && last && subject.window
      ? ` Those of that kind (${total.toLocaleString('en-US')}) run from ${sayMoment(first)} to ${sayMoment(last)}.`
      : '';
  const known = total > 0 || (!subject.window && subject.labels.length === 0);
  return isOutside(none.coverage, subject.window?.condition ?? null) || !known
    ? refused(`The history has no incidents${where}.${covered}`)
    : answered(`0 incidents${where}: the history records none.${covered}${undatedNote(facts)}`, []);
}

export function phraseCount(facts: FactsOf<'count'>): Reply {
  const { count, shown, plan, none } = facts;
  if (none && none.apart.length > 0) {
    const parts = none.apart.map((part) => `${sayIncidents(part.count)} with ${part.text}`);
    const total = none.apart.reduce((sum, part) => sum + part.count, 0);
    return answered(
      `0 incidents hold all of these together; apart, there are ${sayList(parts)} (${total} in all).`,
      [],
    );
  }
  if (none?.inText) return countedInText(facts, none.inText);
  if (none) return noneFound(facts, none);
  const dates = plan.often ? span(shown, count) : '';
  const text = `${sayIncidents(count)}${saySubject(plan.subject)}.${undatedNote(facts)}${dates}`;
  return answered(`${text}\n${nameIncidents(shown, count)}`, shown);
}

/**
 * No title has the phrase, but texts do. For a proper name that is the answer; for a plain word it is not, because a
 * text that has the word need not be about it.
 */
function countedInText({ plan }: FactsOf<'count'>, inText: TextCount): Reply {
  const isName = plan.subject.mentions.every(({ condition }) =>
    condition.phrases.every((phrase) => /[\p{Lu}\d]/u.test(phrase)),
  );
  const asksCause = plan.subject.mentions.some(({ condition }) => condition.within === 'cause');
  const text = `${sayIncidents(inText.count)}${saySubject(inText.subject)}; no service, label or ${asksCause ? 'recorded cause' : 'title'} has it.\n${nameIncidents(inText.shown, inText.count)}`;
  return { ...answered(text, inText.shown), abstained: !isName && !asksCause };
}

function span(shown: FactsOf<'count'>['shown'], count: number): string {
  const newest = shown[0]?.startedAt;
  const oldest = count === shown.length ? shown.findLast((row) => row.startedAt)?.startedAt : null;
  return newest && oldest && count > 1
    ? ` The first was on ${sayMoment(oldest)}, the latest on ${sayMoment(newest)}.`
    : '';
}

export function phraseList(facts: FactsOf<'list'>): Reply {
  const { count, shown, plan, none } = facts;
  if (none) return noneFound(facts, none);
  const yes = plan.exists ? 'Yes: ' : '';
  const where = saySubject(plan.subject);
  const limited = plan.limit !== null && plan.limit < count ? ` The latest ${plan.limit}:` : '';
  return answered(
    `${yes}${sayIncidents(count)}${where}.${undatedNote(facts)}${limited}\n${nameIncidents(shown, plan.limit === null ? count : shown.length, plan.limit ?? 20)}`,
    shown,
  );
}

export function phraseDistinct(facts: FactsOf<'distinct'>): Reply {
  const { groups, plan } = facts;
  if (groups.length === 0)
    return refused(`No incident${saySubject(plan.subject)} has a ${sayLabels(plan.label)} recorded.`);
  const named = groups.slice(0, 20).map((group) => group.key);
  const more = groups.length > named.length ? `, and ${groups.length - named.length} more` : '';
  return answered(
    `${groups.length.toLocaleString('en-US')} different values of ${sayLabels(plan.label)}${saySubject(plan.subject)}: ${named.join(', ')}${more}.`,
    [],
  );
}

function groupName(key: string, by: FactsOf<'group'>['plan']['by']): string {
  if ('label' in by) return key;
  if (by.time === 'weekday') return weekdayNames[Number(key) - 1] ?? key;
  if (by.time === 'calendar month') {
    return new Date(Date.UTC(2000, Number(key) - 1)).toLocaleString('en-GB', {
      month: 'long',
      timeZone: 'UTC',
    });
  }
  if (by.time === 'hour') return `${key}:00–${key}:59 UTC`;
  if (by.time === 'month') {
    const month = new Date(`${key}-01T00:00:00Z`).toLocaleString('en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return `${month} (${key})`;
  }
  return key;
}

function groupValue(group: Group, plan: FactsOf<'group'>['plan']): string {
  if (!plan.figure) return sayIncidents(group.count);
  if (group.figure === null) return 'not recorded';
  return `${sayMinutes(group.figure)} (${group.known} of ${sayIncidents(group.count)})`;
}

export function phraseGroup(facts: FactsOf<'group'>): Reply {
  const { plan, groups } = facts;
  const what = 'label' in plan.by ? sayLabels(plan.by.label) : plan.by.time;
  const where = saySubject(plan.subject);
  const having = plan.having ? ` with ${plan.having.comparison} ${sayIncidents(plan.having.count)}` : '';
  if (groups.length === 0) {
    if (having && facts.total > 0) return answered(`No ${what} has ${having.slice(6)}${where}.`, []);
    const lacks =
      facts.total === 0
        ? `The history has no incidents${where}`
        : `No incident${where} has a ${what} recorded`;
    return refused(`${lacks}, so they cannot be compared by ${what}.`);
  }
  const shown = groups.slice(0, MOST_GROUPS_SHOWN);
  const lines = shown.map((group) => `- ${groupName(group.key, plan.by)}: ${groupValue(group, plan)}`);
  const all = groups[0]?.groups ?? groups.length;
  if (all > shown.length) lines.push(`- … and ${(all - shown.length).toLocaleString('en-US')} more`);
  const by = plan.figure
    ? `${aggregateName[plan.figure.aggregate]} ${measureName[plan.figure.measure]} by ${what}`
    : `Incidents by ${what}`;
  const count = having ? `${all} of them, ` : '';
  const head =
    plan.rank === 'all' ? `${count}${count ? by : capitalise(by)}${having}${where}:` : headline(facts, what);
  const without =
    facts.without > 0
      ? `\n(${sayIncidents(facts.without)}${where} without a recorded ${what} left out.)`
      : '';
  return answered(`${head}\n${lines.join('\n')}${without}`, facts.shown);
}

const MOST_GROUPS_SHOWN = 50;

/** The winner first, with those that share the place. */
function headline(facts: FactsOf<'group'>, what: string): string {
  const { plan, groups } = facts;
  const first = groups[0];
  if (!first) return '';
  const figureIn = (group: Group): number | null => (plan.figure ? group.figure : group.count);
  const tied = groups.filter((group) => figureIn(group) === figureIn(first));
  const names = sayList(tied.map((group) => groupName(group.key, plan.by)));
  const most = plan.rank === 'most';
  const superlative = plan.figure
    ? `the ${/^(max|min)$/.test(plan.figure.aggregate) ? '' : most ? 'highest ' : 'lowest '}${aggregateName[plan.figure.aggregate]} ${measureName[plan.figure.measure]}`
    : `the ${most ? 'most' : 'fewest'} incidents`;
  const tie = tied.length > 1 ? ' share ' : ' has ';
  return `By ${what}, ${names}${tie}${superlative}: ${groupValue(first, plan)}${saySubject(plan.subject)}.`;
}

export function phraseMeasure(facts: FactsOf<'measure'>): Reply {
  const { plan, figures, shown } = facts;
  const name = measureName[plan.measure];
  const where = saySubject(plan.subject);
  const figure = figureOf(figures, plan.aggregate);
  if (figure === null) {
    return refused(
      figures.total === 0
        ? `The history has no incidents${where}.`
        : `None of the ${sayIncidents(figures.total)}${where} has a ${name} recorded.`,
    );
  }
  const basis = `over the ${figures.known} of ${sayIncidents(figures.total)}${where} that have one recorded`;
  const range =
    figures.known > 1 && figures.min !== null && figures.max !== null
      ? ` They range from ${sayMinutes(figures.min)} to ${sayMinutes(figures.max)}.`
      : '';
  const longest = shown
    .slice(0, 5)
    .map((row) => `- ${row.title}: ${sayMinutes(minutesOf(row, plan.measure))}`);
  const text = `The ${aggregateName[plan.aggregate]} ${name} is ${sayMinutes(figure)}, ${basis}.${range}`;
  return answered(figures.known <= MOST_NAMED ? `${text}\n${longest.join('\n')}` : text, shown);
}

/** The incident's own value of the measure, in minutes. */
export function minutesOf(incident: IncidentRow, measure: Measure): number {
  const { detectMinutes, recoverMinutes, durationMinutes } = incident;
  if (measure === 'detection') return detectMinutes ?? 0;
  return (
    (measure === 'recovery' ? recoverMinutes : durationMinutes) ?? durationMinutes ?? recoverMinutes ?? 0
  );
}

export function phraseLabelFigure(facts: FactsOf<'label figure'>): Reply {
  const { plan, figures } = facts;
  const figure = figureOf(figures, plan.aggregate);
  const name = sayLabels(plan.label);
  if (figure === null)
    return refused(
      `${capitalise(name)} is recorded in words or not at all${saySubject(plan.subject)}, so there is no ${aggregateName[plan.aggregate]} of it.`,
    );
  const adjective = { mean: 'mean', median: 'median', sum: 'total', max: 'largest', min: 'smallest' }[
    plan.aggregate
  ];
  return answered(
    `The ${adjective} ${name} is ${sayNumber(figure)}, over the ${figures.known} of ${sayIncidents(figures.total)}${saySubject(plan.subject)} that have a number recorded.`,
    facts.shown,
  );
}

export function phraseValues(facts: FactsOf<'values'>): Reply {
  const { plan, groups } = facts;
  if (groups.length === 0) return refused(`No incident has a ${sayLabels(plan.label)} recorded.`);
  const lines = groups.slice(0, 50).map((group) => `- ${group.key}: ${sayIncidents(group.count)}`);
  return answered(
    `The records have ${groups.length} different values of ${sayLabels(plan.label)}:\n${lines.join('\n')}`,
    [],
  );
}
