import type { Citation } from '../core/conversation.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { EvidenceSource } from '../models/evidence.ts';
import { sayNoPassage } from './no-passage.ts';

/** The passages of a brand's documents for a question, best first. */
export type FindPassages = (request: AnswerRequest) => Promise<readonly Required<Citation>[]>;

/** Passages of documents, as stored, a citation each. Where there is none the reply is a refusal, without a model. */
export const createDocumentEvidence = (find: FindPassages): EvidenceSource => ({
  tools: [],
  async gather(request) {
    const found = await find(request);
    return {
      evidence: found.map((citation) => ({
        text: `From the document “${citation.source.title}”:\n${citation.passage.content}`,
        citations: [citation],
      })),
      passages: found.map(({ passage }) => passage),
      reply: found.length === 0 ? { text: sayNoPassage(request.ground), asksBack: false } : null,
      state: null,
    };
  },
});
