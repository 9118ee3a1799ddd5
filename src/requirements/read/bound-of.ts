import type { Bound } from './quantity.ts';

const MOST_BEFORE =
  /(?:\b(?:within|under|below|less than|fewer than|lower than|at most|no more than|not more than|maximum(?: of)?|max\.?|up to|not exceed|not exceeding|no longer than|not longer than|shorter than|faster than|limited to|limit of|until|not take more than|not take longer than|not be longer than|not be more than|never exceed|in under|in less than|before|by)|[<≤]=?)\s*(?:a |an |the |of |is |are |:)?\s*(?:total of |(?:the )?(?:end|start|beginning|middle) of )?$/i;
const IN_BEFORE = /\bin\s*$/i;
const LEAST_BEFORE =
  /(?:\b(?:at least|minimum(?: of)?|min\.?|more than|greater than|over|above|exceed|exceeding|no less than|not less than|no fewer than|longer than|not before|after|from)|[>≥]=?)\s*(?:a |an |the |of |is |are |:)?\s*$/i;
const MOST_AFTER =
  /^\s*(?:or (?:less|fewer|faster|below|under|lower|sooner)|at most|max(?:imum)?\b|tops\b|and below|or shorter)/i;
const LEAST_AFTER =
  /^\s*(?:or (?:more|longer|higher|above|greater|older)|at least|min(?:imum)?\b|and (?:above|more|over)|\+)/i;

/** How a number is bound, by the words before and after it. */
export function boundOf(before: string, after: string, dimension: string): Bound {
  if (LEAST_AFTER.test(after)) return 'least';
  if (MOST_AFTER.test(after) || /\bnot? (?:more|longer) than\s*$/i.test(before)) return 'most';
  if (MOST_BEFORE.test(before) && !(dimension !== 'date' && /\b(?:by|until|before)\s*$/i.test(before)))
    return 'most';
  if (dimension === 'time' && IN_BEFORE.test(before)) return 'most';
  if (dimension !== 'date' && /\b(?:after|from)\s*$/i.test(before)) return 'exact';
  return LEAST_BEFORE.test(before) ? 'least' : 'exact';
}
