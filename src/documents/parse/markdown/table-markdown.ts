/**
 * Rows of cells as a Markdown table, the first row as its header. The header has as many cells as the longest row; shorter
 * rows stay short, so that one long row among many costs nothing. Each cell is Markdown on one line, its bars not escaped.
 */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const padded = [...header, ...Array<string>(columns - header.length).fill('')];
  return [rowOf(padded), `|${' --- |'.repeat(columns)}`, ...body.map(rowOf)].join('\n');
}

const rowOf = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;

const escapeCell = (cell: string): string =>
  cell.includes('|') || cell.includes('\n') ? cell.replace(/\s*\n\s*/g, ' ').replace(/\\?\|/g, '\\|') : cell;
