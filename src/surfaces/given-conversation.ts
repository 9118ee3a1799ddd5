import type { SaidMessage } from '../core/conversation.ts';
import { ParleyError } from '../core/errors.ts';

/**
 * A conversation that the caller keeps, as a turn takes it: its last question, and what was said beside it. Throws
 * `invalid_input` where nobody asked anything.
 */
export function givenConversation(messages: readonly SaidMessage[]): {
  message: string;
  conversation: SaidMessage[];
} {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const message = messages[last]?.content;
  if (message !== undefined) return { message, conversation: messages.toSpliced(last, 1) };
  throw new ParleyError('invalid_input', 'messages holds no question.', { subject: 'messages' });
}

/** Whether a conversation ends with a question. */
export const endsWithUser = (messages: readonly SaidMessage[]): boolean => messages.at(-1)?.role === 'user';
