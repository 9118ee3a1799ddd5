import type { SourceLine } from './source-lines.ts';

/** Longer lines are paragraphs of one line and tell no width. */
const MOST_WIDTH = 160;
/** Nobody breaks prose at less. */
const LEAST_WIDTH = 40;
const ENDS = /[.!?:]["')\]*_]{0,3}$/;
const STARTS_LOW = /^\s*\p{Ll}/u;

interface Candidate {
  readonly line: SourceLine;
  readonly before: number;
  readonly startsLow: boolean;
  readonly firstWord: number;
}

const widthOf = ({ text }: SourceLine): number => text.trimEnd().length;

/**
 * Numbers of lines that go on with the sentence of the line before. Texts are broken at a width, where the first word
 * of the next line had no room any more; a list without marks is not. `isText` tells lines that are no heading and
 * no mark-up.
 */
export function wrappedLines(
  lines: readonly SourceLine[],
  isText: (line: SourceLine) => boolean,
): ReadonlySet<number> {
  const candidates = lines.flatMap((line, at): Candidate[] => {
    const before = lines[at - 1];
    if (!before || before.text.trim() === '' || ENDS.test(before.text.trimEnd()) || !isText(line)) return [];
    const firstWord = /^\s*(\S*)/.exec(line.text)?.[1]?.length ?? 0;
    return [{ line, before: widthOf(before), startsLow: STARTS_LOW.test(line.text), firstWord }];
  });
  const widths = lines.map(widthOf).filter((width) => width <= MOST_WIDTH);
  const width = widths.reduce((most, one) => Math.max(most, one), 0);
  const isFull = ({ before, firstWord }: Candidate): boolean => before + 1 + firstWord > 0.85 * width;
  const share = (test: (candidate: Candidate) => boolean): number =>
    candidates.filter(test).length / Math.max(candidates.length, 1);
  const isWrapped =
    width >= LEAST_WIDTH &&
    candidates.length >= 2 &&
    share(isFull) >= 0.6 &&
    share(({ startsLow }) => startsLow) >= 0.4;
  const goesOn = (candidate: Candidate): boolean =>
    isWrapped
      ? isFull(candidate) || (candidate.startsLow && candidate.before >= width / 2)
      : candidate.startsLow && isFull(candidate) && /[.!?]/.test(candidate.line.text);
  return new Set(candidates.filter(goesOn).map(({ line }) => line.number));
}
