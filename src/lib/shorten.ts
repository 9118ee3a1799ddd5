/** The text on one line, cut after a whole word with `…` where it is longer than `maxCharacters`. */
export function shorten(text: string, maxCharacters: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length <= maxCharacters) return line;
  const head = characters.slice(0, maxCharacters - 1).join('');
  const lastSpace = head.lastIndexOf(' ');
  return `${lastSpace > head.length / 2 ? head.slice(0, lastSpace) : head}…`;
}
