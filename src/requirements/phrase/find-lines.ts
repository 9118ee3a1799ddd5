import type { Point } from '../find/points.ts';
import { termsOf } from '../find/subject-terms.ts';
import type { Judged } from '../read/judge-statements.ts';
import { readWords, type Word } from '../read/words.ts';
import type { Topic } from '../talk/intent.ts';
import { checklistRows, speaksOf } from '../vocabulary/checklist.ts';

const keysOfWords = (words: readonly Word[]): Set<string> =>
  new Set([...words.map(({ stem }) => stem), ...termsOf(words).map(({ key }) => key)]);

/** How a line holds a topic: which of its words stand in the line or its headings. */
export interface LineMatch {
  readonly line: Judged;
  readonly held: ReadonlySet<string>;
}

/** A topic such as “security” is also held by a line that speaks of it in other words: login, access, encryption. */
function holds(key: string, line: Judged, keys: ReadonlySet<string>): boolean {
  if (keys.has(key)) return true;
  const stemOfKey = readWords(key)[0]?.stem ?? key;
  const row = checklistRows.find(({ topics }) => topics.has(key) || topics.has(stemOfKey));
  return row !== undefined && line.form !== 'heading' && speaksOf(row, line.words);
}

function match(line: Judged, topic: Topic): LineMatch {
  const keys = keysOfWords(line.words);
  for (const heading of line.headings) for (const key of keysOfWords(readWords(heading))) keys.add(key);
  return {
    line,
    held: new Set(topic.terms.filter(({ key }) => holds(key, line, keys)).map(({ key }) => key)),
  };
}

/** Lines that hold any word of the topic, in their order. */
export const findLines = (lines: readonly Judged[], topic: Topic): LineMatch[] =>
  lines.map((line) => match(line, topic)).filter(({ held }) => held.size > 0);

const isWhole = (line: Judged, topic: Topic): boolean =>
  match(line, topic).held.size === new Set(topic.terms.map(({ key }) => key)).size;

/** Whether a line, or a line of a point, holds the whole topic, or a point asks about it. */
export function touches(thing: Point | Judged, topic: Topic): boolean {
  if ('place' in thing) return isWhole(thing, topic);
  const words = thing.row === null ? [] : readWords(`${thing.row.topics} ${thing.row.name}`);
  const named = keysOfWords(words);
  return (
    thing.statements.some((line) => isWhole(line, topic)) ||
    (words.length > 0 && topic.terms.every(({ key }) => named.has(key)))
  );
}
