import { answerPlan } from './answer-plan.ts';
import { type Desk, signalsOf, spokenOf } from './desk.ts';
import { isElliptic, isOnlyAbout, modified, sameAbout } from './follow/follow-up.ts';
import { isAboutGraph, isAboutIncidents } from './plan/is-about-graph.ts';
import { makePlan } from './plan/make-plan.ts';
import { isRefusal, type Plan, type Refusal } from './plan/plan.ts';
import { Signals } from './plan/signals.ts';
import { meaningOf, type Reading } from './read/reading.ts';
import { refuse } from './refuse.ts';
import type { BoundQuestion, TopologyAnswer } from './topology-answer.ts';

/** One question, read after what was said before; null where it is not about the graph. */
export async function answerQuestion(question: BoundQuestion, desk: Desk): Promise<TopologyAnswer | null> {
  const signals = signalsOf(question, desk);
  const asked = desk.previous?.asked ?? null;
  const again =
    asked && isOnlyAbout(signals, 'draw') ? 'draw' : asked && isOnlyAbout(signals, 'count') ? 'count' : null;
  const followed = (again ? asked : null) ?? sameAbout(signals, asked) ?? modified(signals, asked);
  if (followed) return answerRead(followed, signalsOf(followed, desk), desk, again);
  return answerRead(question, signals, desk, null);
}

/** Without the words that ask for a picture, which every answer can have. */
function withoutDrawing(signals: Signals): { signals: Signals; draws: boolean } {
  const isDrawn = (claim: Reading['claims'][number]): boolean => meaningOf(claim, 'ask')?.ask === 'draw';
  if (!signals.asks('draw')) return { signals, draws: false };
  return {
    signals: new Signals({ ...signals.reading, claims: signals.claims.filter((claim) => !isDrawn(claim)) }),
    draws: true,
  };
}

async function answerRead(
  question: BoundQuestion,
  whole: Signals,
  desk: Desk,
  again: 'draw' | 'count' | null,
): Promise<TopologyAnswer | null> {
  const { signals, draws } = withoutDrawing(whole);
  const isAbout = isAboutGraph(signals) || (draws && isAboutGraph(whole));
  const spoken = spokenOf(desk);
  const drawn =
    draws && signals.names.length + signals.unknown.length === 0 ? drawnPlan(signals, desk) : null;
  const planned = drawn ?? makePlan(signals, desk);
  if (isRefusal(planned) && isElliptic(signals) && spoken.subjects.length > 0) {
    const full: BoundQuestion = {
      text: `${question.text.replace(/[\s?.!]+$/, '')} it`,
      bound: question.bound,
    };
    const elliptic = signalsOf(full, desk);
    const plan = makePlan(elliptic, desk);
    if (!isRefusal(plan)) return answerPlan(plan, full, elliptic, desk, draws);
  }
  if (isAboutIncidents(signals)) return null;
  if (!isRefusal(planned)) {
    const answer = await answerPlan(
      counted(planned, again),
      question,
      signals,
      desk,
      draws || again === 'draw',
    );
    return answer.abstained && !isAbout ? null : answer;
  }
  const answer = await answerAboutField(planned, question, signals, desk);
  if (answer) return answer;
  const refused = refuse(planned, question, desk);
  return isAbout || refused.inputRequired ? refused : null;
}

const counted = (plan: Plan, again: 'draw' | 'count' | null): Plan =>
  again === 'count' && 'counts' in plan ? { ...plan, counts: true } : plan;

/** A picture of everything, where the rest of the question narrows nothing. */
function drawnPlan(signals: Signals, desk: Desk): Plan | null {
  const plan = makePlan(signals, desk);
  const isNarrow = !isRefusal(plan) && plan.kind !== 'overview' && plan.kind !== 'list';
  return isNarrow || signals.has('verb', 'role', 'unheld') ? null : { kind: 'draw all' };
}

/** Unknown words may be the name of a field: “who reads commentId”. */
async function answerAboutField(
  refusal: Refusal,
  question: BoundQuestion,
  signals: Signals,
  desk: Desk,
): Promise<TopologyAnswer | null> {
  const isAsked =
    refusal.kind === 'unknown name' && signals.names.length === 0 && signals.unknown.length === 1;
  if (!isAsked || refusal.claim.kinds || !signals.has('verb', 'field', 'type')) return null;
  const { written } = refusal.claim;
  if (/\s/.test(written) || (await desk.graph.messagesWithField(written)).length === 0) return null;
  return answerPlan({ kind: 'field use', field: written }, question, signals, desk, false);
}
