import { type Document, parseDocument } from 'yaml';
import { ParleyError } from '../core/errors.ts';

/** Uses of one anchor together: enough for people, too few for a text that expands without end. */
const MAX_ALIASES = 50;

/** Errors in the library's own pretty form cost time that grows with their number times the text's length. */
export const YAML_OPTIONS = {
  schema: 'core',
  uniqueKeys: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

const broken = (what: string): ParleyError => new ParleyError('invalid_input', what);

const isStackError = (message: string): boolean => message.includes('call stack');

/**
 * The value of one YAML document, which begins after `linesBefore` lines of its file. Throws ParleyError on broken YAML,
 * on aliases that expand to too much and on nesting that is too deep; `where` is the subject of the sentence.
 */
export function parseYaml(text: string, where: string, linesBefore: number): unknown {
  try {
    return yamlValue(parseDocument(text, YAML_OPTIONS), text, where, linesBefore);
  } catch (failure) {
    throw failure instanceof ParleyError ? failure : unreadable(failure, where);
  }
}

/** The value of a document that has been parsed from `text`. Throws as `parseYaml`. */
export function yamlValue(
  document: Document.Parsed,
  text: string,
  where: string,
  linesBefore: number,
): unknown {
  const [error] = document.errors;
  if (error && isStackError(error.message)) throw broken(`${where} is nested too deeply`);
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length + linesBefore;
    throw broken(`${where} is not valid YAML (line ${line}): ${error.message.split('\n')[0] ?? ''}`);
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (failure) {
    throw unreadable(failure, where);
  }
}

function unreadable(failure: unknown, where: string): ParleyError {
  const message = failure instanceof Error ? failure.message : '';
  if (isStackError(message)) return broken(`${where} is nested too deeply`);
  const reason = /alias count/i.test(message) ? 'its aliases expand to too much' : message;
  return broken(`${where} cannot be read: ${reason}`);
}
