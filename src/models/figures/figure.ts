/**
 * A number, date or name with digits in a text. What it says is told in keys, so that two writings of the same are
 * equal: `n:5840` a number, `bare:90` one that is told without a unit of time, `length:…` a length of time, `date:…`,
 * `month:…`, `day:…` (of a year), `nth:22` a day of any month, `time:14:05`, `name:inc-123`, `label:3` a step or item.
 */
export interface Figure {
  readonly start: number;
  readonly end: number;
  /**
   * What a text must hold, so that this stands in it: all keys of any one of the lists. No list: it is never asked for.
   * One of the lists is part of `gives`.
   */
  readonly needs: readonly (readonly string[])[];
  /** What a text holds in which this stands. */
  readonly gives: readonly string[];
}

/** The figures that one reader found, and the text without them for the readers after it. */
export interface Reading {
  readonly figures: readonly Figure[];
  /** As long as before; a sign that is neither letter nor blank stands wherever something was read. */
  readonly rest: string;
}

export type Reader = (text: string) => Reading;

/** What a match says; null for one that says nothing to this reader. */
export type ReadMatch = (match: RegExpExecArray) => Pick<Figure, 'needs' | 'gives'> | null;

const TAKEN = '\ufffc';

/** Takes the figures, in their order and apart from one another, out of the text. */
export function without(text: string, figures: readonly Figure[]): Reading {
  let rest = '';
  for (const { start, end } of figures) rest += text.slice(rest.length, start) + TAKEN.repeat(end - start);
  return { figures, rest: rest + text.slice(rest.length) };
}

/** A reader of all that matches a global pattern. Where `hint`, which is quicker to look for, is not found, nothing does. */
export const readerOf =
  (pattern: RegExp, read: ReadMatch, hint?: RegExp): Reader =>
  (text) => {
    if (hint && !hint.test(text)) return { figures: [], rest: text };
    const figures: Figure[] = [];
    for (const match of text.matchAll(pattern)) {
      const said = read(match);
      if (said) figures.push({ start: match.index, end: match.index + match[0].length, ...said });
    }
    return without(text, figures);
  };

/** One reader after the other, each on what the ones before it left. */
export const inTurn =
  (...readers: readonly Reader[]): Reader =>
  (text) => {
    const figures: Figure[] = [];
    let rest = text;
    for (const reader of readers) {
      const reading = reader(rest);
      figures.push(...reading.figures);
      rest = reading.rest;
    }
    return { figures, rest };
  };

/** Stands for nothing that could be true or false. */
export const NO_CLAIM: ReturnType<ReadMatch> = { needs: [], gives: [] };
