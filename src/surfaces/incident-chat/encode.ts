import type { z } from 'zod';
import type { Reply } from '../../chat/collect-reply.ts';
import type { SessionPage } from '../../chat/list-sessions.ts';
import type { SessionMessage } from '../../chat/read-session.ts';
import type { Source, SourceType } from '../../core/conversation.ts';
import type { messageList, pageMeta, replyBody, sessionList } from './schema.ts';

const TYPES: Readonly<Record<SourceType, string>> = {
  incident: 'incidents',
  alert: 'alerts',
  pattern: 'patterns',
  runbook: 'runbooks',
  service: 'services',
  topic: 'topics',
  message: 'messages',
  api: 'apis',
  system: 'systems',
  owner: 'owners',
  resource: 'resources',
  relationship: 'relationships',
  document: 'documents',
  note: 'notes',
};

export const encodeReply = (reply: Reply): z.input<typeof replyBody> => ({
  data: {
    id: reply.sessionId,
    type: 'ai_chat_responses',
    attributes: {
      session_id: reply.sessionId,
      reply: reply.reply,
      ...(reply.inputRequired ? { status: 'user_input_required' } : {}),
    },
  },
  included: reply.sources.map(({ type, id, title, externalId }) => ({
    id,
    type: TYPES[type],
    attributes: { title, external_id: externalId },
  })),
});

export const encodeSessions = ({ items, nextCursor }: SessionPage): z.input<typeof sessionList> => ({
  sessions: items.map((session) => ({
    id: session.sessionId,
    summary: session.summary,
    message_count: session.messageCount,
    created_at: session.createdAt.toISOString(),
    last_message_at: session.lastMessageAt.toISOString(),
  })),
  meta: { next_before: nextCursor },
});

interface Page {
  readonly number: number;
  readonly size: number;
}

export const encodeMessages = (
  { messages, total }: { readonly messages: readonly SessionMessage[]; readonly total: number },
  page: Page,
): z.input<typeof messageList> => ({
  messages: messages.map((message) => ({
    id: message.messageId,
    role: message.role,
    content: message.content,
    created_at: message.at.toISOString(),
    ...(message.role === 'assistant' ? { sources: message.sources.map(identifier) } : {}),
  })),
  meta: encodePage(total, page),
});

const identifier = ({ id, type }: Source) => ({ id, type: TYPES[type] });

export function encodePage(total: number, { number, size }: Page): z.input<typeof pageMeta> {
  const pages = Math.ceil(total / size);
  return {
    current_page: number,
    next_page: number < pages ? number + 1 : null,
    prev_page: number > 1 ? number - 1 : null,
    total_count: total,
    total_pages: pages,
  };
}
