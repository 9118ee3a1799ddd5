import { codePoints } from '../../lib/code-points.ts';

/** Turns offsets in UTF-16 code units, asked for in order, into code points; the whole text is read once. */
export class PointCounter {
  readonly #text: string;
  #unitsRead = 0;
  #pointsRead = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Code points before `offset`, which is at or after the one asked for last. */
  before(offset: number): number {
    this.#pointsRead += codePoints(this.#text.slice(this.#unitsRead, offset));
    this.#unitsRead = offset;
    return this.#pointsRead;
  }
}
