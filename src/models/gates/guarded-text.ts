import { asSeen, CLOSERS, OPENERS } from './citation-marks.ts';
import { createCodeWatch } from './code-watch.ts';

/** Text on its way out, in which no bracketed number stands but a citation. */
export interface GuardedText {
  addText(text: string): void;
  addCitations(numbers: readonly number[]): void;
  /** What was added since it was last asked. */
  take(): string;
  /** Whether text that comes next is code. */
  isInCode(): boolean;
  /** Whether nothing but indents, quotes and bullets stands on the line so far. */
  isAtLineStart(): boolean;
  /** Whether the last character is a letter or a digit. */
  endsInWord(): boolean;
  /** Brackets that were left out because they would have closed a mark of no one. */
  readonly droppedBrackets: number;
}

/** How far the last characters have come in looking like `[3]`: after the bracket, the digits, blanks behind them. */
type Likeness = 'none' | 'open' | 'number' | 'number and blank';

const LINE_START = /[\s>*+-]/;

function likenessAfter(before: Likeness, character: string): Likeness {
  if (OPENERS.includes(character)) return 'open';
  if (before === 'none') return 'none';
  const seen = asSeen(character);
  if (seen === '') return before;
  if (seen === ' ') return before === 'open' ? 'open' : 'number and blank';
  return /^\p{Nd}+$/u.test(seen) && before !== 'number and blank' ? 'number' : 'none';
}

/**
 * Whatever is added as text, and wherever something was taken out between, no bracket closes around a bare number: in
 * prose it is left out, in code, where it is an index or a list, a blank before it makes it no mark: `items[0 ]`.
 */
export function createGuardedText(): GuardedText {
  const code = createCodeWatch();
  let added = '';
  let likeness: Likeness = 'none';
  let isLineStart = true;
  let last = '';
  let droppedBrackets = 0;

  function add(character: string): void {
    added += character;
    last = character;
    isLineStart = character === '\n' || (isLineStart && LINE_START.test(character));
    code.pass(character);
  }

  return {
    addText(text) {
      for (const character of text) {
        const closesNumber = likeness.startsWith('number') && CLOSERS.includes(character);
        if (closesNumber && !code.isInCode()) {
          // The number stays open: the next bracket must not close it either.
          droppedBrackets++;
          continue;
        }
        if (closesNumber) add(' ');
        likeness = likenessAfter(likeness, character);
        add(character);
      }
    },
    addCitations(numbers) {
      for (const character of numbers.map((number) => `[${number}]`).join('')) add(character);
      likeness = 'none';
    },
    take() {
      const taken = added;
      added = '';
      return taken;
    },
    isInCode: code.isInCode,
    isAtLineStart: () => isLineStart,
    endsInWord: () => /[\p{L}\p{N}]/u.test(last),
    get droppedBrackets() {
      return droppedBrackets;
    },
  };
}
