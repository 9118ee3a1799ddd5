import type { PatternTell } from '../plan/plan.ts';
import type { PatternFacts } from '../run/facts.ts';
import type { PatternPart } from './pattern-part.ts';
import { answeredFrom, patternSource, type Reply, refused, sourceOf } from './reply.ts';
import { sayMoment } from './say.ts';
import { sayInterval, sayLead, sayTrend } from './say-pattern-figures.ts';
import {
  sayBeside,
  sayCauses,
  sayFixes,
  sayMembers,
  sayReasons,
  sayRunbooks,
} from './say-pattern-records.ts';
import { saySubject } from './say-subject.ts';

const TOLD: Readonly<Record<PatternTell, (facts: PatternFacts) => PatternPart[]>> = {
  seen: (facts) =>
    facts.plan.tells.some((tell) => tell === 'fix' || tell === 'advice')
      ? []
      : [...sayFixes(facts), ...sayRunbooks(facts)],
  cause: (facts) => [sayCauses(facts, 'cause')],
  trigger: (facts) => [sayCauses(facts, 'trigger')],
  fix: (facts) => (facts.plan.tells.includes('advice') ? [] : [...sayFixes(facts), ...sayRunbooks(facts)]),
  advice: (facts) => [...sayRunbooks(facts), ...sayFixes(facts)],
  trend: (facts) => [sayTrend(facts)],
  'how often': sayInterval,
  membership: sayReasons,
  members: (facts) => [sayMembers(facts)],
};

/** What is known of a pattern: how sure it is, its figures with their windows, and the parts that were asked. */
export function phrasePattern(facts: PatternFacts): Reply {
  const { plan, whole } = facts;
  if (facts.isOutside) {
    const span =
      whole.first && whole.last ? ` It runs from ${sayMoment(whole.first)} to ${sayMoment(whole.last)}.` : '';
    return refused(`The history has no incidents${saySubject(plan.subject)}.${span}`);
  }
  const parts = plan.tells.flatMap((tell) => TOLD[tell](facts));
  const beside = sayBeside(facts);
  const told = plan.meantBy === 'description' ? [...beside, ...parts] : [...parts, ...beside];
  const sources = [
    patternSource(facts.pattern),
    ...told.flatMap((each) => each.sources),
    // The figures rest on all of them.
    ...facts.members.map(sourceOf),
  ];
  const unstated = parts.length > 0 && parts.every(({ stated }) => !stated) && !plan.tells.includes('seen');
  const text = [sayLead(facts), ...told.map((each) => each.text)].join('\n');
  return { ...answeredFrom(text, sources), abstained: unstated };
}
