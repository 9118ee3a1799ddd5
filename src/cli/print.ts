/** One line, or several, on stdout. */
export const print = (text: string): void => console.log(text);

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Rows under their headings, in columns as wide as need be. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines)
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
