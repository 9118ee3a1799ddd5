import type { SaidMessage } from '../core/conversation.ts';

/**
 * A conversation that the caller keeps, as a turn takes it: its last question, and what was said beside it. Undefined
 * where nobody asked anything.
 */
export function givenConversation(
  messages: readonly SaidMessage[],
): { message: string; conversation: SaidMessage[] } | undefined {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const message = messages[last]?.content;
  return message === undefined ? undefined : { message, conversation: messages.toSpliced(last, 1) };
}

/** Whether a conversation ends with a question. */
export const endsWithUser = (messages: readonly SaidMessage[]): boolean => messages.at(-1)?.role === 'user';
