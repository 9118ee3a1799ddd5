import type { Vocabularies } from '../analyst/vocabulary/tenant-vocabulary.ts';
import type { Source } from '../core/conversation.ts';
import type { Db } from '../db/db.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import { answerFromGraph } from '../topology/ask/answer-from-graph.ts';
import { openDesk } from '../topology/ask/desk.ts';
import { followedQuestion } from '../topology/ask/follow/followed-question.ts';
import type { BoundQuestion, TopologyAnswer, TopologyState } from '../topology/ask/topology-answer.ts';
import { openTopologyGraph } from '../topology/graph/open-topology-graph.ts';
import type { TopologyGraph } from '../topology/topology-graph.ts';
import { graphSources } from './graph-sources.ts';
import { answerServiceIncidents } from './service-incidents/answer-service-incidents.ts';
import { inAnotherWindow } from './service-incidents/in-another-window.ts';
import type { ServiceIncidents } from './service-incidents/service-incidents.ts';

/** What a project's graph says, alone or joined with the incidents. */
export interface GraphReply {
  /** Markdown. */
  readonly text: string;
  readonly sources: readonly Source[];
  readonly abstained: boolean;
  readonly inputRequired: boolean;
  readonly state: TopologyState;
}

/** What the graph of the turn's project says. */
export interface GraphAnswer {
  /** Null where the question is about something else. */
  readonly answer: GraphReply | null;
  /** To be said where the incident history alone has no answer. */
  readonly afterHistory: GraphReply | null;
  /** True where the project has no services or topics at all. */
  readonly isEmpty: boolean;
}

export type AnswerGraph = (request: AnswerRequest) => Promise<GraphAnswer>;

/** Earlier questions that are read again for what “it” and “them” mean: callers keep the conversation, not its state. */
const READ_AGAIN = 2;

/** What a turn leaves to the next: the graph's state, and the last question that joined it with the incidents. */
interface Left {
  readonly state: TopologyState | null;
  readonly joined: BoundQuestion | null;
}

export const createAnswerGraph =
  (db: Db, vocabularies: Vocabularies): AnswerGraph =>
  async (request) => {
    const { ground, context, question, history, now } = request;
    if (ground.kind !== 'project') throw new Error(`no graph in ${ground.kind}`);
    const stored = openTopologyGraph(db, context.tenantId, ground.projectId);
    const names = await stored.names();
    // Read once for all the questions of the turn: there may be thousands.
    const graph: TopologyGraph = { ...stored, names: async () => names };
    if (names.length === 0) return { answer: null, afterHistory: null, isEmpty: true };
    const answer = async (text: string, { state, joined }: Left): Promise<Answered> => {
      const alone = await answerFromGraph(text, graph, { now, previous: state });
      if (alone && (!alone.abstained || alone.inputRequired)) return { alone, joint: null, asked: null };
      const desk = await openDesk(graph, { now, previous: state });
      const asked = (joined && inAnotherWindow(text, joined, now)) ?? followedQuestion(text, desk);
      const joint = await answerServiceIncidents(asked, desk, request, { db, vocabularies });
      return { alone, joint, asked };
    };
    let left: Left = { state: null, joined: null };
    for (const turn of history.slice(-READ_AGAIN)) left = leftBy(await answer(turn.question, left), left);
    return graphAnswer(await answer(question, left), left);
  };

interface Answered {
  readonly alone: TopologyAnswer | null;
  readonly joint: ServiceIncidents | null;
  /** What `joint` answers. */
  readonly asked: BoundQuestion | null;
}

function leftBy({ alone, joint, asked }: Answered, before: Left): Left {
  if (joint && asked && !joint.abstained) return { state: stateOf(joint, asked, before), joined: asked };
  return { state: alone?.state ?? before.state, joined: null };
}

/** “they” are the services next. */
const stateOf = ({ services }: ServiceIncidents, asked: BoundQuestion, { state }: Left): TopologyState => ({
  asked,
  subjects: state?.subjects ?? [],
  listed: services,
  pending: null,
});

function graphAnswer({ alone, joint, asked }: Answered, left: Left): GraphAnswer {
  const own = alone && replyOf(alone);
  const joined: GraphReply | null =
    joint && asked
      ? {
          ...{ text: joint.text, sources: joint.sources, abstained: joint.abstained },
          ...{ inputRequired: false, state: stateOf(joint, asked, left) },
        }
      : null;
  // A refusal of the graph gives way to an answer, and an answer about all incidents to none of fewer.
  if (own && (!joined || joined.abstained)) return { answer: own, afterHistory: null, isEmpty: false };
  const isAfter = joint?.isAfterHistory === true && !own;
  return { answer: isAfter ? null : joined, afterHistory: isAfter ? joined : null, isEmpty: false };
}

const replyOf = (answer: TopologyAnswer): GraphReply => ({
  ...{ text: answer.text, abstained: answer.abstained, inputRequired: answer.inputRequired },
  ...{ sources: graphSources(answer), state: answer.state },
});
