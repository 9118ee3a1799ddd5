import { type Document, parseDocument } from 'yaml';
import { ParleyError } from '../core/errors.ts';

/** Uses of one anchor together: enough for people, too few for a text that expands without end. */
const MAX_ALIASES = 50;

export const YAML_OPTIONS = { schema: 'core', uniqueKeys: false, logLevel: 'silent' } as const;

const broken = (what: string): ParleyError => new ParleyError('invalid_input', what);

const isStackError = (message: string): boolean => message.includes('call stack');

/**
 * The value of one YAML document, which begins after `linesBefore` lines of its file. Throws ParleyError on broken YAML,
 * on aliases that expand to too much and on nesting that is too deep; `where` is the subject of the sentence.
 */
export function parseYaml(text: string, where: string, linesBefore: number): unknown {
  try {
    return yamlValue(parseDocument(text, YAML_OPTIONS), where, linesBefore);
  } catch (failure) {
    throw failure instanceof ParleyError ? failure : unreadable(failure, where);
  }
}

/** The value of a document that has been parsed. Throws as `parseYaml`. */
export function yamlValue(document: Document.Parsed, where: string, linesBefore: number): unknown {
  const [error] = document.errors;
  if (error && isStackError(error.message)) throw broken(`${where} is nested too deeply`);
  if (error) {
    const line = (error.linePos?.[0].line ?? 1) + linesBefore;
    const reason = error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? '';
    throw broken(`${where} is not valid YAML (line ${line}): ${reason}`);
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
