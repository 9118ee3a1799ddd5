/** Where a URL stands in a text: from `start` up to `end`, in UTF-16 units. `url` is as written. */
export interface FoundUrl {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** What a URL goes on with: not with white space, quotes, `<`, `>`, `|`, nor the full-width marks of Chinese and Japanese. */
const BODY = '[^\\s<>"`|\\u3000-\\u3004\\u3008-\\u3020\\u3030\\uff01-\\uff0f\\uff1a-\\uff20\\uff5b-\\uff65]';
const HOST_CHARACTER = '[\\p{L}\\p{N}_-]';
const HOST_END = `(?:\\p{L}${HOST_CHARACTER}+(?:[/:?#]|\\.?(?![\\p{L}\\p{N}_(.-]))|\\d{1,3}[/:?#])`;
const STARTS = [
  '(?<![A-Za-z])(?:https?|ftp)://',
  // As words they begin a sentence as well: `data: none`.
  '(?<![\\w-])(?:data:(?=[,;]|[a-z]+/)|javascript:)',
  '(?<![A-Za-z\\d@./-])www\\.(?=[\\p{L}\\p{N}])',
  // `// comment` and `//name.of(x)` are none.
  `(?<![\\w:/.])//(?=(?:(?:(?![/@])${BODY}){1,64}@)?(?:${HOST_CHARACTER}+\\.)+${HOST_END})`,
];
const URL_PATTERN = new RegExp(`(?:${STARTS.join('|')})${BODY}+`, 'giu');

const TRAILING = new Set(".,:;!?*_~'‘’‚“”„«»‹›…&([{");
const OPENING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const CITATION = /\[\d{1,3}\]$/;

/** The length of `url` without what belongs to the sentence: punctuation, citations, brackets opened before it. */
function trimmedLength(url: string): number {
  const counts = new Map<string, number>();
  for (const [bracket] of url.matchAll(/[()[\]{}]/g)) counts.set(bracket, (counts.get(bracket) ?? 0) + 1);
  const countOf = (bracket: string) => counts.get(bracket) ?? 0;
  for (let end = url.length; end > 0; ) {
    const last = url.charAt(end - 1);
    const opening = OPENING.get(last);
    // Both brackets of a citation go, so the balance stays.
    const citation = CITATION.exec(url.slice(Math.max(0, end - 5), end))?.[0].length;
    const isExtra = opening === undefined ? TRAILING.has(last) : countOf(last) > countOf(opening);
    if (citation === undefined && !isExtra) return end;
    if (citation === undefined) counts.set(last, countOf(last) - 1);
    end -= citation ?? 1;
  }
  return 0;
}

/**
 * Finds the absolute URLs of a plain text, in its order: `http`, `https`, `ftp`, `data`, `javascript`, those that begin
 * with `www.`, and `//host.tld` without a scheme. Punctuation and citations behind one are no part of it. Works in time
 * linear to the text.
 */
export function findUrls(text: string): readonly FoundUrl[] {
  const found: FoundUrl[] = [];
  for (const { 0: whole, index } of text.matchAll(URL_PATTERN)) {
    const url = whole.slice(0, trimmedLength(whole));
    if (/^(?:[a-z]+:)?(?:\/\/)?$|^www$/i.test(url)) continue;
    found.push({ start: index, end: index + url.length, url });
  }
  return found;
}
