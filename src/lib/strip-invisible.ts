/**
 * Control characters but tab and line feed; zero width space, byte order mark, word joiner and its invisible kin;
 * embeddings, overrides and isolates of direction; annotations between lines; and all of U+E0000–U+E0FFF, where tags
 * and the supplementary variation selectors are: they show nothing, yet can carry a text of their own. The zero width
 * joiner and non-joiner stay, because emoji and many scripts are written with them.
 */
const INVISIBLE =
  /(?![\t\n])\p{Cc}|[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/**
 * The text without the characters that hide text or change its order; `\r\n` becomes `\n`. Half characters (lone
 * surrogates) become U+FFFD, so that no two of them can meet where something between them was taken out.
 */
export const stripInvisible = (text: string): string => text.toWellFormed().replace(INVISIBLE, '');
