import type { Point } from '../find/points.ts';
import { termsOf } from '../find/subject-terms.ts';
import { readQuantities } from '../read/read-quantities.ts';
import type { Statement } from '../read/statement.ts';
import { readWords } from '../read/words.ts';

type Said = Pick<Statement, 'text' | 'words'>;

/** Which side of a contradiction an answer takes. */
export type Choice = 'first' | 'second' | 'both' | 'neither' | 'unclear';

const numbersIn = (text: string): Set<string> =>
  new Set(text.match(/(?<![\p{L}\d-])\d+(?:[.,]\d+)*/gu) ?? []);

const dimensionsOf = (text: string): string[] =>
  readQuantities(text, readWords(text)).map(({ dimension }) => dimension);

/** “15 minutes” is no answer on “99.9%”; a bare number may be. */
function sharesDimension(text: string, clash: readonly string[]): boolean {
  const said = dimensionsOf(text);
  return (
    said.length === 0 ||
    clash.some((part) => dimensionsOf(part).some((dimension) => said.includes(dimension)))
  );
}

/** The side whose number an answer names; null where it names none, or the sides have none. */
export function choiceByNumber({ words: clash }: Point, text: string): Choice | null {
  const said = numbersIn(text);
  if (said.size === 0) return null;
  const [first, second] = clash.map((part) => numbersIn(part));
  if (!first?.size || !second?.size || !clash.every((part) => dimensionsOf(part).length > 0)) return null;
  const holds = (numbers: Set<string>): boolean => [...numbers].some((number) => said.has(number));
  if (holds(first) && !holds(second)) return 'first';
  if (holds(second) && !holds(first)) return 'second';
  return holds(first) || !sharesDimension(text, clash) ? null : 'neither';
}

function byPlace({ statements }: Point, text: string): Choice | null {
  const named = statements.map(
    ({ place }) => place.kind === 'line' && new RegExp(`\\bline ${place.line}\\b`, 'i').test(text),
  );
  if (named[0] !== named[1]) return named[0] ? 'first' : 'second';
  return null;
}

/** The side with which the answer shares more words. */
function byWords(clash: readonly string[], { words }: Said): Choice {
  const said = new Set(termsOf(words).map(({ key }) => key));
  const [first = 0, second = 0] = clash.map(
    (part) =>
      new Set(
        termsOf(readWords(part))
          .filter(({ key }) => said.has(key))
          .map(({ key }) => key),
      ).size,
  );
  if (first === second) return 'unclear';
  return first > second ? 'first' : 'second';
}

/** Reads “the second one”, “line 9”, “500 ms” or a wording of one side as a choice between the two sides. */
export function choiceOf(point: Point, statement: Said): Choice {
  const text = statement.text;
  if (/\bneither\b|\bnone of (?:them|the two)\b/i.test(text)) return 'neither';
  if (/\bboth\b/i.test(text)) return 'both';
  const placed = byPlace(point, text);
  if (placed) return placed;
  const numbered = choiceByNumber(point, text);
  if (numbered) return numbered;
  if (/\b(?:first|former)\b/i.test(text)) return 'first';
  if (/\b(?:second one|second|latter|last one)\b/i.test(text)) return 'second';
  return byWords(point.words, statement);
}
