import { type ModelName, parseModelName } from './model-name.ts';

/**
 * A model in the folder of local models, `local/ORG/NAME`; `model` is `ORG/NAME`.
 *
 * @public The package's declarations name it.
 */
export interface LocalModelName {
  readonly provider: 'local';
  readonly model: string;
}

/** A model that turns texts into vectors. */
export type EmbedderName = ModelName | LocalModelName;

/** `auto` is the first local model that can be used; `off` is none. */
export type EmbedderChoice = EmbedderName | 'auto' | 'off';

// No part begins with a dot: the name is also a path below the folder of models.
const LOCAL = /^\w[\w.-]{0,95}\/\w[\w.-]{0,95}$/;

/** Whether `ORG/NAME` can be the name of a local model. */
export const isLocalModelName = (text: string): boolean => LOCAL.test(text);

/** Reads `auto`, `off`, `local/ORG/NAME` or `provider/model`; undefined for others, and for a provider without embeddings. */
export function parseEmbedderChoice(text: string): EmbedderChoice | undefined {
  if (text === 'auto' || text === 'off') return text;
  const local = text.startsWith('local/') ? text.slice('local/'.length) : undefined;
  if (local !== undefined) return isLocalModelName(local) ? { provider: 'local', model: local } : undefined;
  const remote = parseModelName(text);
  return remote?.provider === 'anthropic' ? undefined : remote;
}
