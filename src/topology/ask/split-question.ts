const JOINT =
  /(?:[,;]\s*(?:and\s+)?|\s+and\s+|[?!.]\s+(?:and\s+)?)(?=(?:who|whom|what|which|how|does|do|is|are|list|show|draw)\b)/i;

/** The questions that “and”, a comma or a full stop joins, each with a word of its own that asks. */
export const splitQuestion = (text: string): string[] =>
  text
    .split(JOINT)
    .map((part) => part.trim())
    .filter((part) => part !== '');
