import { sayCertainty } from '../plan/meant-pattern.ts';
import type { Facts } from '../run/facts.ts';
import { answeredFrom, patternSource, type Reply, refused, runbookSource, sourceOf } from './reply.ts';
import { sayIncidents, sayList, sayMoment } from './say.ts';
import { sayRunbook } from './say-runbook.ts';
import { saySubject } from './say-subject.ts';

type FactsOf<Kind extends Facts['kind']> = Extract<Facts, { kind: Kind }>;

const sayCount = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** Of so many runbooks the steps are told; of more the names. */
const MOST_TOLD_WHOLE = 2;

export function phrasePatterns(facts: FactsOf<'patterns'>): Reply {
  const { plan, ranked, total, standing, coverage } = facts;
  const { first, last } = coverage;
  const where = saySubject(plan.subject);
  const kind = `${plan.status ? `${plan.status} ` : ''}pattern`;
  const named = plan.among ? ` ${plan.among.text}` : '';
  const span =
    plan.subject.window || !first || !last ? '' : ` (from ${sayMoment(first)} to ${sayMoment(last)})`;
  if (ranked.length === 0) {
    const known =
      standing > 0
        ? ` ${sayCount(standing, 'pattern')} of recurring incidents ${standing === 1 ? 'is' : 'are'} known at all.`
        : ' No pattern of recurring incidents has been found yet.';
    return refused(`No ${kind}${named} has incidents${where}${span}.${known}`);
  }
  const lines = ranked.map(({ pattern, count }) => {
    const all = count === pattern.occurrences ? '' : ` of ${pattern.occurrences} in all`;
    const seen = pattern.lastSeenAt ? `, last on ${pattern.lastSeenAt.toISOString().slice(0, 10)}` : '';
    return `- “${pattern.title}” (${sayCertainty(pattern)}): ${sayIncidents(count)}${all}${seen}`;
  });
  const more = total > ranked.length ? [`- … and ${total - ranked.length} more`] : [];
  const head = `${sayCount(total, kind)}${named} with incidents${where}${span}, by how many:`;
  return answeredFrom(
    [head, ...lines, ...more].join('\n'),
    ranked.map(({ pattern }) => patternSource(pattern)),
  );
}

export function phraseRunbooks(facts: FactsOf<'runbooks'>): Reply {
  const { plan, runbooks, total, known, incidents } = facts;
  const asked = [
    ...(plan.written.length > 0 ? [`“${plan.written.join(' ')}”`] : []),
    ...(plan.subject.pattern ? [`the pattern “${plan.subject.pattern.title}”`] : []),
  ].join(' or ');
  const subject = asked === '' ? '' : ` for ${asked}`;
  if (runbooks.length === 0)
    return refused(
      `There is no runbook${subject}. ${known === 0 ? 'No runbook is known at all.' : `${sayCount(known, 'runbook')} ${known === 1 ? 'is' : 'are'} known, about other things.`}`,
    );
  if (total <= MOST_TOLD_WHOLE) {
    const told = runbooks.map((runbook) => sayRunbook(runbook, incidents));
    const head = asked === '' ? '' : `Yes, ${sayCount(total, 'runbook')}${subject}:\n`;
    return answeredFrom(
      `${head}${told.map(([text]) => text).join('\n')}`,
      told.flatMap(([, sources]) => sources),
    );
  }
  const lines = runbooks.map(
    ({ title, isDrafted, stepCount }) =>
      `- “${title}” (${isDrafted ? 'drafted' : 'imported'}, ${sayCount(stepCount, 'step')})`,
  );
  const more = total > runbooks.length ? [`- … and ${total - runbooks.length} more`] : [];
  return answeredFrom(
    [`There are ${total} runbooks${subject}:`, ...lines, ...more].join('\n'),
    runbooks.map(runbookSource),
  );
}

export function phraseInsights(facts: FactsOf<'insights'>): Reply {
  const { plan, insights, known, incidents, patterns } = facts;
  const where = saySubject(plan.subject);
  const kind = [plan.severity, plan.category].filter((each) => each !== null).join(' ');
  const about = plan.words.length > 0 ? ` about “${plan.words.join(' ')}”` : '';
  const subject = `${kind === '' ? '' : `${kind} `}insight`;
  if (insights.length === 0)
    return refused(
      `No ${subject}${about}${where === '' ? '' : ` with incidents${where}`} is known.${known > 0 ? ` ${sayCount(known, 'insight')} of other kinds hold now.` : ''}`,
    );
  const byId = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const lines = insights.map((insight) => {
    const own = where === '' ? '' : ` ${sayIncidents(insight.selected)} of it${where}.`;
    const pattern = insight.patternId === null ? undefined : byId.get(insight.patternId);
    const named = pattern ? ` It is the pattern “${pattern.title}” (${sayCertainty(pattern)}).` : '';
    return `- ${insight.title} (${insight.severity}, ${insight.category}): ${insight.summary}${own}${named}`;
  });
  const dates = insights.map(({ generatedAt }) => generatedAt.toISOString().slice(0, 10)).sort();
  const worked =
    dates[0] === dates.at(-1) ? `on ${dates[0]}` : `between ${sayList([dates[0] ?? '', dates.at(-1) ?? ''])}`;
  const head = `${sayCount(insights.length, subject)}${about}${where === '' ? '' : `, with incidents${where}`}, worked out ${worked}:`;
  return answeredFrom([head, ...lines].join('\n'), [
    ...patterns.map(patternSource),
    ...incidents.map(sourceOf),
  ]);
}
