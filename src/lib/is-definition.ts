/** White space and a target of more characters than this count as a definition. */
const MAX_CHARACTERS = 128;

/** Before the target: spaces, and at most one line break with the marks of a quote behind it. */
const GAP = /^[ \t]*(?:\n[ \t>]*)?/;
const ADDRESS = /^(?:<|\/|[a-z][a-z\d+.-]*:\/)/i;
/** Ends at a backslash too, for some parsers take white space behind one for a part of the target. */
const TARGET = /^([^ \t\n\]\\]*)([ \t]*)/;

/**
 * Whether `rest`, which stands behind `[label]:`, makes it the definition of a link's target and so invisible. A word
 * followed by words does not: `[WARN]: disk is full`. Whatever could does, also a word alone or before a title, and
 * every address. Says undefined where that depends on what is still to come; never when 128 characters are there or
 * the text has `ended`.
 */
export function isDefinition(rest: string, ended: boolean): boolean | undefined {
  const text = rest.slice(0, MAX_CHARACTERS);
  const behindGap = text.slice(GAP.exec(text)?.[0].length);
  if (ADDRESS.test(behindGap)) return true;
  const [whole = '', target = '', space = ''] = TARGET.exec(behindGap) ?? [];
  const next = behindGap.charAt(whole.length);
  if (next === '') {
    if (text.length === MAX_CHARACTERS) return true;
    return ended ? target !== '' : undefined;
  }
  if (target === '') return next !== '\n';
  return space === '' || '\n"\'(|='.includes(next);
}
