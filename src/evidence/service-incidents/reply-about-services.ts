import { phraseFacts, phraseRefusal } from '../../analyst/phrase/phrase.ts';
import { answered, type Reply } from '../../analyst/phrase/reply.ts';
import { saySubject } from '../../analyst/phrase/say-subject.ts';
import { unexplainedWords } from '../../analyst/plan/check-plan.ts';
import { tooManyWindows } from '../../analyst/plan/comparing-rules.ts';
import { group } from '../../analyst/plan/figure-rules.ts';
import { isPlan } from '../../analyst/plan/outcome.ts';
import type { Plan, Refusal, Subject } from '../../analyst/plan/plan.ts';
import { planned } from '../../analyst/plan/rule.ts';
import type { Run } from '../../analyst/run/run.ts';
import { runPlan } from '../../analyst/run/run-plan.ts';
import type { LabelCondition } from '../../store/incident-selection.ts';
import type { AskedServices } from './asked-services.ts';
import { countByService } from './count-by-service.ts';
import { type Joined, type JoinedReply, readReply, unreadReply } from './joined.ts';
import { type LinkedService, valueGroups } from './linked-services.ts';
import { phraseServiceCounts } from './phrase-service-counts.ts';
import { withUnnamed } from './say-unnamed.ts';

type GroupPlan = Extract<Plan, { kind: 'group' }>;

/** Which of the services had incidents, how many, or none. */
export async function replyAboutServices(
  joined: Joined,
  asked: AskedServices,
  run: Run,
): Promise<JoinedReply> {
  const { vocabulary, linked } = joined;
  const plan = planOf(joined);
  if (!isPlan(plan)) return unreadReply(phraseRefusal(plan, vocabulary.names));
  if (plan.kind !== 'group') return unreadReply(phraseRefusal({ kind: 'not understood' }, vocabulary.names));
  if (!plan.figure) return readReply(await replyWithCounts(plan, joined, asked, run));
  return readReply(withUnnamed(phraseFacts(await runPlan(plan, run)), linked));
}

async function replyWithCounts(
  { subject, rank, having }: GroupPlan,
  { part, linked, labels }: Joined,
  asked: AskedServices,
  run: Run,
): Promise<Reply> {
  const others = withoutServices(subject, linked);
  const counts = await countByService({ subject, others, linked, labels }, run);
  if (counts.total === 0) {
    const none = phraseFacts(await runPlan({ kind: 'count', subject, often: false }, run));
    // Where the history does not reach, none is no figure.
    if (!asked.without || none.abstained) return withUnnamed(none, linked);
  }
  const text = phraseServiceCounts(counts, {
    ...{ asked, threshold: having, limit: part.signals.limit, where: saySubject(others) },
    rank: rank === 'all' ? null : rank,
  });
  return answered(text, counts.shown);
}

/** The subject without the condition that the services stand for. */
function withoutServices(subject: Subject, linked: readonly LinkedService[]): Subject {
  const keys = new Set(valueGroups(linked).map(({ valueKey }) => valueKey));
  const isServices = ({ valueKeys, negated }: LabelCondition): boolean =>
    !negated && valueKeys.length === keys.size && valueKeys.every((key) => keys.has(key));
  return { ...subject, labels: subject.labels.filter(({ condition }) => !isServices(condition)) };
}

/** The analyst's plan for groups, the groups being the services; every word of the question must go into it. */
function planOf({ part, linked, labels }: Joined): Plan | Refusal {
  const by = { label: labels, only: valueGroups(linked) };
  const signals = { ...part.signals, by, byWord: 'services', byNumber: false };
  const refused = tooManyWindows(signals);
  if (refused) return refused;
  const plain = planned(
    signals,
    (subject): GroupPlan => ({
      ...{ kind: 'group', subject, by, figure: null, rank: signals.rank ?? 'all' },
      ...{ limit: linked.length, having: signals.threshold },
    }),
  );
  const isRanked = signals.superlative !== null || signals.measure !== null;
  const plan = isRanked ? (group(signals) ?? plain) : plain;
  if (!isPlan(plan)) return plan;
  const left = unexplainedWords(plan, signals);
  return left.length > 0 ? { kind: 'unknown words', words: left } : plan;
}
