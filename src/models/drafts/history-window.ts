import type { PastTurn } from '../answerer.ts';
import { mostTokens, tokenCounter } from '../calls/count-tokens.ts';

/** What a provider puts around each message. */
const MESSAGE_TOKENS = 8;

/**
 * The latest exchanges, oldest first, that fit into `budgetTokens` beside `fixed`, which is never cut; and how many did
 * not fit. Counted by the tokenizer, unless everything fits even if each byte were a token.
 */
export async function fitHistory(
  history: readonly PastTurn[],
  fixed: readonly string[],
  budgetTokens: number,
): Promise<{ kept: readonly PastTurn[]; dropped: number }> {
  const most = (texts: readonly string[]) => texts.reduce((sum, text) => sum + mostTokens(text), 0);
  const inHistory = history.flatMap(({ question, reply }) => [question, reply]);
  const around = (history.length * 2 + fixed.length) * MESSAGE_TOKENS;
  if (most(fixed) + most(inHistory) + around <= budgetTokens) return { kept: history, dropped: 0 };
  const count = await tokenCounter();
  let left = budgetTokens - fixed.reduce((sum, text) => sum + count(text) + MESSAGE_TOKENS, 0);
  let first = history.length;
  for (const { question, reply } of history.toReversed()) {
    left -= count(question) + count(reply) + 2 * MESSAGE_TOKENS;
    if (left < 0) break;
    first--;
  }
  return { kept: history.slice(first), dropped: first };
}
