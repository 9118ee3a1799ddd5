const LABELLED =
  /(?<!\p{L})(?:steps?|sections?|items?|options?|phases?|parts?|points?|stages?|incidents?|tickets?|issues?|cases?|alerts?|no\.|numbers?)\s{1,3}[*_"“#]{0,2}$/iu;
const MOST_BEFORE = 24;

/** Whether the number that begins at `start` says which one is meant: `step 3`, `incident 412`. */
export const isLabelled = (text: string, start: number): boolean =>
  LABELLED.test(text.slice(Math.max(0, start - MOST_BEFORE), start));
