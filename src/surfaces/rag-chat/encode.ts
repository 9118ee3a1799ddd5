import type { z } from 'zod';
import type { Reply } from '../../chat/collect-reply.ts';
import type { replyBody } from './schema.ts';

const NOT_COUNTED = { promptTokens: 0, completionTokens: 0 };

/** The source's answer: every `[n]` of the content has its citation, and only those that are used stand there. */
export function encodeReply(reply: Reply): z.input<typeof replyBody> {
  const { promptTokens, completionTokens } = reply.usage ?? NOT_COUNTED;
  return {
    content: reply.reply,
    model: reply.answerer,
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    rag_context: reply.passages.map(({ id, content, score }) => ({ id, content, score })),
    citations: reply.citations.flatMap(({ passage }, place) =>
      passage === undefined
        ? []
        : {
            index: place + 1,
            content: passage.content,
            document_id: passage.documentId,
            score: passage.score,
          },
    ),
    finish_reason: reply.finishReason,
    template_id: reply.template.id,
    template_version: String(reply.template.version),
  };
}
