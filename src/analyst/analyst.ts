import type { Db } from '../db/db.ts';
import type { AnswerEvent, Answerer, AnswerRequest } from '../models/answerer.ts';
import { phraseFacts, phraseRefusal } from './phrase/phrase.ts';
import type { Reply } from './phrase/reply.ts';
import { unexplainedWords } from './plan/check-plan.ts';
import { followUp, type Memory, reviveMemory } from './plan/follow-up.ts';
import { makePlan } from './plan/make-plan.ts';
import { anySubject, type Plan, type Refusal } from './plan/plan.ts';
import { readSignals, type Signals } from './plan/signals.ts';
import { targetWords } from './plan/targets.ts';
import { linkTitles } from './read/link-titles.ts';
import { readQuestion } from './read/read-question.ts';
import { relink } from './read/relink.ts';
import { readWords } from './read/words.ts';
import type { Run } from './run/run.ts';
import { runPlan } from './run/run-plan.ts';
import { Vocabularies, type Vocabulary } from './vocabulary/tenant-vocabulary.ts';

/** A reply with what the next question of the session may refer to. */
interface Answer {
  readonly reply: Reply;
  readonly memory: Memory | null;
}

type Outcome = { readonly plan: Plan } | { readonly refusal: Refusal };

const isPlan = (planned: Plan | Refusal): planned is Plan =>
  ![
    'unknown field',
    'unknown words',
    'unknown value',
    'two windows',
    'no reference',
    'ambiguous',
    'not understood',
  ].includes(planned.kind);

const outcomeOf = (planned: Plan | Refusal): Outcome =>
  isPlan(planned) ? { plan: planned } : { refusal: planned };

/** Plans that give a figure or a list by name: an ambiguous name must be chosen before. */
const LOOKS_UP: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>([
  'lookup',
  'similar',
  'passage',
  'say',
  'overview',
]);

/** Refusals after which the question may still be answered by a sentence. */
const LOOKED_UP: ReadonlySet<Refusal['kind']> = new Set<Refusal['kind']>(['unknown words', 'unknown field']);

/** The plan that is checked: one that leaves a word of the question unexplained is looked up as text instead. */
function checked(planned: Plan | Refusal, signals: Signals): { outcome: Outcome; fallback: Plan | null } {
  const unexplained = isPlan(planned) ? unexplainedWords(planned, signals) : [];
  if (isPlan(planned) && unexplained.length === 0) return { outcome: { plan: planned }, fallback: null };
  const { words, required } = targetWords(signals);
  const unknown = planned.kind === 'unknown field' ? [planned.word] : unexplained;
  const wanted = [
    ...new Set([...required, ...unknown.flatMap((text) => readWords(text).map((word) => word.text))]),
  ];
  const fallback: Plan | null =
    required.length > 0 && (isPlan(planned) || LOOKED_UP.has(planned.kind))
      ? {
          kind: 'passage',
          words: `${words} ${unexplained.join(' ')}`,
          required: wanted,
          subject: { ...anySubject, window: signals.read.subject.window },
          needsSentence: true,
        }
      : null;
  return {
    outcome: isPlan(planned)
      ? { refusal: { kind: 'unknown words', words: unexplained } }
      : outcomeOf(planned),
    fallback,
  };
}

/** A passage plan in place of a refused figure says nothing unless a sentence holds every word. */
async function runOutcome(
  outcome: Outcome,
  fallback: Plan | null,
  vocabulary: Vocabulary,
  run: Run,
): Promise<Answer> {
  if ('plan' in outcome) {
    const facts = await runPlan(outcome.plan, run);
    const reply = phraseFacts(facts);
    return { reply, memory: remember(outcome.plan, reply, facts) };
  }
  if (fallback) {
    const facts = await runPlan(fallback, run);
    if (facts.kind === 'passage') {
      const reply = phraseFacts(facts);
      return { reply, memory: remember(fallback, reply, facts) };
    }
    if (
      outcome.refusal.kind === 'unknown words' &&
      facts.kind === 'nothing' &&
      facts.unknownWords.length > 0
    ) {
      return { reply: phraseFacts(facts), memory: null };
    }
  }
  return { reply: phraseRefusal(outcome.refusal, vocabulary.names), memory: null };
}

function remember(plan: Plan, reply: Reply, facts: Awaited<ReturnType<typeof runPlan>>): Memory | null {
  if (plan.kind === 'say' || plan.kind === 'overview') return null;
  const total = 'count' in facts ? facts.count : 'total' in facts ? facts.total : reply.sources.length;
  return { plan, named: reply.sources.map((source) => source.id), total };
}

/** The latest turn that left something to refer to. */
function lastMemory(request: AnswerRequest): Memory | null {
  return (
    reviveMemory(request.history.at(-1)?.state ?? null) ?? reviveMemory(request.history.at(-2)?.state ?? null)
  );
}

async function answer(request: AnswerRequest, db: Db, vocabularies: Vocabularies): Promise<Answer> {
  const tenantId = request.context.tenantId;
  const run: Run = { db, tenantId };
  const vocabulary = await vocabularies.forQuestion(
    tenantId,
    request.knowledgeVersion,
    readWords(request.question),
  );
  const literal = await linkTitles(readQuestion(request.question, vocabulary, request.now), db, tenantId);
  const { reading, ambiguities, notes } = await relink(literal, vocabulary, db, tenantId);
  const own = readSignals(reading);
  const follow = followUp(own, lastMemory(request), request.incidentId);
  const signals = follow && 'signals' in follow ? follow.signals : own;
  const planned: Plan | Refusal =
    follow && 'refused' in follow
      ? { kind: 'no reference' }
      : follow && 'plan' in follow
        ? follow.plan
        : makePlan(signals);
  const ambiguity = ambiguities[0];
  if (ambiguity && (!isPlan(planned) || !LOOKS_UP.has(planned.kind))) {
    return { reply: phraseRefusal({ kind: 'ambiguous', ...ambiguity }, vocabulary.names), memory: null };
  }
  const { outcome, fallback } = checked(planned, signals);
  const answered = await runOutcome(outcome, fallback, vocabulary, run);
  if (notes.length === 0) return answered;
  return { ...answered, reply: { ...answered.reply, text: `${answered.reply.text}\n(${notes.join('; ')})` } };
}

/** The built-in answerer: deterministic, no model, no network; every figure is SQL over the tenant's incidents. */
export function createAnalyst({ db }: { readonly db: Db }): Answerer {
  const vocabularies = new Vocabularies(db);
  return {
    name: 'builtin',
    async *answer(request): AsyncGenerator<AnswerEvent> {
      const { reply, memory } = await answer(request, db, vocabularies);
      yield { type: 'text', text: reply.text };
      yield {
        type: 'finish',
        sources: reply.sources,
        abstained: reply.abstained,
        inputRequired: reply.inputRequired,
        state: memory,
      };
    },
  };
}
