import type { Block } from '../../lib/markdown-blocks.ts';
import type { TextRange } from './cut-text.ts';

/** Where the lines of a text stand in it, in UTF-16 code units; lines end with `\n` and count from 1. */
export class LinePlaces {
  readonly #lines: readonly string[];
  readonly #starts: number[] = [];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    let start = 0;
    for (const line of lines) {
      this.#starts.push(start);
      start += line.length + 1;
    }
  }

  /** Without its end; empty for a line that is not there. */
  textOf(line: number): string {
    return this.#lines[line - 1] ?? '';
  }

  startOf(line: number): number {
    return this.#starts[line - 1] ?? 0;
  }

  /** Where a block stands; its `raw` holds each of its lines whole. */
  rangeOf({ line, raw }: Block): TextRange {
    let last = line;
    for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) last += 1;
    return { start: this.startOf(line), end: this.startOf(last) + this.textOf(last).length };
  }
}
