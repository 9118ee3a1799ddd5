import { stripInvisible } from '../../lib/strip-invisible.ts';
import type { TopologyGraph } from '../topology-graph.ts';
import { answerQuestion } from './answer-question.ts';
import { type Desk, openDesk } from './desk.ts';
import { chosenQuestion } from './follow/chosen-question.ts';
import { readWords } from './read/words.ts';
import { splitQuestion } from './split-question.ts';
import type { BoundQuestion, TopologyAnswer, TopologyState } from './topology-answer.ts';

/** Longer texts are no questions about names. */
const MOST_CHARACTERS = 1500;
const MOST_WORDS = 120;
const MOST_PARTS = 3;

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
  const desk = await openDesk(graph, context);
  const pending = context.previous?.pending;
  const chosen = pending ? chosenQuestion(text, pending) : null;
  return answerWhole(chosen ?? { text, bound: [] }, desk);
}

/** The question as one, or where that fails as the questions that “and” joins. */
async function answerWhole(question: BoundQuestion, desk: Desk): Promise<TopologyAnswer | null> {
  const answer = await answerQuestion(question, desk);
  if (answer !== null && !answer.abstained) return answer;
  const parts = question.bound.length > 0 ? [] : splitQuestion(question.text);
  if (parts.length < 2 || parts.length > MOST_PARTS) return answer;
  const answers: TopologyAnswer[] = [];
  let previous = desk.previous;
  for (const text of parts) {
    // After a list, “it” means each of it.
    const said =
      (previous?.listed.length ?? 0) > 1 && answers.length > 0 ? text.replace(/\bit\b/i, 'them') : text;
    const part = await answerQuestion({ text: said, bound: [] }, { ...desk, previous });
    if (part === null || part.inputRequired) return answer;
    answers.push(part);
    previous = part.state;
  }
  const last = answers.at(-1);
  if (!last || answers.every(({ abstained }) => abstained)) return answer;
  const sources = new Map(answers.flatMap((part) => part.sources.map((source) => [source.id, source])));
  const edges = new Map(answers.flatMap((part) => part.relationships.map((edge) => [edge.id, edge])));
  return {
    ...last,
    text: answers.map((part) => part.text).join('\n\n'),
    sources: [...sources.values()],
    relationships: [...edges.values()],
    abstained: false,
  };
}
