import type { Source } from '../core/conversation.ts';
import type { Db } from '../db/db.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import { answerFromGraph } from '../topology/ask/answer-from-graph.ts';
import type { TopologyAnswer, TopologySource, TopologyState } from '../topology/ask/topology-answer.ts';
import { openTopologyGraph } from '../topology/graph/open-topology-graph.ts';
import type { TopologyGraph } from '../topology/topology-graph.ts';

/** What the graph of the turn's project says. */
export interface GraphAnswer {
  /** Null where the question is about something else. */
  readonly answer: TopologyAnswer | null;
  /** True where the project has no services or topics at all. */
  readonly isEmpty: boolean;
}

export type AnswerGraph = (request: AnswerRequest) => Promise<GraphAnswer>;

/** Earlier questions that are read again for what “it” and “them” mean: callers keep the conversation, not its state. */
const READ_AGAIN = 2;

export const createAnswerGraph =
  (db: Db): AnswerGraph =>
  async ({ ground, context, question, history, now }) => {
    if (ground.kind !== 'project') throw new Error(`no graph in ${ground.kind}`);
    const stored = openTopologyGraph(db, context.tenantId, ground.projectId);
    const names = await stored.names();
    // Read once for all the questions of the turn: there may be thousands.
    const graph: TopologyGraph = { ...stored, names: async () => names };
    if (names.length === 0) return { answer: null, isEmpty: true };
    let previous: TopologyState | null = null;
    for (const turn of history.slice(-READ_AGAIN))
      previous = (await answerFromGraph(turn.question, graph, { now, previous }))?.state ?? previous;
    return { answer: await answerFromGraph(question, graph, { now, previous }), isEmpty: false };
  };

/** A node of the graph as a source of a reply. */
export const graphSource = ({ id, kind, name }: TopologySource): Source => ({
  type: kind,
  id,
  externalId: null,
  title: name,
});
