import { z } from 'zod';
import { idText, prefixedIdText, timeText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';

export const MAX_MESSAGE_CHARACTERS = 4000;

/** The body of `POST /v1/memory/chat`; null counts as left out. */
export const chatBody = z.object({
  message: z.string().meta({ minLength: 1, maxLength: MAX_MESSAGE_CHARACTERS }),
  sessionId: idText('sess').nullish(),
  incidentId: idText('inc').nullish(),
});

/** The query of `GET /v1/memory/chat/history`. */
export const historyQuery = z.object({
  sessionId: idText('sess').optional(),
  limit: wholeNumber(1, 100, 20),
  cursor: z.string().optional(),
});

const sources = z.array(z.object({ type: z.string(), id: z.string(), title: z.string() }));

export const replyBody = z.object({
  sessionId: prefixedIdText('sess'),
  messageId: prefixedIdText('msg'),
  reply: z.string(),
  sources,
  timestamp: timeText(),
});

const sessionList = z.object({
  items: z.array(
    z.object({
      sessionId: prefixedIdText('sess'),
      summary: z.string(),
      messageCount: z.int(),
      lastMessageAt: timeText(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

const messageList = z.object({
  sessionId: prefixedIdText('sess'),
  messages: z.array(
    z.object({
      messageId: prefixedIdText('msg'),
      role: z.enum(['user', 'assistant']),
      content: z.string(),
      timestamp: timeText(),
      sources: sources.optional(),
    }),
  ),
});

/** A list of sessions or, where one is named, its messages. */
export const historyBody = z.union([sessionList, messageList]);
