import type { Block } from '../../lib/markdown-blocks.ts';
import { plainText } from '../../lib/plain-text.ts';
import { snakeCase } from '../../lib/snake-case.ts';
import type { ParsedDocument } from '../parsed-document.ts';
import { isIdentifier, looksLikeAlert, wordsOfName } from './alert-names.ts';

const MAX_ALERTS = 100;
const MAX_CHARACTERS = 200;
/** Where a page says what it is about. */
const BEGINNING_CHARACTERS = 1_000;

const KEYS: ReadonlySet<string> = new Set([
  'alert',
  'alerts',
  'alertname',
  'alertnames',
  'alert_name',
  'alert_names',
  'alert_rule',
  'alert_rules',
]);

/** In a selector or among labels; several may be joined with `|`. */
const LABEL =
  /\balert_?name\s{0,3}(?:=~|=|:)\s{0,3}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([\p{L}_][\w.-]{1,120}))/giu;
/** In a file of rules. */
const RULE = /^[ \t]{0,40}(?:-[ \t]{1,4})?alert:[ \t]{1,8}(["']?)([\p{L}_][\w.:-]{1,120})\1[ \t]*$/gmu;
/** "**Alert:** `DiskFull`", "Alert name: DiskFull", "Alerts: DiskFull, DiskSlow". */
const LINE = /^[ \t>*_-]{0,12}alerts?(?: ?names?)?[*_`]{0,3} ?[:=][*_`]{0,3}[ \t]{0,8}(\S[^\n]{0,500})$/gimu;
const NAMED =
  /\balert (?:named |called )?`([\p{L}_][\w.-]{1,120})`(?= (?:is|fires|triggers|was|means|indicates))/giu;
const SAID =
  /\b(?:this|the) alert\b|\bthis is an alert\b|\balert (?:is|fires|was) (?:triggered|fired|raised|when|if)\b/i;

/**
 * The alerts that a page serves, in the order of how plainly it says so: front matter, title, file name and headings,
 * then its text. Names that are only words of a sentence are no alerts.
 */
export function findAlerts(
  { title, metadata, text }: ParsedDocument,
  fileName: string,
  blocks: readonly Block[],
): string[] {
  const found = new Map<string, string>();
  const add = (name: string): void => {
    const key = name.toLowerCase();
    if (name !== '' && found.size < MAX_ALERTS && !found.has(key)) found.set(key, name);
  };
  for (const name of stated(metadata)) add(name);
  const isSaid = SAID.test(text.slice(0, BEGINNING_CHARACTERS));
  const headings = blocks.flatMap((block) => (block.type === 'heading' ? [block] : []));
  const first = headings[0]?.text ?? '';
  for (const name of namesOfPage(fileName, title ?? '', first).flatMap(bareNames))
    if (looksLikeAlert(name, isSaid) || isOneWordAlert(name, [first, fileName], isSaid)) add(name);
  for (const heading of headings.slice(1))
    for (const name of bareNames(heading.text)) if (looksLikeAlert(name, false)) add(name);
  for (const name of [...inText(text), ...blocks.flatMap((block) => [...inTable(block)])]) add(name);
  return [...found.values()];
}

/** A first heading that file and title both contradict was copied from another page. */
function namesOfPage(fileName: string, title: string, first: string): string[] {
  const [file, stated, heading] = [fileName, title, first].map((name) =>
    wordsOfName(name.slice(0, 500)).join(' '),
  );
  return file === stated && heading !== file ? [fileName] : [fileName, title, first];
}

function* stated(metadata: ParsedDocument['metadata']): Generator<string> {
  for (const [key, values] of Object.entries(metadata)) {
    if (!KEYS.has(snakeCase(key))) continue;
    for (const value of values) {
      const names = value.split(/[,;]/).map((name) => name.trim());
      if (names.every((name) => isIdentifier(name) || /^\p{L}+$/u.test(name))) yield* names;
      else yield value.trim().slice(0, MAX_CHARACTERS);
    }
  }
}

/** What is left of a title when the words around a name are taken off: "Runbook: DiskFull (warning)", "DiskFull alert". */
function bareNames(title: string): string[] {
  const text = plainText(title.slice(0, 500))
    .replace(/^(?:runbook|playbook|alerts?)(?:\s*[:–—-]\s*|\s+(?=\S+$))/i, '')
    .replace(/\s+(?:alert|runbook|playbook)$/i, '')
    .replace(/(?:\s*[:–—]\s|\s+-\s|\s*\().*$/, '')
    .trim();
  return isIdentifier(text) || /^\p{Lu}\p{L}+$/u.test(text) ? [text] : [];
}

/** One word is a name only where the page, its file and its heading agree on it and it says that it is about an alert. */
const isOneWordAlert = (
  name: string,
  [first, fileName]: readonly [string, string],
  isSaid: boolean,
): boolean =>
  isSaid && /^\p{Lu}\p{L}+$/u.test(name) && plainText(first.slice(0, 500)) === name && fileName === name;

function* inText(text: string): Generator<string> {
  for (const [, double, single, bare] of text.matchAll(LABEL)) {
    const isQuoted = bare === undefined;
    for (const name of (double ?? single ?? bare ?? '').split('|'))
      if (isQuoted ? /^[\p{L}_][\w.:-]{1,120}$/u.test(name) : isIdentifier(name)) yield name;
  }
  for (const [, , name] of text.matchAll(RULE)) yield name ?? '';
  for (const [, rest] of text.matchAll(LINE)) yield* inList(rest ?? '');
  for (const [, name] of text.matchAll(NAMED)) if (name !== undefined && isIdentifier(name)) yield name;
}

/** Names in a line or a cell: identifiers, and whatever stands in backticks on its own. */
function* inList(list: string): Generator<string> {
  for (const part of list.split(/[,;/|]|\s(?:and|or)\s|<br\s*\/?>/)) {
    const quoted = /^[\s*_]*`([\p{L}_][\w.:-]{1,120})`[\s*_.]*$/u.exec(part)?.[1];
    const name = quoted ?? plainText(part).replace(/[.:]$/, '');
    if (quoted !== undefined || isIdentifier(name)) yield name;
  }
}

/** A column of alerts, or a row that begins with the word. */
function* inTable(block: Block): Generator<string> {
  if (block.type !== 'table') return;
  const column = block.header.findIndex((cell) => isAlertLabel(cell));
  for (const row of [block.header, ...block.rows])
    if (isAlertLabel(row[0] ?? '') && row[1] !== undefined) yield* inList(row[1]);
  if (column >= 0) for (const row of block.rows) yield* inList(row[column] ?? '');
}

const isAlertLabel = (cell: string): boolean => KEYS.has(snakeCase(plainText(cell.slice(0, 100))));
