import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';
import { stripInvisible } from '../../lib/strip-invisible.ts';

const MAX_CHARACTERS = 300;

/** What programs put where nobody gave a title. */
const USELESS =
  /^(?:untitled(?:[ -]?(?:document|\d+))?|no title|title|document\d*|new document|index|readme|home|slide \d+|powerpoint presentation|page \d+|\(?anonymous\)?|unspecified|null|undefined)$/i;

/** Names of files, with the name of the program that printed them before it. */
const FILE_NAME =
  /^(?:microsoft (?:word|excel|powerpoint) ?-? ?.*|\S{1,200}\.(?:docx?|dot|odt|rtf|pdf|tex|dvi|indd|qxd|html?|txt|pages|md|rst|wpd))$/i;

/** A title in one line and without marks; null for one that says nothing, such as “untitled” or “Microsoft Word - x.doc”. */
export function usefulTitle(title: string | null | undefined): string | null {
  if (!title) return null;
  const text = plainText(stripInvisible(title.slice(0, 5_000)));
  if (!/[\p{L}\p{N}]/u.test(text) || USELESS.test(text) || FILE_NAME.test(text)) return null;
  return shorten(text, MAX_CHARACTERS);
}

/** The first of several titles that says something. */
export function firstUsefulTitle(...titles: readonly (string | null | undefined)[]): string | null {
  for (const title of titles) {
    const useful = usefulTitle(title);
    if (useful !== null) return useful;
  }
  return null;
}
