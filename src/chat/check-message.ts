import { ParleyError } from '../core/errors.ts';

const MAX_MESSAGE_CHARACTERS = 4000;

/** Control characters carry no meaning in a question, and the store cannot hold all of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The message as it is asked and stored. Throws `invalid_input` when it is empty or too long. */
export function checkMessage(message: string): string {
  const question = message.toWellFormed().replace(CONTROL, ' ').trim();
  if (question === '')
    throw new ParleyError('invalid_input', 'message must not be empty.', { subject: 'message' });
  if (question.length > MAX_MESSAGE_CHARACTERS && [...question].length > MAX_MESSAGE_CHARACTERS) {
    throw new ParleyError(
      'invalid_input',
      `message must have at most ${MAX_MESSAGE_CHARACTERS} characters.`,
      {
        subject: 'message',
      },
    );
  }
  return question;
}
