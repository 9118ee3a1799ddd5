import { ParleyError } from '../core/errors.ts';
import { parseYaml } from './parse-yaml.ts';

export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** What stands below it. */
  readonly body: string;
}

const MAX_CHARACTERS = 100_000;

/**
 * Splits YAML front matter from a Markdown text. Throws ParleyError where it is broken, with its line, where it expands to
 * too much and where it is longer than 100,000 characters.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const opening = /^\s*---[ \t]*\r?\n/.exec(text);
  const whole: FrontMatter = { fields: {}, body: text };
  if (!opening) return whole;
  const rest = text.slice(opening[0].length);
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (!closing) return whole;
  const yaml = rest.slice(0, closing.index);
  // Between two lines across the page there is no field.
  if (!/^["']?[\w -]+["']?\s*:/m.test(yaml)) return whole;
  const body = rest.slice(closing.index + closing[0].length);
  return { fields: fieldsOf(yaml, opening[0].split('\n').length - 1), body };
}

function fieldsOf(yaml: string, linesBefore: number): Readonly<Record<string, unknown>> {
  if (yaml.length > MAX_CHARACTERS) throw broken(`is longer than ${MAX_CHARACTERS} characters`);
  const value = parseYaml(yaml, 'the front matter', linesBefore);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw broken('is no list of fields');
  return value as Readonly<Record<string, unknown>>;
}

const broken = (what: string): ParleyError => new ParleyError('invalid_input', `the front matter ${what}`);
