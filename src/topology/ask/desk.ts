import type { NodeName, TopologyGraph } from '../topology-graph.ts';
import { type NameIndex, nameIndex } from './link/name-index.ts';
import { Signals } from './plan/signals.ts';
import type { Spoken } from './read/question-source.ts';
import { readQuestion } from './read/read-question.ts';
import type { BoundQuestion, TopologyState } from './topology-answer.ts';

/** What a question is answered with: the graph, its names, the time, and what was said before. */
export interface Desk {
  readonly graph: TopologyGraph;
  readonly index: NameIndex;
  readonly now: Date;
  readonly previous: TopologyState | null;
}

/** What pronouns may stand for: of what was said before, what is still there. */
export const spokenOf = ({ previous, index }: Desk): Spoken => {
  const known = (sources: TopologyState['subjects']): NodeName[] =>
    sources.flatMap(({ id }) => index.byId.get(id) ?? []);
  return { subjects: known(previous?.subjects ?? []), listed: known(previous?.listed ?? []) };
};

export const signalsOf = (question: BoundQuestion, desk: Desk): Signals =>
  new Signals(readQuestion(question, desk.index, spokenOf(desk)));

/** A desk for the next question. */
export const openDesk = async (
  graph: TopologyGraph,
  context: { readonly now: Date; readonly previous: TopologyState | null },
): Promise<Desk> => ({ ...context, graph, index: nameIndex(await graph.names()) });
