import type { EvidenceSource } from '../models/evidence.ts';
import { citePassage, type FindDocuments } from './find-documents.ts';
import { sayNoPassage } from './no-passage.ts';

/** Passages of documents, as stored, a citation each. Where there is none the reply is a refusal, without a model. */
export const createDocumentEvidence = (find: FindDocuments): EvidenceSource => ({
  tools: [],
  async gather(request) {
    const found = await find(request);
    const citations = found.map(citePassage);
    return {
      evidence: found.map(({ title, headings, content }, place) => {
        const part = headings.length === 0 ? '' : `, under “${headings.join(' › ')}”`;
        return {
          text: `From the document “${title}”${part}:\n${content}`,
          citations: citations.slice(place, place + 1),
        };
      }),
      passages: citations.map(({ passage }) => passage),
      reply: found.length === 0 ? { text: sayNoPassage(request.ground), asksBack: false } : null,
      state: null,
    };
  },
});
