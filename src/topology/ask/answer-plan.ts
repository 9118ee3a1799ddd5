import type { Desk } from './desk.ts';
import { drawMermaid } from './phrase/mermaid.ts';
import { phraseFacts } from './phrase/phrase.ts';
import { type Said, sourceOf } from './phrase/said.ts';
import { quote, sayAnd, sayName } from './phrase/say.ts';
import type { Plan } from './plan/plan.ts';
import { planNodes } from './plan/plan-nodes.ts';
import type { Signals } from './plan/signals.ts';
import type { NameClaim } from './read/reading.ts';
import { runPlan } from './run/run-plan.ts';
import type { BoundQuestion, TopologyAnswer } from './topology-answer.ts';

/** Asks the graph what a plan wants to know, and puts it into words; with a picture where one `draws`. */
export async function answerPlan(
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
    relationships: said.relationships,
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
export function noteOf({ readAs, written, candidates }: NameClaim, plan: Plan): string[] {
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
