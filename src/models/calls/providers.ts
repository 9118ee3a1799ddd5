import type { LanguageModelV4 } from '@ai-sdk/provider';
import { type ModelName, type ProviderName, writeModelName } from '../../core/model-name.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';

/** Where the providers are and what they want to see, as in the configuration. */
export interface ProviderSettings {
  readonly openaiKey: string | null;
  readonly openaiUrl: string;
  readonly anthropicKey: string | null;
  readonly anthropicUrl: string;
  readonly ollamaUrl: string;
  readonly compatibleUrl: string | null;
  readonly compatibleKey: string | null;
}

/** A model that can be asked. */
export interface ConnectedModel {
  /** `provider/model`. */
  readonly name: string;
  readonly provider: ProviderName;
  readonly model: string;
  readonly language: LanguageModelV4;
  readonly breaker: CircuitBreaker;
}

type Connect = (settings: ProviderSettings) => Promise<(model: string) => LanguageModelV4>;

const compatible =
  (name: ProviderName, address: (settings: ProviderSettings) => { url: string | null; key: string | null }) =>
  async (settings: ProviderSettings) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const { url, key } = address(settings);
    return createOpenAICompatible({
      name,
      baseURL: url ?? '',
      includeUsage: true,
      ...(key === null ? {} : { apiKey: key }),
    });
  };

/** Every provider. Its package is loaded when one of its models is configured. */
const PROVIDERS: Readonly<Record<ProviderName, Connect>> = {
  async openai({ openaiKey, openaiUrl }) {
    const { createOpenAI } = await import('@ai-sdk/openai');
    // Chat completions: what servers behind another base URL speak too.
    return createOpenAI({ apiKey: openaiKey ?? '', baseURL: openaiUrl }).chat;
  },
  async anthropic({ anthropicKey, anthropicUrl }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ apiKey: anthropicKey ?? '', baseURL: anthropicUrl });
  },
  ollama: compatible('ollama', ({ ollamaUrl }) => ({ url: ollamaUrl, key: null })),
  compatible: compatible('compatible', ({ compatibleUrl, compatibleKey }) => ({
    url: compatibleUrl,
    key: compatibleKey,
  })),
};

/** One provider's models rest apart: one that is overloaded says nothing about another. */
const BREAKER = { failures: 5, restMs: 15_000 };

/** Connects the model; nothing is sent yet. */
export async function connectModel(name: ModelName, settings: ProviderSettings): Promise<ConnectedModel> {
  const open = await PROVIDERS[name.provider](settings);
  return connected(name, open(name.model));
}

/** A model of any origin under the name that answers will give. */
export const connected = (name: ModelName, language: LanguageModelV4): ConnectedModel => ({
  ...name,
  name: writeModelName(name),
  language,
  breaker: createCircuitBreaker(BREAKER),
});
