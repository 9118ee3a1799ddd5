import { ParleyError } from '../../core/errors.ts';
import { parseYaml } from '../files/parse-yaml.ts';
import { isObject, type JsonObject } from '../importer.ts';

export interface FrontMatter {
  readonly fields: JsonObject;
  readonly body: string;
}

const MAX_CHARACTERS = 100_000;

/** Splits YAML front matter from a Markdown file. Throws ParleyError with the line where the YAML is broken. */
export function readFrontMatter(text: string): FrontMatter {
  const opening = /^\s*---[ \t]*\r?\n/.exec(text);
  const whole: FrontMatter = { fields: {}, body: text };
  if (!opening) return whole;
  const rest = text.slice(opening[0].length);
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (!closing) return whole;
  const yaml = rest.slice(0, closing.index);
  if (!/^\s*["']?[\w -]+["']?\s*:/m.test(yaml)) return whole;
  const body = rest.slice(closing.index + closing[0].length);
  return { fields: fieldsOf(yaml, opening[0].split('\n').length - 1), body };
}

function fieldsOf(yaml: string, linesBefore: number): JsonObject {
  if (yaml.length > MAX_CHARACTERS) throw broken(`is longer than ${MAX_CHARACTERS} characters`);
  const value = parseYaml(yaml, 'the front matter', linesBefore);
  if (value === null) return {};
  if (!isObject(value)) throw broken('is no list of fields');
  return value;
}

const broken = (what: string): ParleyError => new ParleyError('invalid_input', `the front matter ${what}`);
