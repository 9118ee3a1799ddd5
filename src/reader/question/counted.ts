import type { Dimension } from './question.ts';

const COUNTED =
  /\bhow (?:many|much) (.{1,60}?)(?= (?:do|does|did|is|are|was|were|can|could|may|must|might|should|will|would|have|has|had|am|be|per|in|of|at|on|for|to|from|i|we|you|they|a|an|the|lock|count|cause|trigger|make|need|run|use|work|belong|fit|exist|live|get)\b|$)/;

/** Where the question names what is counted, as offsets into its core; an empty range where it does not. */
export function countedPhrase(lower: string): { readonly start: number; readonly end: number } {
  const found = COUNTED.exec(lower);
  const phrase = found?.[1];
  if (!found || phrase === undefined) return { start: 0, end: 0 };
  const last = phrase.lastIndexOf(' ') + 1;
  const end = found.index + found[0].length;
  return { start: end - phrase.length + last, end };
}

/** What a figure must be of, where the question says so; null: any figure. */
export function dimensionOf(lower: string): Dimension | null {
  if (/\bhow (?:hot|cold|warm)\b/.test(lower)) return 'temperature';
  if (/\bversions?\b/.test(lower)) return 'version';
  if (/\b(?:percent(?:age)?|uptime|availability)\b/.test(lower)) return 'percent';
  if (/\bhow much (?:cheaper|more|less|faster|slower|of)\b/.test(lower)) return null;
  if (/\bhow (?:much )?(?:disk|memory|ram|storage|space|bandwidth)\b/.test(lower)) return 'size';
  if (/\b(?:costs?|prices?|fees?|salary|budget|charged?|how expensive|dollars|euros)\b/.test(lower))
    return 'money';
  if (/\bhow much\b.*\b(?:pay|earn|spend|spent|paid(?= (?:per|an?|for|each|to|in)\b|$))/.test(lower))
    return 'money';
  return null;
}
