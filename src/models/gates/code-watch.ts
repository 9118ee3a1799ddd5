/** Knows, while a Markdown text goes by, whether it is inside code. */
export interface CodeWatch {
  pass(character: string): void;
  /** Whether what comes next, which must be no backtick, is code. */
  isInCode(): boolean;
}

interface Fence {
  readonly sign: string;
  readonly length: number;
  isFirstLine: boolean;
  /** What stands behind the fence: the language. */
  info: string;
}

/** What may stand before a fence: indents, quotes and list bullets. */
const INDENT = /[\s>*+-]/;
const FENCE_LENGTH = 3;
const MOST_INFO = 12;

/**
 * Reads fences and code spans. A span ends with its line at the latest, so that one lost backtick does not turn the
 * rest of a reply into code; a fence called `markdown` is no code, since models wrap whole replies in it.
 */
export function createCodeWatch(): CodeWatch {
  let fence: Fence | undefined;
  let isWrapped = false;
  let spanLength = 0;
  let run = { sign: '', length: 0, beginsLine: false };
  let isIndent = true;

  function endRun(): void {
    const { sign, length, beginsLine } = run;
    if (length === 0) return;
    run = { sign: '', length: 0, beginsLine: false };
    if (fence) {
      const isLast = beginsLine && length >= fence.length;
      if (sign === fence.sign && (isLast || (fence.isFirstLine && length === fence.length)))
        fence = undefined;
    } else if (spanLength > 0) {
      if (sign === '`' && length === spanLength) spanLength = 0;
    } else if (beginsLine && length >= FENCE_LENGTH) fence = { sign, length, isFirstLine: true, info: '' };
    else if (sign === '`') spanLength = length;
  }

  function endLine(): void {
    spanLength = 0;
    isIndent = true;
    if (!fence?.isFirstLine) return;
    fence.isFirstLine = false;
    const info = fence.info.trim().toLowerCase();
    const opensWrap = info === 'markdown' || info === 'md';
    const closesWrap = isWrapped && info === '';
    if (!opensWrap && !closesWrap) return;
    isWrapped = opensWrap;
    fence = undefined;
  }

  return {
    pass(character) {
      if (character === run.sign) {
        run.length++;
        return;
      }
      endRun();
      if (character === '`' || character === '~') {
        run = { sign: character, length: 1, beginsLine: isIndent };
        isIndent = false;
      } else if (character === '\n') endLine();
      else {
        if (fence?.isFirstLine && fence.info.length < MOST_INFO) fence.info += character;
        if (!INDENT.test(character)) isIndent = false;
      }
    },
    isInCode() {
      endRun();
      return fence !== undefined || spanLength > 0;
    },
  };
}
