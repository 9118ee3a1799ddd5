/** Spaces before a line's first word. Tabs are spread before lines come here. */
export const indentOf = (line: string): number => {
  let at = 0;
  while (at < line.length && line[at] === ' ') at++;
  return at;
};

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Lines without the spaces that all of them begin with, and without the empty lines around them. */
export function dedent(lines: readonly string[]): string[] {
  let from = 0;
  let to = lines.length;
  while (from < to && isBlank(lines[from])) from++;
  while (to > from && isBlank(lines[to - 1])) to--;
  const kept = lines.slice(from, to);
  let least = Number.POSITIVE_INFINITY;
  for (const line of kept) if (!isBlank(line)) least = Math.min(least, indentOf(line));
  return kept.map((line) => line.slice(Math.min(least, indentOf(line))).trimEnd());
}

/** Where the lines end that are set in below line `at` (empty lines between them included): the first line after them. */
export function endOfIndented(lines: readonly string[], at: number): number {
  let end = at + 1;
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (isBlank(line)) continue;
    if (indentOf(line) === 0) break;
    end = next + 1;
  }
  return end;
}

/** What is set in below a line, at the left; an empty line between them stays. */
export const dedentBelow = (lines: readonly string[]): string[] =>
  lines.length > 0 && isBlank(lines[0]) ? ['', ...dedent(lines)] : dedent(lines);
