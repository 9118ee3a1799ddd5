import type { TimelineEntry } from '../../core/incident.ts';
import { splitTimedLine, type TimelineRow, timeRows } from './timeline-rows.ts';

/** Timeline of plain lines: each line with a time begins an entry, a line without one goes on with the entry before it. */
export function readTimelineLines(lines: readonly string[]): TimelineEntry[] {
  const rows: { time: string; text: string }[] = [];
  for (const line of lines.slice(0, 5000)) {
    const row: TimelineRow | null = splitTimedLine(line);
    const last = rows.at(-1);
    if (row) rows.push({ ...row });
    else if (last && line.trim() !== '') last.text += ` ${line.trim()}`;
  }
  return timeRows(rows, {}).map((row) => row.entry);
}
