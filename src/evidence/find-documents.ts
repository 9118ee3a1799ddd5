import type { Citation } from '../core/conversation.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { PassageFinder } from '../retrieval/find-passages.ts';
import type { FoundPassage } from '../retrieval/found-passage.ts';
import { searchWords } from './search-words.ts';

/** The passages of a brand's documents for a question, best first. */
export type FindDocuments = (request: AnswerRequest) => Promise<readonly FoundPassage[]>;

/** Looks where the turn's ground says; a follow-up that names too little is looked up with what it follows. */
export const createFindDocuments =
  (find: PassageFinder): FindDocuments =>
  async (request) => {
    const { ground, context, signal } = request;
    if (ground.kind !== 'documents') throw new Error(`no documents in ${ground.kind}`);
    const { brandId, scopes, topK, threshold } = ground;
    return find({
      tenantId: context.tenantId,
      ...{ brandId, scopes, threshold },
      question: searchWords(request, null),
      limit: topK,
      ...(signal === undefined ? {} : { signal }),
    });
  };

/** What citing a passage points at. */
export function citePassage(found: FoundPassage): Required<Citation> {
  const { id, documentId, externalId, title, kind, content, score } = found;
  return {
    source: { type: kind, id: documentId, externalId, title },
    passage: { id, content, score, documentId },
  };
}
