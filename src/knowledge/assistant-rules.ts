import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import type { TemplateChoice } from '../core/prompt-template.ts';
import type { Assistant } from '../store/assistants.ts';
import type { StoredTemplate } from '../store/prompt-templates.ts';
import { checkScopeName, MAX_BRAND_SCOPES } from './brand-rules.ts';
import { checkText } from './check-text.ts';
import { builtinTemplate } from './prompts/builtin-templates.ts';

const MAX_MODEL_CHARACTERS = 200;

/** 1 to 100 letters, digits, dots, dashes and underscores, and never to be mistaken for an id or a folder. */
export const isAssistantKey = (text: string): boolean =>
  /^(?=.*[A-Za-z0-9])[A-Za-z0-9._-]{1,100}$/.test(text) && parseId('ast', text) === undefined;

/** What a caller names an assistant by, as the store looks for it; undefined for what can be neither. */
export function readAssistantReference(
  reference: string,
): readonly [id: string | null, key: string | null] | undefined {
  const id = parseId('ast', reference) ?? null;
  const key = isAssistantKey(reference) ? reference : null;
  return id === null && key === null ? undefined : [id, key];
}

type Described = Pick<Assistant, 'name' | 'defaultModel' | 'defaultScopes'>;

/** What of an assistant stands on its own, as it is stored. Throws `invalid_input` with the field as its subject. */
export function checkAssistant({ name, defaultModel, defaultScopes }: Described): Described {
  if (defaultScopes.length > MAX_BRAND_SCOPES)
    throw invalid('default_scopes', `An assistant has at most ${MAX_BRAND_SCOPES} default scopes.`);
  const model = { subject: 'default_model', least: 1, most: MAX_MODEL_CHARACTERS };
  return {
    name: checkText(name, { subject: 'name', least: 1, most: 100 }),
    defaultModel: defaultModel === null ? null : checkText(defaultModel, model),
    defaultScopes: [...new Set(defaultScopes.map((scope) => checkScopeName(scope, 'default_scopes')))],
  };
}

/**
 * Throws `invalid_input` (`template_id`, `template_version`) unless there is what is chosen. `own`: the tenant's template
 * of that id, which stands in place of a built-in one with all its versions.
 */
export function checkTemplateChoice({ id, version }: TemplateChoice, own: StoredTemplate | undefined): void {
  if (own === undefined && builtinTemplate(id, null) === undefined)
    throw invalid('template_id', 'There is no template with that template_id.');
  const exists =
    version === null ||
    (own === undefined
      ? builtinTemplate(id, version) !== undefined
      : version >= 1 && version <= own.latestVersion);
  if (!exists) throw invalid('template_version', 'The template has no version of that number.');
}

export const noAssistant = () =>
  new ParleyError('not_found', 'There is no assistant with that id.', { subject: 'assistant' });

const invalid = (subject: string, message: string) => new ParleyError('invalid_input', message, { subject });
