import { stripInvisible } from '../../lib/strip-invisible.ts';
import type { NodeName, TopologyGraph } from '../topology-graph.ts';
import { chosenQuestion } from './follow/chosen-question.ts';
import { isElliptic, isOnlyAbout, modified, sameAbout } from './follow/follow-up.ts';
import { type NameIndex, nameIndex } from './link/name-index.ts';
import { findNear } from './link/near-names.ts';
import { drawMermaid } from './phrase/mermaid.ts';
import { phraseFacts } from './phrase/phrase.ts';
import { phraseRefusal } from './phrase/phrase-refusal.ts';
import { type Said, sourceOf } from './phrase/said.ts';
import { plain, quote, sayAnd, sayName } from './phrase/say.ts';
import { isAboutGraph, isAboutIncidents } from './plan/is-about-graph.ts';
import { makePlan } from './plan/make-plan.ts';
import { isRefusal, type Plan, type Refusal } from './plan/plan.ts';
import { planNodes } from './plan/plan-nodes.ts';
import { Signals } from './plan/signals.ts';
import { readQuestion, type Spoken } from './read/read-question.ts';
import { meaningOf, type NameClaim, type Reading } from './read/reading.ts';
import { readWords } from './read/words.ts';
import { runPlan } from './run/run-plan.ts';
import type { BoundQuestion, PendingQuestion, TopologyAnswer, TopologyState } from './topology-answer.ts';

/** Longer texts are no questions about names. */
const MOST_CHARACTERS = 1500;
const MOST_WORDS = 120;
const MOST_PARTS = 3;

interface Desk {
  readonly graph: TopologyGraph;
  readonly index: NameIndex;
  readonly now: Date;
  readonly previous: TopologyState | null;
}

/**
 * Answers what the graph of a project holds, from it alone: read → link names → plan → check → run → phrase. Null where
 * the question is not about services, topics and how they hang together.
 */
export async function answerFromGraph(
  question: string,
  graph: TopologyGraph,
  context: { readonly now: Date; readonly previous: TopologyState | null },
): Promise<TopologyAnswer | null> {
  const text = stripInvisible(question).trim();
  if (text.length > MOST_CHARACTERS || readWords(text).length > MOST_WORDS) return null;
  const index = nameIndex(await graph.names());
  const desk = { ...context, graph, index };
  const pending = context.previous?.pending;
  const chosen = pending ? chosenQuestion(text, pending) : null;
  return answerWhole(chosen ?? { text, bound: [] }, desk);
}

/** The question as one, or where that fails as the questions that “and” joins. */
async function answerWhole(question: BoundQuestion, desk: Desk): Promise<TopologyAnswer | null> {
  const answer = await answerOne(question, desk);
  if (answer !== null && !answer.abstained) return answer;
  const parts = question.bound.length > 0 ? [] : splitQuestion(question.text);
  if (parts.length < 2 || parts.length > MOST_PARTS) return answer;
  const answers: TopologyAnswer[] = [];
  let previous = desk.previous;
  for (const text of parts) {
    // After a list, “it” means each of it.
    const said =
      (previous?.listed.length ?? 0) > 1 && answers.length > 0 ? text.replace(/\bit\b/i, 'them') : text;
    const part = await answerOne({ text: said, bound: [] }, { ...desk, previous });
    if (part === null || part.inputRequired) return answer;
    answers.push(part);
    previous = part.state;
  }
  const last = answers.at(-1);
  if (!last || answers.every(({ abstained }) => abstained)) return answer;
  const sources = new Map(answers.flatMap((part) => part.sources.map((source) => [source.id, source])));
  return {
    ...last,
    text: answers.map((part) => part.text).join('\n\n'),
    sources: [...sources.values()],
    abstained: false,
  };
}

const JOINT =
  /(?:[,;]\s*(?:and\s+)?|\s+and\s+|[?!.]\s+(?:and\s+)?)(?=(?:who|whom|what|which|how|does|do|is|are|list|show|draw)\b)/i;

