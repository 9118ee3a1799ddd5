/** One word of a question or a name: letters and digits; what stands between words is not kept. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  /** Offsets in the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
const POSSESSIVE = /['’]s?$/iu;
const SHORT_FORM = /n['’]t$/iu;

/** Splits a text into words; a possessive `'s` falls away, “doesn't” becomes “doesn't” with a straight apostrophe. */
export function readWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const bare = SHORT_FORM.test(match[0])
      ? match[0]
      : match[0].replace(/['’]s$/iu, '').replace(POSSESSIVE, '');
    return {
      text: bare,
      lower: bare.toLowerCase().replaceAll('’', "'"),
      start: match.index,
      end: match.index + bare.length,
    };
  });
}

/** Without a plural ending. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
