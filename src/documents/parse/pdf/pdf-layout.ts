import type { PdfLine } from './pdf-line.ts';

/** Letters so much larger than the text's are a heading's. */
const HEADING_SIZE = 1.15;
const MAX_HEADING_CHARACTERS = 200;
const MAX_LEVELS = 4;
/** Between two lines of a paragraph there is no more than this, in usual distances between lines. */
const PARAGRAPH_GAP = 1.35;
/** In a document that is set in letters of one width throughout they do not mean code. */
const MAX_CODE_SHARE = 0.6;
/** A line that ends before this share of the text's width can be the last of its paragraph. */
const SHORT_LINE = 0.8;

const ENDS_SENTENCE = /[.!?:;][”"’')\]]*$/;

/** What is usual in a document: the height of its letters, the distance of its lines, and the sizes of its headings. */
export class PdfLayout {
  readonly #bodySize: number;
  readonly #levels: ReadonlyMap<number, number>;
  /** Distance between two lines by the height of their letters. */
  readonly #leadings: ReadonlyMap<number, number>;
  readonly #right: number;
  readonly #isCodeMarked: boolean;

  constructor(pages: readonly (readonly PdfLine[])[]) {
    const characters = new Map<number, number>();
    let all = 0;
    let code = 0;
    let right = 0;
    for (const page of pages)
      for (const line of page) {
        characters.set(line.size, (characters.get(line.size) ?? 0) + line.text.length);
        all += line.text.length;
        if (line.isCode) code += line.text.length;
        right = Math.max(right, line.endX);
      }
    this.#bodySize = [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
    this.#right = right;
    this.#isCodeMarked = code <= all * MAX_CODE_SHARE;
    this.#leadings = leadingsOf(pages);
    this.#levels = this.#levelsOf(pages);
  }

  /** 1 to 4; null for a line that is no heading. */
  headingLevel(line: PdfLine): number | null {
    return this.#canBeHeading(line) ? (this.#levels.get(line.size) ?? null) : null;
  }

  isCode(line: PdfLine): boolean {
    return this.#isCodeMarked && line.isCode;
  }

  /** Whether a line stands right below another. */
  isClose(before: PdfLine, line: PdfLine): boolean {
    const distance = before.y - line.y;
    const usual = this.#leadings.get(line.size) ?? line.size * 1.2;
    return distance > 0 && distance <= usual * PARAGRAPH_GAP;
  }

  /** Whether a line goes on with the paragraph of the line before it, which may stand on another page or in another column. */
  isSameParagraph(before: PdfLine, line: PdfLine, isNewPage: boolean): boolean {
    if (Math.abs(before.size - line.size) > 1) return false;
    if (isNewPage || line.y > before.y)
      return !ENDS_SENTENCE.test(before.text) && !before.isRow && /^[\p{Ll}(]/u.test(line.text);
    if (!this.isClose(before, line)) return false;
    if (!ENDS_SENTENCE.test(before.text)) return true;
    const isSetIn = line.x > before.x + line.size * 0.8;
    const wasShort = before.endX < this.#right * SHORT_LINE && !/;$/.test(before.text);
    return !isSetIn && !(wasShort && /^[\p{Lu}\p{N}]/u.test(line.text));
  }

  #canBeHeading(line: PdfLine): boolean {
    return (
      line.size >= this.#bodySize * HEADING_SIZE &&
      line.text.length <= MAX_HEADING_CHARACTERS &&
      !line.isRow &&
      /\p{L}{2}/u.test(line.text)
    );
  }

  /** The largest letters are the first level; beyond the last level all are of the last. */
  #levelsOf(pages: readonly (readonly PdfLine[])[]): Map<number, number> {
    const sizes = new Set<number>();
    for (const page of pages) for (const line of page) if (this.#canBeHeading(line)) sizes.add(line.size);
    const sorted = [...sizes].sort((a, b) => b - a);
    return new Map(sorted.map((size, at) => [size, Math.min(at + 1, MAX_LEVELS)]));
  }
}

/** The usual distance from line to line for each height of letters: the median. */
function leadingsOf(pages: readonly (readonly PdfLine[])[]): Map<number, number> {
  const distances = new Map<number, number[]>();
  for (const page of pages)
    for (const [at, line] of page.entries()) {
      const distance = (page[at - 1]?.y ?? 0) - line.y;
      if (distance <= 0 || distance > line.size * 2.5 || page[at - 1]?.size !== line.size) continue;
      const known = distances.get(line.size);
      if (known) known.push(distance);
      else distances.set(line.size, [distance]);
    }
  return new Map(
    [...distances].map(([size, all]) => [size, all.sort((a, b) => a - b)[all.length >> 1] ?? size]),
  );
}
