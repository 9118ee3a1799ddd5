/** Providers of language models that Parley can speak to, as they are written before the slash of a model's name. */
const PROVIDER_NAMES = ['openai', 'anthropic', 'ollama', 'compatible'] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** A language model, `openai/gpt-4o-mini`; what follows the first slash is the provider's own name for it. */
export interface ModelName {
  readonly provider: ProviderName;
  readonly model: string;
}

/** The answerer that needs no language model. */
export const BUILTIN = 'builtin';

const NAME = /^([a-z]+)\/([\w.:@/+-]{1,200})$/;

/** Reads `provider/model`; undefined where it is none. */
export function parseModelName(text: string): ModelName | undefined {
  const [, written, model] = NAME.exec(text) ?? [];
  const provider = PROVIDER_NAMES.find((name) => name === written);
  return provider && model ? { provider, model } : undefined;
}

/** Who can be asked for an answer. */
export type ModelChoice = ModelName | typeof BUILTIN;

export const writeModelName = (choice: ModelChoice): string =>
  choice === BUILTIN ? BUILTIN : `${choice.provider}/${choice.model}`;
