import {
  BUILTIN,
  type ModelChoice,
  type ProviderName,
  parseModelName,
  writeModelName,
} from '../../core/model-name.ts';

/** Models that callers of the document chat may name without their provider, as its contract lists them. */
const WELL_KNOWN: ReadonlyMap<string, ProviderName> = new Map([
  ['claude-sonnet-4-6', 'anthropic'],
  ['gpt-4o', 'openai'],
  ['gpt-4o-mini', 'openai'],
  ['gpt-4-turbo', 'openai'],
  ['gpt-3.5-turbo', 'openai'],
]);

/**
 * The model that a caller means: one of the configured ones, with or without its provider, or a well-known one of a
 * provider that is configured; a key that happens to lie in the environment configures none. Undefined for any other.
 */
export function chooseModel(asked: string, configured: readonly ModelChoice[]): ModelChoice | undefined {
  const models = configured.filter((each) => each !== BUILTIN);
  if (asked === BUILTIN) return configured.includes(BUILTIN) ? BUILTIN : undefined;
  const exact = models.find((each) => writeModelName(each) === asked || each.model === asked);
  if (exact) return exact;
  const { provider, model } = parseModelName(asked) ?? { provider: WELL_KNOWN.get(asked), model: asked };
  const isKnown = provider !== undefined && WELL_KNOWN.get(model) === provider;
  return isKnown && models.some((each) => each.provider === provider) ? { provider, model } : undefined;
}
