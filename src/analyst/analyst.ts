import type { Db } from '../db/db.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from '../models/answerer.ts';
import { phraseFacts, phraseRefusal } from './phrase/phrase.ts';
import type { Reply } from './phrase/reply.ts';
import { followUp, subjectOf } from './plan/follow-up.ts';
import { makePlan } from './plan/make-plan.ts';
import { chosenQuestion, type Memory, type Pending, reviveMemory } from './plan/memory.ts';
import { checkedOutcome, isPlan, type Outcome } from './plan/outcome.ts';
import type { Plan, Refusal } from './plan/plan.ts';
import { readSignals, type Signals } from './plan/signals.ts';
import { linkTitles } from './read/link-titles.ts';
import { readQuestion } from './read/read-question.ts';
import { type Ambiguity, type Relinked, relink } from './read/relink.ts';
import { readWords } from './read/words.ts';
import type { Facts } from './run/facts.ts';
import type { Run } from './run/run.ts';
import { runPlan } from './run/run-plan.ts';
import { Vocabularies, type Vocabulary } from './vocabulary/tenant-vocabulary.ts';

/** A reply with what the next question of the session may refer to. */
interface Answer {
  readonly reply: Reply;
  readonly state: Memory | Pending | null;
}

/** What is asked of incidents named before leaves the set and the list of the session as they were. */
function remember(plan: Plan, reply: Reply, facts: Facts, before: Memory | null): Memory | null {
  if (plan.kind === 'say' || plan.kind === 'overview') return before;
  const named = reply.sources.map((source) => source.id);
  if (before?.base && subjectOf(plan)?.ids)
    return { ...before, named: named.length > 0 ? named : before.named };
  const total = 'count' in facts ? facts.count : 'total' in facts ? facts.total : named.length;
  return { base: plan, named, listed: named, total };
}

/** Runs a plan and puts what it found into sentences. */
async function answerPlan(plan: Plan, run: Run, before: Memory | null): Promise<Answer & { facts: Facts }> {
  const facts = await runPlan(plan, run);
  const reply = phraseFacts(facts);
  return { reply, state: remember(plan, reply, facts, before), facts };
}

/** A refusal leaves the session as it was: the next question may still refer to what came before. */
async function answerOutcome(
  { planned, fallback }: Outcome,
  vocabulary: Vocabulary,
  run: Run,
  before: Memory | null,
): Promise<Answer> {
  const first = isPlan(planned)
    ? await answerPlan(planned, run, before)
    : { reply: phraseRefusal(planned, vocabulary.names), state: before };
  if (!fallback || !first.reply.abstained) return first;
  const { facts, ...second } = await answerPlan(fallback, run, before);
  if (facts.kind === 'passage') return second;
  const namesUnknown = facts.kind === 'nothing' && facts.unknownWords.length > 0;
  return namesUnknown && planned.kind === 'unknown words' ? { ...second, state: before } : first;
}

/** What the session is about: each turn hands it on, unless it asked back. */
const memoryOf = ({ history }: AnswerRequest): Memory | null =>
  history.reduceRight<Memory | null>((found, turn) => found ?? reviveMemory(turn.state), null);

/** The plan that the session and the question make together, with the signals that it is checked against. */
function planOf(
  signals: Signals,
  memory: Memory | null,
  boundTo: AnswerRequest['incidentId'],
): { planned: Plan | Refusal; signals: Signals } {
  const follow = followUp(signals, memory, boundTo);
  if (!follow) return { planned: makePlan(signals), signals };
  if ('refused' in follow) return { planned: { kind: 'no reference' }, signals };
  if ('plan' in follow) return { planned: follow.plan, signals };
  return { planned: makePlan(follow.signals), signals: follow.signals };
}

/** Plans that look words up as they stand: an ambiguous name need not be chosen before. */
const LOOKS_UP: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>([
  'lookup',
  'similar',
  'passage',
  'say',
  'overview',
]);

const askBack = (question: string, ambiguity: Ambiguity): Answer => ({
  reply: phraseRefusal({ kind: 'ambiguous', ...ambiguity }, []),
  state: { question, ...ambiguity },
});

const withNotes = (answer: Answer, { notes }: Relinked): Answer =>
  notes.length === 0
    ? answer
    : { ...answer, reply: { ...answer.reply, text: `${answer.reply.text}\n(${notes.join('; ')})` } };

/** read → link names → plan → check → run → phrase. */
async function answer(request: AnswerRequest, db: Db, vocabularies: Vocabularies): Promise<Answer> {
  const { tenantId } = request.context;
  const question = chosenQuestion(request.history.at(-1)?.state, request.question) ?? request.question;
  const vocabulary = await vocabularies.forQuestion(tenantId, request.knowledgeVersion, readWords(question));
  const reading = await linkTitles(readQuestion(question, vocabulary, request.now), db, tenantId);
  const linked = await relink(reading, vocabulary, db, tenantId);
  const memory = memoryOf(request);
  const { planned, signals } = planOf(readSignals(linked.reading), memory, request.incidentId);
  const ambiguity = linked.ambiguities[0];
  if (ambiguity && !(isPlan(planned) && LOOKS_UP.has(planned.kind))) return askBack(question, ambiguity);
  const outcome = checkedOutcome(planned, signals);
  const answered = await answerOutcome(outcome, vocabulary, { db, tenantId }, memory);
  return withNotes(answered, linked);
}

/** The built-in answerer: deterministic, no model, no network; every figure is SQL over the tenant's incidents. */
export function createAnalyst({ db }: { readonly db: Db }): Answerer {
  const vocabularies = new Vocabularies(db);
  return {
    name: 'builtin',
    async *answer(request): AsyncGenerator<AnswerEvent> {
      const { reply, state } = await answer(request, db, vocabularies);
      yield { type: 'text', text: reply.text };
      yield {
        type: 'finish',
        sources: reply.sources,
        abstained: reply.abstained,
        inputRequired: reply.inputRequired,
        state,
      };
    },
  };
}
