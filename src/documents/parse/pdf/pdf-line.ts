/** A piece of text on a page, as pdf.js gives it. */
export interface PdfPiece {
  readonly str: string;
  readonly width: number;
  readonly height: number;
  /** A matrix; the last two numbers are where the piece begins, from the left and from the bottom. */
  readonly transform: readonly number[];
  readonly fontName: string;
  readonly hasEOL: boolean;
}

/** A line of a page. Lengths are in points, y grows upwards. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly endX: number;
  readonly y: number;
  readonly size: number;
  /** Whether it is set in letters of one width, as code is. */
  readonly isCode: boolean;
  /** Whether it has cells with wide gaps or dots between them, and so is no part of a sentence. */
  readonly isRow: boolean;
}

/** Gaps between two pieces, in heights of the letters: a space, and the gap between two cells. */
const SPACE = 0.15;
const CELL_GAP = 2;
const CELL_MARK = ' | ';
/** The dots between a title and its page in a table of contents. */
const LEADERS = /(?:\s?\.){5,}\s*/g;
/** Letters that stand higher or lower than this share of their height are in another line. */
const SAME_LINE = 0.5;

interface OpenLine {
  pieces: string[];
  x: number;
  endX: number;
  y: number;
  /** Height of letters to the number of characters in it. */
  sizes: Map<number, number>;
  size: number;
  isCode: boolean;
  isRow: boolean;
}

/** Puts the pieces of a page together into lines, in the order in which the page draws them. */
export function linesOfPage(pieces: Iterable<PdfPiece>, codeFonts: ReadonlySet<string>): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: OpenLine | null = null;
  const close = (): void => {
    if (open) lines.push(finished(open));
    open = null;
  };
  for (const piece of pieces) {
    if (piece.str.trim() !== '') {
      const [x = 0, y = 0] = piece.transform.slice(4);
      const size = sizeOf(piece);
      if (open && !goesOn(open, x, y, size)) close();
      open ??= { pieces: [], x, endX: x, y, sizes: new Map(), size, isCode: true, isRow: false };
      append(open, piece, x, size, codeFonts.has(piece.fontName));
    }
    if (piece.hasEOL) close();
  }
  close();
  return lines.filter((line) => line.text !== '');
}

/** Height of the letters to half a point. */
const sizeOf = (piece: PdfPiece): number =>
  Math.round((Math.hypot(piece.transform[2] ?? 0, piece.transform[3] ?? 0) || piece.height) * 2) / 2;

const goesOn = (line: OpenLine, x: number, y: number, size: number): boolean =>
  Math.abs(y - line.y) < SAME_LINE * Math.max(size, line.size) && x > line.endX - Math.max(size, line.size);

function append(line: OpenLine, piece: PdfPiece, x: number, size: number, isCode: boolean): void {
  const gap = x - line.endX;
  const isFirst = line.pieces.length === 0;
  if (!isFirst && gap > CELL_GAP * size) {
    line.pieces.push(CELL_MARK);
    line.isRow = true;
  } else if (!isFirst && gap > SPACE * size) line.pieces.push(' ');
  line.pieces.push(piece.str);
  line.endX = x + piece.width;
  line.sizes.set(size, (line.sizes.get(size) ?? 0) + piece.str.length);
  line.size = Math.max(line.size, size);
  line.isCode &&= isCode;
}

/** Code has gaps, too, and no cells. */
const codeOf = (pieces: readonly string[]): string =>
  pieces
    .map((piece) => (piece === CELL_MARK ? '  ' : piece))
    .join('')
    .trim();

function finished(line: OpenLine): PdfLine {
  const [size = line.size] = [...line.sizes].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (line.isCode)
    return {
      text: codeOf(line.pieces),
      x: line.x,
      endX: line.endX,
      y: line.y,
      size,
      isCode: true,
      isRow: false,
    };
  const whole = line.pieces.join('').replace(/\s+/g, ' ').trim();
  const text = whole.replace(LEADERS, ' … ').trim();
  const isRow = line.isRow || text !== whole;
  return { text, x: line.x, endX: line.endX, y: line.y, size, isCode: line.isCode, isRow };
}
