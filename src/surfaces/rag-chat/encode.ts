import type { z } from 'zod';
import type { Reply } from '../../chat/collect-reply.ts';
import type { replyBody } from './schema.ts';

/** The template that the built-in answerer's sentences come from. */
const TEMPLATE = { template_id: 'documents', template_version: '1' };

const NOT_COUNTED = { promptTokens: 0, completionTokens: 0 };

const CITED = /\[(\d{1,3})\]/g;

/** The source's answer: every `[n]` of the content has its citation, and only those that are used stand there. */
export function encodeReply(reply: Reply): z.input<typeof replyBody> {
  const { promptTokens, completionTokens } = reply.usage ?? NOT_COUNTED;
  const cited = new Set([...reply.reply.matchAll(CITED)].map(([, number]) => Number(number)));
  return {
    content: reply.reply,
    model: reply.answerer,
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    rag_context: reply.passages.map(({ id, content, score }) => ({ id, content, score })),
    citations: reply.passages
      .map(({ content, documentId, score }, place) => ({
        index: place + 1,
        content,
        document_id: documentId,
        score,
      }))
      .filter(({ index }) => cited.has(index)),
    finish_reason: 'stop',
    ...TEMPLATE,
  };
}
