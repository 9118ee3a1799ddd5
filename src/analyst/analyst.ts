import type { Db } from '../db/db.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from '../models/answerer.ts';
import { phraseFacts, phraseRefusal } from './phrase/phrase.ts';
import type { Reply } from './phrase/reply.ts';
import { followUp } from './plan/follow-up.ts';
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

function remember(plan: Plan, reply: Reply, facts: Facts): Memory | null {
  if (plan.kind === 'say' || plan.kind === 'overview') return null;
  const total = 'count' in facts ? facts.count : 'total' in facts ? facts.total : reply.sources.length;
  return { plan, named: reply.sources.map((source) => source.id), total };
}

/** Runs a plan and puts what it found into sentences. */
async function answerPlan(plan: Plan, run: Run): Promise<Answer & { facts: Facts }> {
  const facts = await runPlan(plan, run);
  const reply = phraseFacts(facts);
  return { reply, state: remember(plan, reply, facts), facts };
}

async function answerOutcome(outcome: Outcome, vocabulary: Vocabulary, run: Run): Promise<Answer> {
  if ('plan' in outcome) return answerPlan(outcome.plan, run);
  const refused = { reply: phraseRefusal(outcome.refusal, vocabulary.names), state: null };
  if (!outcome.fallback) return refused;
  const { facts, ...answer } = await answerPlan(outcome.fallback, run);
  if (facts.kind === 'passage') return answer;
  const namesUnknown = facts.kind === 'nothing' && facts.unknownWords.length > 0;
  return namesUnknown && outcome.refusal.kind === 'unknown words'
    ? { reply: answer.reply, state: null }
    : refused;
}

/** The latest turn that left something to refer to. */
const lastMemory = ({ history }: AnswerRequest): Memory | null =>
  reviveMemory(history.at(-1)?.state ?? null) ?? reviveMemory(history.at(-2)?.state ?? null);

/** The plan that the session and the question make together, with the signals that it is checked against. */
function planOf(signals: Signals, request: AnswerRequest): { planned: Plan | Refusal; signals: Signals } {
  const follow = followUp(signals, lastMemory(request), request.incidentId);
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
  const { planned, signals } = planOf(readSignals(linked.reading), request);
  const ambiguity = linked.ambiguities[0];
  if (ambiguity && !(isPlan(planned) && LOOKS_UP.has(planned.kind))) return askBack(question, ambiguity);
  const outcome = checkedOutcome(planned, signals);
  return withNotes(await answerOutcome(outcome, vocabulary, { db, tenantId }), linked);
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
