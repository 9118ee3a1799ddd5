import { phraseFacts, phraseRefusal } from '../../analyst/phrase/phrase.ts';
import { subjectOf } from '../../analyst/plan/follow-up.ts';
import { makePlan } from '../../analyst/plan/make-plan.ts';
import { checkedOutcome, isPlan } from '../../analyst/plan/outcome.ts';
import type { Plan, Subject } from '../../analyst/plan/plan.ts';
import type { Run } from '../../analyst/run/run.ts';
import { runPlan } from '../../analyst/run/run-plan.ts';
import { type Joined, type JoinedReply, readReply, unreadReply } from './joined.ts';
import { valueGroups } from './linked-services.ts';
import { withUnnamed } from './say-unnamed.ts';

/** What is asked of the incidents of the services, planned, checked and run as the analyst does with every question. */
export async function replyAboutIncidents(joined: Joined, run: Run): Promise<JoinedReply> {
  const { part, vocabulary, linked } = joined;
  const { planned } = checkedOutcome(makePlan(part.signals), part.signals);
  if (!isPlan(planned)) return unreadReply(phraseRefusal(planned, vocabulary.names));
  if (!isOfServices(planned, joined))
    return unreadReply(phraseRefusal({ kind: 'not understood' }, vocabulary.names));
  const reply = phraseFacts(await runPlan(amongServices(planned, joined), run));
  // Where no record tells what happened, which incidents there were still does.
  const listed = reply.abstained && listInstead(planned);
  return readReply(withUnnamed(listed ? phraseFacts(await runPlan(listed, run)) : reply, linked));
}

const listInstead = (plan: Plan): Plan | null =>
  plan.kind === 'lookup' && plan.target.by === 'selection' && plan.asks.every((ask) => ask === 'summary')
    ? { kind: 'list', subject: plan.target.subject, exists: false, limit: null }
    : null;

/** Whether every incident that the plan looks at is of these services; one that looks for words is not. */
function isOfServices(plan: Plan, { labels }: Joined): boolean {
  const isNarrowed = (subject: Subject | null): boolean =>
    subject?.labels.some(
      ({ condition }) => !condition.negated && condition.names.every((name) => labels.includes(name)),
    ) ?? false;
  if (plan.kind === 'compare') return plan.sides.every(({ subject }) => isNarrowed(subject));
  return isNarrowed(subjectOf(plan));
}

/** Incidents grouped by service: the groups are the services that are meant, whatever else their incidents name. */
function amongServices(plan: Plan, { labels, linked }: Joined): Plan {
  if (plan.kind !== 'group' || !('label' in plan.by)) return plan;
  const isByService = plan.by.label.every((name) => labels.includes(name));
  return isByService ? { ...plan, by: { label: plan.by.label, only: valueGroups(linked) } } : plan;
}
