import { Parser } from 'htmlparser2';

/** Browsers stop at about as many. */
const MAX_DEPTH = 500;

/**
 * The HTML parser with a bound on nesting: an element below it is closed at once, so that what it holds becomes its
 * parent's. The parser looks through all open elements at every end tag; without a bound that is quadratic.
 */
export class BoundedParser extends Parser {
  #depth = 0;
  #isFlat = false;

  override onopentagname(start: number, end: number): void {
    this.#isFlat = this.#depth >= MAX_DEPTH;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.#isFlat = false;
    super.onclosetag(start, end);
  }

  /** To be called for each element that opens and closes. */
  count(change: 1 | -1): void {
    this.#depth += change;
  }

  protected override isVoidElement(name: string): boolean {
    return this.#isFlat || super.isVoidElement(name);
  }
}
