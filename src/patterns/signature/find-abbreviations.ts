const DEFINED =
  /(?<![\p{L}\p{N}'-])((?:[\p{L}\p{N}][\p{L}\p{N}'-]{0,40}\s{1,3}){1,6})\((?:or|aka|a\.k\.a\.|short:?)?\s*([A-Z][A-Za-z0-9]{1,7})\)/gu;
const EXPLAINED =
  /\b([A-Z][A-Za-z0-9]{1,7})(?:'s)?\s+\(((?:[\p{L}\p{N}][\p{L}\p{N}'-]{0,40}[\s)]{1,3}){2,6})/gu;
const MOST = 30;
const MOST_CHARACTERS = 30_000;

/** True where the abbreviation's letters are found in order, its first at the first word's start: `CWL`, CloudWatch Logs. */
function stands(abbreviation: string, words: readonly string[]): boolean {
  const letters = abbreviation.toLowerCase();
  const text = words.join(' ').toLowerCase();
  if (text[0] !== letters[0]) return false;
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  // As many words as letters, or capitals inside words that make up for those missing.
  const capitals = words.join('').match(/\p{Lu}/gu)?.length ?? 0;
  return words.length >= letters.length || capitals >= letters.length;
}

/** What a text itself says its abbreviations stand for: `CloudWatch Logs (or CWL)`, `ALB (AWS Application LoadBalancer)`. */
export function findAbbreviations(whole: string): Map<string, string> {
  const text = whole.slice(0, MOST_CHARACTERS);
  const found = new Map<string, string>();
  for (const [, before = '', short = ''] of text.matchAll(DEFINED)) {
    const words = before.trim().split(/\s+/);
    for (let count = 1; count <= words.length && !found.has(short); count++) {
      const tail = words.slice(-count);
      if (stands(short, tail)) found.set(short, tail.join(' '));
    }
    if (found.size >= MOST) return found;
  }
  for (const [, short = '', inside = ''] of text.matchAll(EXPLAINED)) {
    const words = inside.replace(/\).*$/s, '').trim().split(/\s+/);
    for (let from = 0; from < words.length - 1 && !found.has(short); from++)
      if (stands(short, words.slice(from))) found.set(short, words.slice(from).join(' '));
    if (found.size >= MOST) return found;
  }
  return found;
}
