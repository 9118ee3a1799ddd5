import { z } from 'zod';
import { idText, timeText, uuidText } from '../ids.ts';
import { wholeNumber } from '../query-values.ts';
import { filledText } from '../texts.ts';

export const MAX_MESSAGE_CHARACTERS = 4000;

/** The query of both chats. */
export const chatQuery = z
  .object({
    message: filledText(MAX_MESSAGE_CHARACTERS).meta({ example: 'What broke checkout last week?' }),
    session_id: idText('sess').optional(),
    incident_id: idText('inc').optional(),
    alert_id: idText('alr').optional(),
  })
  .refine(({ incident_id, alert_id }) => incident_id === undefined || alert_id === undefined, {
    path: ['alert_id'],
    message: 'cannot stand beside incident_id',
  });

const resource = z.object({
  id: z.string(),
  type: z.string(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  relationships: z.record(z.string(), z.unknown()).optional(),
});

export const included = z.array(resource);

export const replyBody = z.object({
  data: z.object({
    id: uuidText(),
    type: z.literal('ai_chat_responses'),
    attributes: z.object({
      session_id: uuidText(),
      reply: z.string(),
      status: z.literal('user_input_required').optional(),
    }),
  }),
  included,
});

export const sessionsQuery = z.object({
  before: z
    .string()
    .max(500)
    .optional()
    .meta({ description: '`next_before` of the page before, or a time.' }),
  'page[size]': wholeNumber(1, 100, 20),
});

export const sessionList = z.object({
  sessions: z.array(
    z.object({
      id: uuidText(),
      summary: z.string(),
      message_count: z.int(),
      created_at: timeText(),
      last_message_at: timeText(),
    }),
  ),
  meta: z.object({ next_before: z.string().nullable() }),
});

export const messagesParams = z.object({ session_id: idText('sess') });
export const sessionParams = z.object({ id: idText('sess') });

/** Of one page. Pages beyond the last are empty. */
export const pageQuery = z.object({
  'page[number]': wholeNumber(1, 1_000_000, 1),
  'page[size]': wholeNumber(1, 100, 50),
});

export const pageMeta = z.object({
  current_page: z.int().nullable(),
  next_page: z.int().nullable(),
  prev_page: z.int().nullable(),
  total_count: z.int(),
  total_pages: z.int(),
});

export const messageList = z.object({
  messages: z.array(
    z.object({
      id: uuidText(),
      role: z.enum(['user', 'assistant']),
      content: z.string(),
      created_at: timeText(),
      sources: z.array(z.object({ id: z.string(), type: z.string() })).optional(),
    }),
  ),
  meta: pageMeta,
});
