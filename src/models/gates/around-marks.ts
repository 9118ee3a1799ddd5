/** A blank on the same line, or a sign without width that stands beside one. */
const BLANK = '[\\t \\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff]';

const LEAD = new RegExp(`${BLANK}{0,64}\\(?${BLANK}{0,8}\\\\?$`);
const MOST_LEAD = 74;
const GAP = new RegExp(`^${BLANK}{0,64}(?:[,;&]${BLANK}{0,8})?(?:and${BLANK}{1,8})?\\\\?`);
const BEGINNING_OF_GAP = new RegExp(`^${BLANK}{0,64}(?:[,;&]${BLANK}{0,8})?(?:a|an|and${BLANK}{0,8})?\\\\?$`);
const BLANKS = new RegExp(`^${BLANK}{0,64}`);

/** What at the end of the text goes with a mark that follows: blanks, an opening bracket, a backslash. */
export const leadOf = (text: string): string => LEAD.exec(text.slice(-MOST_LEAD))?.[0] ?? '';

/** What at the beginning of the text may stand between two marks: blanks, a comma, "and". */
export const gapOf = (text: string): string => GAP.exec(text)?.[0] ?? '';

/** Whether the whole text may be the beginning of a gap. */
export const mayBeGap = (text: string): boolean => BEGINNING_OF_GAP.test(text);

/** How many blanks the text begins with; 64 at most. */
export const blanksOf = (text: string): number => BLANKS.exec(text)?.[0].length ?? 0;

/** A backslash before a bracket escapes it, and goes where the bracket goes. */
export const unescaped = (text: string): string => text.replace(/\\$/, '');
