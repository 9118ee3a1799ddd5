import { ParleyError } from '../core/errors.ts';

/** Control characters carry no meaning in a question, and the store cannot hold all of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text as it is asked, answered and stored. */
export const printable = (text: string): string => text.toWellFormed().replace(CONTROL, ' ');

/** The message as it is asked and stored. Throws `invalid_input` when it is empty or has more than `maxCharacters`. */
export function checkMessage(message: string, maxCharacters: number): string {
  const question = printable(message).trim();
  if (question === '') throw wrong('message must not be empty.');
  if (question.length > maxCharacters && [...question].length > maxCharacters)
    throw wrong(`message must have at most ${maxCharacters} characters.`);
  return question;
}

const wrong = (complaint: string) => new ParleyError('invalid_input', complaint, { subject: 'message' });
