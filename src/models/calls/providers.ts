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

/** Where a provider is asked, and the key that it wants to see; null: none. */
export interface ProviderAddress {
  readonly url: string;
  readonly key: string | null;
}

const ADDRESSES: Readonly<Record<ProviderName, (settings: ProviderSettings) => ProviderAddress>> = {
  openai: ({ openaiUrl: url, openaiKey: key }) => ({ url, key }),
  anthropic: ({ anthropicUrl: url, anthropicKey: key }) => ({ url, key }),
  ollama: ({ ollamaUrl: url }) => ({ url, key: null }),
  compatible: ({ compatibleUrl, compatibleKey: key }) => ({ url: compatibleUrl ?? '', key }),
};

export const addressOf = (provider: ProviderName, settings: ProviderSettings): ProviderAddress =>
  ADDRESSES[provider](settings);

type Connect = (address: ProviderAddress) => Promise<(model: string) => LanguageModelV4>;

const compatible =
  (name: ProviderName): Connect =>
  async ({ url, key }) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return createOpenAICompatible({
      name,
      baseURL: url,
      includeUsage: true,
      ...(key === null ? {} : { apiKey: key }),
    });
  };

/** Every provider. Its package is loaded when one of its models is configured. */
const PROVIDERS: Readonly<Record<ProviderName, Connect>> = {
  async openai({ url, key }) {
    const { createOpenAI } = await import('@ai-sdk/openai');
    // Chat completions: what servers behind another base URL speak too.
    return createOpenAI({ apiKey: key ?? '', baseURL: url }).chat;
  },
  async anthropic({ url, key }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ apiKey: key ?? '', baseURL: url });
  },
  ollama: compatible('ollama'),
  compatible: compatible('compatible'),
};

/** One provider's models rest apart: one that is overloaded says nothing about another. */
const BREAKER = { failures: 5, restMs: 15_000 };

/** Connects the model; nothing is sent yet. */
export async function connectModel(name: ModelName, settings: ProviderSettings): Promise<ConnectedModel> {
  const open = await PROVIDERS[name.provider](addressOf(name.provider, settings));
  return connected(name, open(name.model));
}

/** A model of any origin under the name that answers will give. */
export const connected = (name: ModelName, language: LanguageModelV4): ConnectedModel => ({
  ...name,
  name: writeModelName(name),
  language,
  breaker: createCircuitBreaker(BREAKER),
});
