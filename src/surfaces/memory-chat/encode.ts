import type { Reply } from '../../chat/collect-reply.ts';
import type { SessionPage } from '../../chat/list-sessions.ts';
import type { SessionMessage } from '../../chat/read-session.ts';
import type { Source, SourceType } from '../../core/conversation.ts';
import { type IdPrefix, prefixedId, type Uuid } from '../../core/ids.ts';

const PREFIX: Partial<Readonly<Record<SourceType, IdPrefix>>> = {
  incident: 'inc',
  pattern: 'ptn',
  runbook: 'rbk',
  note: 'nte',
};

const sourceId = (type: SourceType, id: Uuid): string => {
  const prefix = PREFIX[type];
  return prefix === undefined ? id : prefixedId(prefix, id);
};

const encodeSources = (sources: readonly Source[]) =>
  sources.map(({ type, id, title }) => ({ type, id: sourceId(type, id), title }));

export const encodeReply = (reply: Reply) => ({
  sessionId: prefixedId('sess', reply.sessionId),
  messageId: prefixedId('msg', reply.messageId),
  reply: reply.reply,
  sources: encodeSources(reply.sources),
  timestamp: reply.at.toISOString(),
});

export const encodeSessions = ({ items, nextCursor }: SessionPage) => ({
  items: items.map((session) => ({
    sessionId: prefixedId('sess', session.sessionId),
    summary: session.summary,
    messageCount: session.messageCount,
    lastMessageAt: session.lastMessageAt.toISOString(),
  })),
  nextCursor,
});

export const encodeMessages = (sessionId: Uuid, messages: readonly SessionMessage[]) => ({
  sessionId: prefixedId('sess', sessionId),
  messages: messages.map((message) => ({
    messageId: prefixedId('msg', message.messageId),
    role: message.role,
    content: message.content,
    timestamp: message.at.toISOString(),
    ...(message.role === 'assistant' ? { sources: encodeSources(message.sources) } : {}),
  })),
});
