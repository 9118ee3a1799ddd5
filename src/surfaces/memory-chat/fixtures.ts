import { prefixedId } from '../../core/ids.ts';
import { EXAMPLE_ID } from '../ids.ts';

export const exampleQuestion = { message: 'How many incidents did checkout have in the last 90 days?' };

export const exampleAnswer = {
  sessionId: prefixedId('sess', EXAMPLE_ID),
  messageId: prefixedId('msg', EXAMPLE_ID),
  reply: 'There was 1 incident in the last 90 days (2025-10-17 to 2026-01-15, UTC) with service checkout.',
  sources: [{ type: 'incident', id: prefixedId('inc', EXAMPLE_ID), title: 'Checkout answered 503' }],
  timestamp: '2026-01-15T08:30:00.000Z',
};

export const exampleHistory = {
  items: [
    {
      sessionId: prefixedId('sess', EXAMPLE_ID),
      summary: exampleQuestion.message,
      messageCount: 2,
      lastMessageAt: '2026-01-15T08:30:00.000Z',
    },
  ],
  nextCursor: null,
};
