import { ParleyError } from '../core/errors.ts';
import { checkText } from './check-text.ts';

const MAX_TEMPLATE_CHARACTERS = 20_000;
export const MAX_TEMPLATE_VERSIONS = 1000;

/** What a template may leave open; each stands for nothing where a turn has no value for it. */
const VARIABLES = ['organisation', 'today', 'project', 'brand'] as const;

export type TemplateVariable = (typeof VARIABLES)[number];

const BRACES = /\{\{|\}\}/g;
/** Too long a name is no name, so that a complaint stays short. */
const VARIABLE = /\{\{([^{}\n]{1,60})\}\}/y;

export const isTemplateId = (text: string): boolean => /^[a-z0-9_-]{1,60}$/.test(text);

/**
 * The text of a template as it is stored, without the blanks around it. Throws `invalid_input` (`body`) unless it has 1
 * to 20,000 printable characters; names the place where double braces hold no known variable.
 */
export function checkTemplate(body: string): string {
  const text = checkText(body, { subject: 'body', least: 1, most: MAX_TEMPLATE_CHARACTERS, lines: true });
  BRACES.lastIndex = 0;
  for (let found = BRACES.exec(body); found !== null; found = BRACES.exec(body)) {
    VARIABLE.lastIndex = found.index;
    const [whole, name] = VARIABLE.exec(body) ?? [];
    if (!VARIABLES.some((known) => known === name)) throw wrongBraces(body, found.index, whole);
    BRACES.lastIndex = VARIABLE.lastIndex;
  }
  return text;
}

function wrongBraces(body: string, index: number, variable: string | undefined): ParleyError {
  const before = body.slice(0, index).split(/\r\n|\r|\n/);
  const place = `line ${before.length}, character ${[...(before.at(-1) ?? '')].length + 1}`;
  const complaint =
    variable === undefined
      ? `${body.slice(index, index + 2)} belongs to no variable`
      : `there is no variable ${variable}`;
  const known = VARIABLES.map((name) => `{{${name}}}`).join(', ');
  return new ParleyError('invalid_input', `body, ${place}: ${complaint}. Double braces are for ${known}.`, {
    subject: 'body',
  });
}

export const noTemplate = () =>
  new ParleyError('not_found', 'There is no template with that id.', { subject: 'template' });
