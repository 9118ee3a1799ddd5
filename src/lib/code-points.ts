/** Unicode code points of a well-formed text: a surrogate pair counts once, as other languages and SQL count it. */
export function codePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs += 1;
  return text.length - pairs;
}
