import { citePassage, type FindDocuments } from '../../evidence/find-documents.ts';
import type { Answerer } from '../../models/answerer.ts';
import { answerFromPassages } from '../../reader/answer-from-passages.ts';

/** Quotes the passages that answer, and nothing else; where none does, it says so and shows none. */
export const answerFromDocuments = (find: FindDocuments): Answerer['answer'] =>
  async function* (request) {
    const { ground } = request;
    if (ground.kind !== 'documents') throw new Error(`no documents in ${ground.kind}`);
    const found = await find(request);
    const { text, cited, abstained } = answerFromPassages(request.question, found, ground);
    yield { type: 'text', text };
    const citations = cited.map(citePassage);
    const passages = abstained ? [] : found.map((each) => citePassage(each).passage);
    const sources = [...new Map(citations.map(({ source }) => [source.id, source])).values()];
    yield { type: 'finish', sources, citations, passages, abstained, inputRequired: false, state: null };
  };
