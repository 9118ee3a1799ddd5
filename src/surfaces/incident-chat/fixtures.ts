import { EXAMPLE_ID } from '../ids.ts';

export const exampleAnswer = {
  data: {
    id: EXAMPLE_ID,
    type: 'ai_chat_responses',
    attributes: { session_id: EXAMPLE_ID, reply: 'Checkout answered 503 because a certificate had expired.' },
  },
  included: [
    {
      id: EXAMPLE_ID,
      type: 'incidents',
      attributes: { title: 'Checkout answered 503', external_id: 'INC-17' },
    },
  ],
};

export const exampleQuestion = { message: 'What broke checkout last week?' };

export const exampleSessions = {
  sessions: [
    {
      id: EXAMPLE_ID,
      summary: exampleQuestion.message,
      message_count: 2,
      created_at: '2026-01-15T08:29:59.000Z',
      last_message_at: '2026-01-15T08:30:00.000Z',
    },
  ],
  meta: { next_before: null },
};

export const exampleMessages = {
  messages: [
    {
      id: EXAMPLE_ID,
      role: 'user',
      content: exampleQuestion.message,
      created_at: '2026-01-15T08:29:59.000Z',
    },
  ],
  meta: { current_page: 1, next_page: null, prev_page: null, total_count: 1, total_pages: 1 },
};
