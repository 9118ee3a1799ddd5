import { parse } from 'csv-parse/sync';
import { dedent, isBlank } from './rst-lines.ts';

type Rows = string[][];

const MAX_COLUMNS = 200;

/** A table drawn with `+---+` and bars: cells over several columns or rows keep their text in the first of them. */
export function gridRows(lines: readonly string[]): Rows {
  const edges = new Set<number>();
  for (const line of lines)
    if (line.startsWith('+')) for (let at = 0; at < line.length; at++) if (line[at] === '+') edges.add(at);
  const columns = [...edges].sort((a, b) => a - b).slice(0, MAX_COLUMNS);
  const rows: Rows = [];
  let open: string[] | null = null;
  for (const line of lines) {
    if (/^\+[-=+]+\+?$/.test(line.trimEnd())) {
      if (open) rows.push(open);
      open = null;
    } else {
      open ??= columns.slice(1).map(() => '');
      addLine(open, line, columns);
    }
  }
  if (open) rows.push(open);
  return rows;
}

function addLine(row: string[], line: string, columns: readonly number[]): void {
  for (let column = 0; column < columns.length - 1; column++) {
    const from = columns[column] ?? 0;
    if (!/[|+]/.test(line[from] ?? '')) continue;
    let to = column + 1;
    while (to < columns.length - 1 && !/[|+]/.test(line[columns[to] ?? 0] ?? '')) to++;
    const text = line.slice(from + 1, columns[to]).trim();
    if (text !== '' && !/^-+$/.test(text)) row[column] = `${row[column] ?? ''} ${text}`.trim();
  }
}

/** A table drawn with rows of `=====`: a line with an empty first column goes on with the row above it. */
export function simpleRows(lines: readonly string[]): Rows {
  const starts = [...(lines[0] ?? '').matchAll(/=+/g)].map((match) => match.index).slice(0, MAX_COLUMNS);
  const rows: Rows = [];
  for (const line of lines) {
    if (isBlank(line) || /^[=-][=\s-]*$/.test(line)) continue;
    const cells = starts.map((start, at) => line.slice(start, starts[at + 1]).trim());
    const last = rows.at(-1);
    if (cells[0] === '' && last)
      for (const [at, cell] of cells.entries()) last[at] = `${last[at] ?? ''} ${cell}`.trim();
    else rows.push(cells);
  }
  return rows;
}

/** The content of a `list-table`: a list of rows, each a list of cells. */
export function listRows(lines: readonly string[]): Rows {
  const rows: Rows = [];
  for (const line of dedent(lines)) {
    const row = /^[*-]\s+[*-](?:\s+(.*))?$/.exec(line);
    const cell = /^\s{1,4}[*-](?:\s+(.*))?$/.exec(line);
    const last = rows.at(-1);
    if (row) rows.push([row[1] ?? '']);
    else if (cell && last) last.push(cell[1] ?? '');
    else if (last && !isBlank(line)) last[last.length - 1] = `${last.at(-1) ?? ''} ${line.trim()}`.trim();
  }
  return rows;
}

/** The content of a `csv-table` and its header; empty where it is no CSV. */
export function csvRows(header: string | undefined, content: readonly string[]): Rows {
  const text = [...(header === undefined ? [] : [header]), ...content].join('\n');
  try {
    return parse(text, { relax_column_count: true, relax_quotes: true, ltrim: true, skip_empty_lines: true });
  } catch {
    return [];
  }
}
