/** What stands at the end of a text that goes on elsewhere. */
const MARK = ' …';

/**
 * The text, its lines kept, with at most `maxCharacters` UTF-16 units: one that is longer ends after a whole word, where
 * there is one in its second half, with `…`.
 */
export function cutText(text: string, maxCharacters: number): string {
  const whole = text.trim();
  if (whole.length <= maxCharacters) return whole;
  const head = whole.slice(0, Math.max(0, maxCharacters - MARK.length));
  const gap = head.search(/\s\S*$/);
  // Half a character says nothing.
  const kept = gap > head.length / 2 ? head.slice(0, gap) : head.replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}${MARK}`;
}
