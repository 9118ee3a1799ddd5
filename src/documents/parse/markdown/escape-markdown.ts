/** What would begin a tag or an entity in Markdown, where the text means the characters themselves. */
const MARKUP = /&(?=#?\w{1,31};)|<(?=[a-z/!?])/gi;

/** What would make a heading, an item, a quote, a fence or a line across out of a line of prose. */
const LINE_START = /^(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|`{3}|~{3}|[-=_*]{2,}\s*$|\|)/;
const NUMBERED_START = /^(\d{1,9})([.)])(?=\s|$)/;

/** Words that are no markup as Markdown that means them. Marks of emphasis stay as they are: they do no harm. */
export const escapeInline = (text: string): string =>
  text.replace(MARKUP, (mark) => (mark === '&' ? '&amp;' : '&lt;'));

/** One line of prose so that it stays one. */
export function escapeLineStart(line: string): string {
  if (LINE_START.test(line)) return `\\${line}`;
  return line.replace(NUMBERED_START, '$1\\$2');
}

/** A piece of code in a sentence, with more marks around it than it holds. */
export function codeSpan(code: string): string {
  const text = code.replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  if (!text.includes('`')) return `\`${text}\``;
  const fence = '`'.repeat(longestRun(text) + 1);
  return `${fence} ${text} ${fence}`;
}

/** A block of code between fences that it does not hold. */
export function fencedCode(code: string, language: string | null): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}${language ?? ''}\n${code}\n${fence}`;
}

const longestRun = (text: string): number => {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
};

const MAX_ADDRESS_CHARACTERS = 2_000;

/** An address of the web that can stand in a link; null for other schemes, and for what is no address. */
export function webAddress(address: string): string | null {
  const text = address.trim();
  if (text.length > MAX_ADDRESS_CHARACTERS || !/^https?:\/\/[^/]/i.test(text)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address with one is taken apart by nobody in the same way
  if (/[\u0000-\u0020\u007f-\u00a0<>"\\^`{|}]/.test(text)) return null;
  return text.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** A link as Markdown; the words alone where they are the address. */
export function linked(words: string, address: string): string {
  if (words === address || words === '') return words;
  return `[${words.replaceAll('\n', ' ').replace(/[[\]]/g, '\\$&')}](${address})`;
}
