import type { Evidence, EvidenceSource } from '../models/evidence.ts';
import type { AnswerGraph, GraphAnswer } from './answer-graph.ts';
import { sayUnknownProject } from './unknown-project.ts';

/** What the project's graph says, computed; and the tenant's incidents. */
export const createProjectEvidence = (history: EvidenceSource, answerGraph: AnswerGraph): EvidenceSource => ({
  tools: history.tools,
  async gather(request) {
    const { ground } = request;
    if (ground.kind !== 'project') return history.gather(request);
    const [gathered, graph] = await Promise.all([history.gather(request), answerGraph(request)]);
    const asked = graph.answer?.inputRequired ? { text: graph.answer.text, asksBack: true } : gathered.reply;
    return {
      ...gathered,
      reply: graph.answer === null ? gathered.reply : asked,
      evidence: [
        ...graphEvidence(graph),
        ...gathered.evidence,
        ...(graph.isEmpty ? [unknown(ground.slug)] : []),
      ],
    };
  },
});

const unknown = (slug: string): Evidence => ({
  text: sayUnknownProject(slug),
  citations: [],
  isAbsence: true,
});

function graphEvidence({ answer, afterHistory }: GraphAnswer): Evidence[] {
  const said = answer ?? afterHistory;
  if (said === null || said.inputRequired) return [];
  return [
    {
      text: `Computed from the services and topics of the project: ${said.text}`,
      citations: said.sources.map((source) => ({ source })),
      ...(said.abstained ? { isAbsence: true } : {}),
    },
  ];
}
