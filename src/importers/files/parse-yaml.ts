import { type Document, parseAllDocuments, parseDocument } from 'yaml';
import { ParleyError } from '../../core/errors.ts';
import { isObject } from '../importer.ts';

/** Uses of one anchor together: enough for people, too few for a file that expands without end. */
const MAX_ALIASES = 50;
const OPTIONS = { schema: 'core', uniqueKeys: false, logLevel: 'silent' } as const;

const broken = (what: string): ParleyError => new ParleyError('invalid_input', what);

function documentValue(document: Document.Parsed, where: string, linesBefore: number): unknown {
  const [error] = document.errors;
  if (error && isStackError(error.message)) throw broken(`${where} is nested too deeply`);
  if (error)
    throw broken(
      `${where} is not valid YAML (line ${(error.linePos?.[0].line ?? 1) + linesBefore}): ${error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? ''}`,
    );
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : '';
    if (isStackError(message)) throw broken(`${where} is nested too deeply`);
    throw broken(
      `${where} cannot be read: ${/alias count/i.test(message) ? 'its aliases expand to too much' : message}`,
    );
  }
}

const isStackError = (message: string): boolean => message.includes('call stack');

/**
 * One YAML document, which begins after `linesBefore` lines of its file. Throws ParleyError on broken YAML and on aliases
 * that expand to too much.
 */
export function parseYaml(text: string, where: string, linesBefore: number): unknown {
  return documentValue(parseDocument(text, OPTIONS), where, linesBefore);
}

const LIST_NAMES = ['incidents', 'postmortems', 'post_mortems', 'outages', 'data', 'items', 'records'];

/** Records of a YAML file: the elements of a list, of a list under a known name, or each document. */
export function parseYamlRecords(text: string): unknown[] {
  const documents = parseAllDocuments(text, OPTIONS);
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const value = documentValue(document as Document.Parsed, 'the file', 0);
    if (Array.isArray(value)) return value;
    const list = isObject(value) ? LIST_NAMES.map((name) => value[name]).find(Array.isArray) : undefined;
    return list ?? (value === null ? [] : [value]);
  });
}
