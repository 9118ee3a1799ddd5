import type { Place } from '../read/statement.ts';

/** A piece of a text in quotation marks, exactly as written; where it is cut, the dots stand outside the marks. */
export function quote(text: string, maxCharacters = 220): string {
  if (text.length <= maxCharacters) return `“${text}”`;
  const head = text.slice(0, maxCharacters);
  const space = head.search(/\s\S*$/);
  const kept = space > maxCharacters / 2 ? head.slice(0, space) : head;
  return `“${kept.isWellFormed() ? kept : kept.slice(0, -1)}”…`;
}

/** A quote that ends a sentence: a full stop follows where it has none of its own. */
export const quoteSentence = (text: string, maxCharacters = 160): string =>
  `${quote(text, maxCharacters)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** `line 4`, `lines 4–5`, `your message 2`. */
export function sayPlace(place: Place): string {
  if (place.kind === 'said') return `your message ${place.message}`;
  return place.line === place.lastLine ? `line ${place.line}` : `lines ${place.line}–${place.lastLine}`;
}
