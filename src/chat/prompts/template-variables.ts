import type { Ground } from '../../core/evidence.ts';
import type { TemplateVariable } from '../../knowledge/template-rules.ts';
import { shorten } from '../../lib/shorten.ts';

export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string>>>;

const MAX_VALUE_CHARACTERS = 200;

const VARIABLE = /\{\{([a-z]{1,20})\}\}/g;

/** What a turn puts in place of the variables. `organisation`: the tenant's name; `today` is the day in UTC. */
export function templateValues(ground: Ground, organisation: string, now: Date): TemplateValues {
  return {
    organisation,
    today: now.toISOString().slice(0, 10),
    ...(ground.kind === 'project' ? { project: ground.slug } : {}),
    ...(ground.kind === 'documents' ? { brand: ground.brand } : {}),
  };
}

/**
 * The template with its variables filled in, each with one line of at most 200 characters, or nothing. What a value holds
 * is never read again: `{{today}}` inside one stays as it is.
 */
export function renderTemplate(body: string, values: TemplateValues): string {
  const filled = new Map(Object.entries(values));
  return body.replace(VARIABLE, (_, name: string) => oneLine(filled.get(name) ?? ''));
}

const oneLine = (value: string): string =>
  shorten(value.toWellFormed().replace(/\p{Cc}/gu, ' '), MAX_VALUE_CHARACTERS);
