import type { SaidMessage } from '../core/conversation.ts';
import type { PastTurn } from '../models/answerer.ts';
import { printable } from './check-message.ts';

/** What a conversation that the caller keeps holds for an answerer. */
export interface GivenHistory {
  /** Oldest first, at most `turns` of them; the state of none is known. */
  readonly history: readonly PastTurn[];
  readonly instructions: readonly string[];
}

/**
 * Pairs each question with the replies up to the next question. Questions that follow each other are one, and replies
 * before any question stand with an empty one: nothing of what the caller says was said is lost.
 */
export function givenHistory(said: readonly SaidMessage[], turns: number): GivenHistory {
  const history: { question: string; reply: string; state: undefined }[] = [];
  const instructions: string[] = [];
  for (const { role, content } of said) {
    const text = printable(content);
    const last = history.at(-1);
    if (role === 'system') instructions.push(text);
    else if (role === 'assistant' && last) last.reply = joined(last.reply, text);
    else if (role === 'assistant') history.push({ question: '', reply: text, state: undefined });
    else if (last && last.reply === '') last.question = joined(last.question, text);
    else history.push({ question: text, reply: '', state: undefined });
  }
  return { history: turns > 0 ? history.slice(-turns) : [], instructions };
}

const joined = (before: string, text: string) => (before === '' ? text : `${before}\n${text}`);
