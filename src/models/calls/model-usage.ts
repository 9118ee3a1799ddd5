import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import { mostTokens, tokenCounter } from './count-tokens.ts';

/** Tokens of one call. */
export interface CallUsage {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly isEstimated: boolean;
}

export const NOTHING_USED: CallUsage = {
  promptTokens: 0,
  cachedTokens: 0,
  completionTokens: 0,
  isEstimated: false,
};

/** Tokens that stand in no text of ours: what a provider puts around messages and tools, and hidden thought. */
const UNSEEN_TOKENS = 2000;

const isCount = (value: number | undefined, most: number): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0 && value <= most;

/**
 * What the provider reports, where it can be true; else undefined. `said`: the prompt and the reply of the call, `mostReply`:
 * the most tokens that were asked for.
 */
export function reportedUsage(
  usage: LanguageModelV4Usage,
  said: { readonly prompt: string; readonly reply: string },
  mostReply: number,
): CallUsage | undefined {
  const { total: prompt, cacheRead = 0 } = usage.inputTokens;
  const { total: completion } = usage.outputTokens;
  const mostPrompt = mostTokens(said.prompt) + UNSEEN_TOKENS;
  if (!isCount(prompt, mostPrompt) || !isCount(completion, mostReply + UNSEEN_TOKENS)) return undefined;
  if (prompt === 0 || (completion === 0 && said.reply !== '') || !isCount(cacheRead, prompt))
    return undefined;
  return {
    promptTokens: prompt,
    cachedTokens: cacheRead,
    completionTokens: completion,
    isEstimated: false,
  };
}

/** The call's tokens as our own tokenizer counts them. */
export async function estimatedUsage(said: {
  readonly prompt: string;
  readonly reply: string;
}): Promise<CallUsage> {
  const count = await tokenCounter();
  return {
    promptTokens: count(said.prompt),
    cachedTokens: 0,
    completionTokens: count(said.reply),
    isEstimated: true,
  };
}
