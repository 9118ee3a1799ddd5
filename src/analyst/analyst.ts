import type { SourceType } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import type { AnswerEvent, Answerer, AnswerRequest, PastTurn } from '../models/answerer.ts';
import { selectAlert } from '../store/alerts.ts';
import { runQuery } from '../store/query.ts';
import { type Asked, freshMemory, planKnown, standsAlone } from './answer-known.ts';
import { phraseFacts, phraseRefusal } from './phrase/phrase.ts';
import type { Reply } from './phrase/reply.ts';
import { type Bound, followUp, subjectOf } from './plan/follow-up.ts';
import { makePlan } from './plan/make-plan.ts';
import { chosenQuestion, type Memory, type Pending, reviveMemory } from './plan/memory.ts';
import { checkedOutcome, isPlan, type Outcome } from './plan/outcome.ts';
import type { Plan, Refusal } from './plan/plan.ts';
import { readSignals, type Signals } from './plan/signals.ts';
import type { FindSimilar } from './read/link-pattern.ts';
import { linkTitles } from './read/link-titles.ts';
import { readQuestion } from './read/read-question.ts';
import { type Ambiguity, type Relinked, relink } from './read/relink.ts';
import { readWords } from './read/words.ts';
import type { Facts } from './run/facts.ts';
import type { Run } from './run/run.ts';
import { runPlan } from './run/run-plan.ts';
import { Vocabularies, type Vocabulary } from './vocabulary/tenant-vocabulary.ts';

/** Behind each line break: a stream shows a long reply line by line. */
const LINES = /(?<=\n)/;

/** A follow-up seldom reaches further back, and each costs an answer. */
const RECALLED_TURNS = 3;

/** A reply with what the next question of the session may refer to. */
interface Answer {
  readonly reply: Reply;
  readonly state: Memory | Pending | null;
}

/** What is asked of incidents named before leaves the set and the list of the session as they were. */
function remember(plan: Plan, reply: Reply, facts: Facts, before: Memory | null): Memory | null {
  if (plan.kind === 'say' || plan.kind === 'overview') return before;
  const named = idsOf(reply, 'incident');
  if (before?.base && subjectOf(plan)?.ids)
    return { ...before, named: named.length > 0 ? named : before.named };
  const total = 'count' in facts ? facts.count : 'total' in facts ? facts.total : named.length;
  return { base: plan, named, listed: named, total, patterns: idsOf(reply, 'pattern') };
}

const idsOf = ({ sources }: Reply, type: SourceType): Uuid[] =>
  sources.filter((source) => source.type === type).map(({ id }) => id);

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

/** An alert that belongs to an incident stands for it. */
async function boundOf({ context, incidentId, alertId }: AnswerRequest, db: Db): Promise<Bound> {
  if (incidentId !== null || alertId === null) return { incidentId, described: null };
  const { tenantId } = context;
  const alert = await runQuery(db, { tenantId }, selectAlert(tenantId, alertId, alertId));
  if (alert === undefined || alert.incidentId)
    return { incidentId: alert?.incidentId ?? null, described: null };
  return { incidentId: null, described: `${alert.summary} ${alert.description ?? ''}` };
}

/** The plan that the session and the question make together, with the signals that it is checked against. */
function planOf(
  signals: Signals,
  memory: Memory | null,
  bound: Bound,
): { planned: Plan | Refusal; signals: Signals } {
  const follow = followUp(signals, memory, bound);
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

/** From the records of incidents: read → link names → plan → check → run → phrase. */
async function answerFromRecords(asked: Asked, run: Run): Promise<Answer> {
  const { question, vocabulary, memory, bound, now } = asked;
  const reading = await linkTitles(readQuestion(question, vocabulary, now), run.db, run.tenantId);
  const linked = await relink(reading, vocabulary, run.db, run.tenantId);
  const { planned, signals } = planOf(readSignals(linked.reading), memory, bound);
  const ambiguity = linked.ambiguities[0];
  if (ambiguity && !(isPlan(planned) && LOOKS_UP.has(planned.kind))) return askBack(question, ambiguity);
  const outcome = checkedOutcome(planned, signals);
  const answered = await answerOutcome(outcome, vocabulary, run, memory);
  return withNotes(answered, linked);
}

/** From patterns, runbooks and insights, in the same steps; null where the question is about something else. */
async function answerFromKnown(asked: Asked, run: Run, find: FindSimilar | undefined) {
  const known = await planKnown(asked, run, find);
  if (!known) return null;
  const { planned, linked } = known;
  if (planned.kind === 'ambiguous') return { answer: askBack(asked.question, planned), isFinal: true };
  const outcome = { planned, fallback: null };
  const answered = await answerOutcome(outcome, asked.vocabulary, run, asked.memory);
  return { answer: withNotes(answered, linked), isFinal: !answered.reply.abstained || standsAlone(known) };
}

/** What is known of several incidents together answers first, then their records; where neither does, the former says so. */
async function answer(request: AnswerRequest, parts: Parts): Promise<Answer> {
  const { db, vocabularies, findSimilar } = parts;
  const { tenantId } = request.context;
  const run = { db, tenantId };
  const question = chosenQuestion(request.history.at(-1)?.state, request.question) ?? request.question;
  const vocabulary = await vocabularies.forQuestion(tenantId, request.knowledgeVersion, readWords(question));
  const memory = await freshMemory(memoryOf(request), run);
  const asked = { question, vocabulary, memory, bound: await boundOf(request, db), now: request.now };
  const known = await answerFromKnown(asked, run, findSimilar);
  if (known?.isFinal) return known.answer;
  const answered = await answerFromRecords(asked, run);
  return known && answered.reply.abstained ? known.answer : answered;
}

/**
 * Where the caller keeps the conversation, what the earlier answers left behind is not known: the last questions are
 * answered anew, which gives the same plans.
 */
async function recalled(request: AnswerRequest, parts: Parts): Promise<AnswerRequest> {
  if (request.history.every(({ state }) => state !== undefined)) return request;
  const history: PastTurn[] = [];
  for (const turn of request.history.slice(-RECALLED_TURNS)) {
    const earlier = { ...request, question: turn.question, history: [...history] };
    history.push({ ...turn, state: (await answer(earlier, parts)).state });
  }
  return { ...request, history };
}

interface AnalystParts {
  readonly db: Db;
  /** Those of somebody else who reads the same names; its own unless given. */
  readonly vocabularies?: Vocabularies;
  /** Finds the patterns that a described failure is like; without it they are found by names and incidents alone. */
  readonly findSimilar?: FindSimilar | undefined;
}

type Parts = AnalystParts & { readonly vocabularies: Vocabularies };

/** The built-in answerer: deterministic, no model, no network; every figure is SQL over the tenant's incidents. */
export function createAnalyst(given: AnalystParts): Answerer {
  const parts = { ...given, vocabularies: given.vocabularies ?? new Vocabularies(given.db) };
  return {
    name: 'builtin',
    async *answer(request): AsyncGenerator<AnswerEvent> {
      const { reply, state } = await answer(await recalled(request, parts), parts);
      yield { type: 'progress', step: 'Looked through the incident history' };
      for (const line of reply.text.split(LINES)) yield { type: 'text', text: line };
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
