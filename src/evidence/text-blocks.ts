import { type SourceLine, sourceLines } from '../requirements/read/source-lines.ts';

/** A stretch of a text; lines count from 1, as editors count them. */
export interface TextBlock {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** A line, or a piece of one that is longer than a block. */
interface Piece {
  readonly line: number;
  readonly text: string;
}

const isEmpty = ({ text }: Piece): boolean => text.trim() === '';

/** Pieces end between words where they can, and never in the middle of a character. */
function piecesOf({ number: line, text }: SourceLine, maxCharacters: number): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (text.length - from > maxCharacters) {
    const most = from + maxCharacters;
    const gap = text.lastIndexOf(' ', most - 1) + 1;
    const whole = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
    const to = gap > from + maxCharacters / 2 ? gap : whole;
    pieces.push({ line, text: text.slice(from, to) });
    from = to;
  }
  return [...pieces, { line, text: text.slice(from) }];
}

/**
 * The whole text in blocks of at most `maxCharacters` (2 or more) UTF-16 units, its line ends as LF. A block ends after
 * a paragraph where one ends in its second half, else after a line. Empty lines around a block are left out.
 */
export function splitText(text: string, maxCharacters: number): TextBlock[] {
  const blocks: TextBlock[] = [];
  let held: Piece[] = [];
  let size = 0;
  for (const piece of sourceLines(text).flatMap((line) => piecesOf(line, maxCharacters))) {
    while (held.length > 0 && size + piece.text.length > maxCharacters) {
      const end = paragraphEnd(held, maxCharacters / 2);
      blocks.push(...blockOf(held.slice(0, end)));
      held = held.slice(end);
      size = sizeOf(held);
    }
    held.push(piece);
    size += piece.text.length + 1;
  }
  return [...blocks, ...blockOf(held)];
}

/** With a line end behind each piece. */
const sizeOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((size, { text }) => size + text.length + 1, 0);

/** Where the last paragraph ends that leaves at least so much before it; else the end of all. */
function paragraphEnd(pieces: readonly Piece[], leastCharacters: number): number {
  const last = pieces.findLastIndex(isEmpty);
  return last > 0 && sizeOf(pieces.slice(0, last)) >= leastCharacters ? last : pieces.length;
}

/** One block, or none where there is nothing to read. */
function blockOf(pieces: readonly Piece[]): TextBlock[] {
  const said = pieces.slice(
    pieces.findIndex((piece) => !isEmpty(piece)),
    pieces.findLastIndex((piece) => !isEmpty(piece)) + 1,
  );
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return [];
  const text = said.map(
    (piece, at) => (at > 0 && said[at - 1]?.line !== piece.line ? '\n' : '') + piece.text,
  );
  return [{ firstLine: first.line, lastLine: last.line, text: text.join('') }];
}
