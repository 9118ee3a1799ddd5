/** Two letters in a row: no mark of a list, a quote or a task has them. */
const WORD = /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{2}/;

/** Follows a text to say where the label of a link definition may end. */
export interface DefinitionLabel {
  /** Goes over a line break, a bracket, or anything that has neither, whole or in pieces. */
  pass(piece: string): void;
  /** Whether a `]` here may be the end of a label. */
  isOpen(): boolean;
}

/**
 * A label begins where a line does, behind the marks of lists and quotes, and goes on over lines up to an empty one.
 * Brackets inside it are not matched, because they can be escaped: every `]` of the paragraph may end it.
 */
export function definitionLabel(): DefinitionLabel {
  let [isOpen, isBlank, hasWord, last] = [false, true, false, ''];
  return {
    pass(piece) {
      if (piece === '\n') {
        if (isBlank) isOpen = false;
        [isBlank, hasWord, last] = [true, false, ''];
        return;
      }
      if (piece === '[' && !hasWord && !/[A-Za-z\d]/.test(last)) isOpen = true;
      hasWord ||= WORD.test(last + piece);
      isBlank &&= /^[ \t>]*$/.test(piece);
      last = piece.at(-1) ?? last;
    },
    isOpen: () => isOpen,
  };
}
