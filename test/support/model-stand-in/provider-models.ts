import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';

/** One model for each way in which a provider package speaks on the wire. */
export function providerModels(url: string): Readonly<Record<ProviderModel, LanguageModelV4>> {
  const options = { apiKey: 'some key', baseURL: url };
  const openai = createOpenAI(options);
  return {
    chat: openai.chat('gpt-4o-mini'),
    responses: openai('gpt-4o-mini'),
    anthropic: createAnthropic(options)('claude-haiku-4-5'),
    compatible: createOpenAICompatible({ ...options, name: 'compatible', includeUsage: true })('llama-3'),
  };
}

export const PROVIDER_MODELS = ['chat', 'responses', 'anthropic', 'compatible'] as const;

export type ProviderModel = (typeof PROVIDER_MODELS)[number];

/** A prompt with everything that Parley sends. */
export const QUESTION: LanguageModelV4CallOptions = {
  prompt: [
    { role: 'system', content: 'Answer in one sentence.' },
    { role: 'user', content: [{ type: 'text', text: 'How many incidents were there?' }] },
  ],
  tools: [
    {
      type: 'function',
      name: 'count_incidents',
      description: 'Counts incidents.',
      inputSchema: { type: 'object', properties: { service: { type: 'string' } } },
    },
  ],
  temperature: 0.5,
  maxOutputTokens: 300,
};

/** What came of a streamed call. */
export interface Heard {
  readonly text: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: string }[];
  /** In order of appearance. */
  readonly partTypes: readonly string[];
  readonly finish: LanguageModelV4FinishReason | undefined;
  readonly usage: LanguageModelV4Usage | undefined;
  /** What stood in parts of type `error`. */
  readonly errorParts: readonly unknown[];
  /** What `doStream` rejected with. */
  readonly rejected?: unknown;
  /** What reading the stream threw. */
  readonly thrown?: unknown;
}

/** Listens to the end, whatever happens; `onText` is told of every piece. */
export async function listen(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions = QUESTION,
  onText: (text: string) => void = () => {},
): Promise<Heard> {
  const calls: { id: string; name: string; input: string }[] = [];
  const partTypes: string[] = [];
  const errorParts: unknown[] = [];
  let [text, finish, usage] = ['', undefined, undefined] as [string, Heard['finish'], Heard['usage']];
  const heard = () => ({ text, calls, partTypes, finish, usage, errorParts });
  const opened = await Promise.resolve(model.doStream(options)).catch((rejected: unknown) => ({ rejected }));
  if ('rejected' in opened) return { ...heard(), rejected: opened.rejected };
  try {
    for await (const part of opened.stream) {
      partTypes.push(part.type);
      if (part.type === 'text-delta') {
        text += part.delta;
        onText(part.delta);
      } else if (part.type === 'tool-call')
        calls.push({ id: part.toolCallId, name: part.toolName, input: part.input });
      else if (part.type === 'error') errorParts.push(part.error);
      else if (part.type === 'finish') [finish, usage] = [part.finishReason, part.usage];
    }
  } catch (thrown) {
    return { ...heard(), thrown };
  }
  return heard();
}
