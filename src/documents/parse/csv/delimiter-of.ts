const DELIMITERS = [',', ';', '\t', '|'];
const MAX_LINES = 10;
const MAX_CHARACTERS = 20_000;

/** What spreadsheets may write above the header. */
export const SEPARATOR_LINE = /^sep=([,;\t|])\n/i;

/** The mark between cells: the one that the text names, or the one that parts its first lines most evenly. */
export function delimiterOf(text: string): string {
  const stated = SEPARATOR_LINE.exec(text.slice(0, 10))?.[1];
  if (stated !== undefined) return stated;
  const lines = text
    .slice(0, MAX_CHARACTERS)
    .replace(/"[^"]*"/g, '')
    .split('\n', MAX_LINES)
    .filter((line) => line.trim() !== '');
  const scores = DELIMITERS.map((delimiter) => scoreOf(lines.map((line) => line.split(delimiter).length)));
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

/** Cells of the first line, by the share of lines that have as many. */
function scoreOf([first = 1, ...rest]: readonly number[]): number {
  if (first < 2) return 0;
  const alike = rest.filter((cells) => cells === first).length;
  return first * ((alike + 1) / (rest.length + 1));
}
