import { stem } from '../../lib/stem.ts';
import { runWords } from './split-words.ts';
import { STOP_WORDS } from './stop-words.ts';

/** The number of a term that the table has no room for: nothing is known of it. */
export const NO_TERM = 0;

/** A run of letters as the index has it. */
export interface RunTerms {
  /** Of its words, stop words left out. */
  readonly terms: readonly number[];
  /** Of the whole run, where it has several words; else `NO_TERM`. */
  readonly name: number;
}

/** Gives every stem a small number, so that a passage is kept and compared as numbers. */
export class TermTable {
  readonly capacity: number;
  private readonly numbers = new Map<string, number>();
  private readonly runs = new Map<string, RunTerms>();

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.numbers.size;
  }

  /** How full it is, 0 to 1. */
  get fill(): number {
    return Math.max(this.numbers.size, this.runs.size) / this.capacity;
  }

  /** The number of `stem`, from 1; `NO_TERM` where it is new and the table is full. */
  add(stemmed: string): number {
    const known = this.numbers.get(stemmed);
    if (known !== undefined) return known;
    if (this.numbers.size >= this.capacity) return NO_TERM;
    this.numbers.set(stemmed, this.numbers.size + 1);
    return this.numbers.size;
  }

  /** The number of `stem`; `NO_TERM` where no passage has it. */
  find(stemmed: string): number {
    return this.numbers.get(stemmed) ?? NO_TERM;
  }

  addRun(run: string): RunTerms {
    const known = this.runs.get(run);
    if (known !== undefined) return known;
    const words = runWords(run);
    const terms = words.filter((word) => !STOP_WORDS.has(word)).map((word) => this.add(stem(word)));
    const name = words.length > 1 ? this.add(stem(run.toLowerCase())) : NO_TERM;
    const read = { terms: terms.filter((term) => term !== NO_TERM), name };
    if (this.runs.size < this.capacity) this.runs.set(run, read);
    return read;
  }
}
