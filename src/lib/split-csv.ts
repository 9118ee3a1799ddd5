import { type ByteLine, splitLines } from './split-lines.ts';

const QUOTE = 0x22;

/**
 * Splits a stream of CSV into records, which may hold line breaks between quotes; `bytes` is null for one longer than
 * allowed. A quote that is still open at the end costs its own line only. Holds no more than one chunk and one record.
 */
export async function* splitCsv(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
  maxBytes: number,
): AsyncGenerator<ByteLine> {
  const separator = delimiter.charCodeAt(0);
  let held: ByteLine[] = [];
  let size = 0;
  let isOpen = false;
  for await (const line of splitLines(chunks, maxBytes)) {
    size += line.bytes?.length ?? maxBytes + 1;
    isOpen = line.bytes !== null && endsInQuotes(line.bytes, separator, isOpen);
    // Of one that is too long only the place is kept.
    if (size <= maxBytes) held.push(line);
    else held = [{ line: held[0]?.line ?? line.line, bytes: null }];
    if (isOpen) continue;
    yield joined(held);
    held = [];
    size = 0;
  }
  yield* held;
}

/** Whether a line leaves a quote open; `isOpen` when it begins inside one. */
function endsInQuotes(line: Uint8Array, separator: number, isOpen: boolean): boolean {
  let inside = isOpen;
  let mayOpen = !isOpen;
  for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) {
    // Two quotes inside are one that is meant; one elsewhere opens only where a cell begins.
    if (inside && line[at + 1] === QUOTE) at += 1;
    else if (inside) inside = false;
    else inside = (mayOpen && at === 0) || line[at - 1] === separator;
    mayOpen = false;
  }
  return inside;
}

function joined(lines: readonly ByteLine[]): ByteLine {
  const [first] = lines;
  if (first === undefined || lines.length === 1) return first ?? { line: 1, bytes: null };
  const pieces = lines.flatMap(({ bytes }) => [bytes ?? new Uint8Array(), NEWLINE]);
  return { line: first.line, bytes: Buffer.concat(pieces.slice(0, -1)) };
}

const NEWLINE = Buffer.from('\n');
