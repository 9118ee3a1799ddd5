import { ParleyError } from '../core/errors.ts';

interface TextRule {
  /** What the caller calls the text. */
  readonly subject: string;
  /** Characters, after trimming. */
  readonly least: number;
  readonly most: number;
  /** Whether it may have several lines. */
  readonly lines?: boolean;
}

/** The text without the blanks around it. Throws `invalid_input` where the rule or the store does not allow it. */
export function checkText(text: string, { subject, least, most, lines = false }: TextRule): string {
  const trimmed = text.trim();
  // A character is one or two units: what has more units than twice the most need not be counted.
  const characters = trimmed.length > 2 * most ? trimmed.length : [...trimmed].length;
  const control = lines ? /[^\P{Cc}\n\r\t]/u : /\p{Cc}/u;
  if (characters >= least && characters <= most && trimmed.isWellFormed() && !control.test(trimmed))
    return trimmed;
  const range = least === 0 ? `at most ${most}` : `${least} to ${most}`;
  throw new ParleyError(
    'invalid_input',
    `${subject} must have ${range} characters and no control characters.`,
    {
      subject,
    },
  );
}