const splitQuestion = (text: string): string[] =>
  text
    .split(JOINT)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const spokenOf = ({ previous, index }: Desk): Spoken => {
  const known = (sources: TopologyState['subjects']): NodeName[] =>
    sources.flatMap(({ id }) => index.byId.get(id) ?? []);
  return { subjects: known(previous?.subjects ?? []), listed: known(previous?.listed ?? []) };
};

const signalsOf = (question: BoundQuestion, desk: Desk): Signals =>
  new Signals(readQuestion(question, desk.index, spokenOf(desk)));

async function answerOne(question: BoundQuestion, desk: Desk): Promise<TopologyAnswer | null> {
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

async function answerPlan(
  plan: Plan,
  question: BoundQuestion,
  signals: Signals,
  desk: Desk,
  draws: boolean,
): Promise<TopologyAnswer> {
  const facts = await runPlan(plan, desk.graph);
  const said = phraseFacts(facts);
  const isDrawn = draws || plan.kind === 'draw all';
  const text = isDrawn ? withDrawing(plan, said, facts.kind === 'draw all' ? facts.total : 0) : said.text;
  const notes = signals.names.flatMap((name) => noteOf(name, plan));
  const subjects = planNodes(plan).map(sourceOf);
  return {
    text: notes.length > 0 ? `${text}\n(${notes.join('; ')})` : text,
    sources: said.nodes,
    abstained: said.abstained,
    inputRequired: false,
    state: {
      asked: { text: question.text, bound: boundOf(signals, plan) },
      subjects: subjects.length > 0 ? subjects : said.listed.slice(0, MOST_KEPT),
      listed: said.listed.slice(0, MOST_KEPT),
      pending: null,
    },
  };
}

/** “paymnet” read as payment: said where a name was not written as it is. */
function noteOf({ readAs, written, candidates }: NameClaim, plan: Plan): string[] {
  if (readAs === null) return [];
  const ids = candidates.map(({ node }) => node.id);
  const meant = planNodes(plan).find(({ id }) => ids.includes(id))?.name ?? readAs;
  return [`${quote(written, 100)} read as ${sayName(meant)}`];
}

const MOST_KEPT = 50;

function withDrawing(plan: Plan, { text, edges }: Said, total: number): string {
  if (edges.length === 0) return `${text}\nThere is nothing to draw.`;
  const lead =
    plan.kind === 'describe'
      ? `${sayAnd(plan.of.map(({ name }) => sayName(name)))} and what is connected to it:`
      : text;
  return `${lead}\n\n${drawMermaid(edges, total)}`;
}

/** Where the names stand in the question, and what they were taken for. */
function boundOf(signals: Signals, plan: Plan) {
  const nodes = planNodes(plan);
  return signals.names.map(({ start, end, candidates, reference }) => {
    const may = new Set([
      ...candidates.map(({ node }) => node.id),
      ...(reference?.groups.flat() ?? []).map(({ id }) => id),
    ]);
    return { start, end, ids: nodes.filter(({ id }) => may.has(id)).map(({ id }) => id) };
  });
}

/** A refusal leaves what was spoken of as it was; where real names are near, it asks. */
function refuse(refusal: Refusal, question: BoundQuestion, desk: Desk): TopologyAnswer {
  const near = refusal.kind === 'unknown name' ? nearOf(refusal, desk.index) : [];
  const options = refusal.kind === 'ambiguous' ? refusal.options : near;
  const claim = 'claim' in refusal ? refusal.claim : null;
  const pending: PendingQuestion | null =
    claim && options.length > 0
      ? { ...question, start: claim.start, end: claim.end, options: options.slice(0, 10).map(sourceOf) }
      : null;
  const { asked = null, subjects = [], listed = [] } = desk.previous ?? {};
  return {
    text: phraseRefusal(refusal, near),
    sources: [],
    abstained: refusal.kind !== 'ambiguous',
    inputRequired: pending !== null,
    state: { asked, subjects, listed, pending },
  };
}

function nearOf({ claim }: Extract<Refusal, { kind: 'unknown name' }>, index: NameIndex): NodeName[] {
  const near = findNear(plain(claim.written, 100), index);
  const fitting = claim.kinds ? near.filter(({ kind }) => claim.kinds?.includes(kind)) : near;
  return fitting.length > 0 || claim.others.length > 0 ? fitting : near;
}
