import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { YAML_OPTIONS } from '../../../lib/parse-yaml.ts';
import { unreadable, unreadableAt } from '../unreadable.ts';
import { countAliases } from './count-aliases.ts';
import { parseJsonTree } from './parse-json-tree.ts';
import type { Tree } from './tree.ts';
import { TreeMaker } from './tree-maker.ts';

/** Marks of structure: what a parser makes an object of, so time and memory grow with them. */
const MAX_MARKS = 1_000_000;
const YAML_MARKS = '\n,:[]{}"\'?&*!|>-#%@`';
const JSON_MARKS = ',[{';

/**
 * The documents of a YAML or JSON file, each value with its line; empty ones are left out. Throws ParleyError on text that
 * is neither, on aliases that expand to too much, and on nesting or a number of values that no such file has.
 */
export function parseTree(text: string, file: string): Tree[] {
  if (/^\s*[[{]/.test(text.slice(0, 1000))) {
    checkMarks(text, JSON_MARKS, file);
    const json = parseJsonTree(text, file);
    if (json) return [json];
  }
  checkMarks(text, YAML_MARKS, file);
  try {
    return readYaml(text, file);
  } catch (failure) {
    throw failure instanceof RangeError ? unreadable(file, 'is nested too deeply') : failure;
  }
}

function readYaml(text: string, file: string): Tree[] {
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, { ...YAML_OPTIONS, lineCounter: lines }),
  ] as Document.Parsed[];
  const maker = new TreeMaker(file, lines);
  return documents.flatMap((document) => {
    checkErrors(document, text, file, lines);
    countAliases(document, file);
    const tree = maker.document(document);
    return tree.isNull ? [] : [tree];
  });
}

function checkErrors(document: Document.Parsed, text: string, file: string, lines: LineCounter): void {
  const [error] = document.errors;
  if (!error) return;
  if (error.message.includes('call stack')) throw unreadable(file, 'is nested too deeply');
  const { line } = lines.linePos(error.pos[0]);
  const hint = text.includes('{{') ? '; it is a template, which must be filled in first' : '';
  throw unreadableAt({ file, line }, `is not valid YAML: ${error.message.split('\n')[0] ?? ''}${hint}`);
}

function checkMarks(text: string, marks: string, file: string): void {
  const codes = new Set([...marks].map((mark) => mark.charCodeAt(0)));
  let count = 0;
  for (let at = 0; at < text.length; at++) if (codes.has(text.charCodeAt(at))) count += 1;
  if (count > MAX_MARKS) throw unreadable(file, `holds more than ${MAX_MARKS} values`);
}
