import { createHash } from 'node:crypto';
import { ParleyError } from '../../core/errors.ts';
import { stripInvisible } from '../../lib/strip-invisible.ts';
import { findSensitive } from '../../telemetry/sensitive-text.ts';
import { checkText } from '../check-text.ts';
import { tellsPassword } from './tells-password.ts';

const MOST_CHARACTERS = 2000;

const SECRET =
  'The note holds what looks like a password, a token, a key or a card number. Secrets are not kept: say where it is stored instead.';

/** Whether a text holds what nobody should keep in a note. */
const holdsSecret = (text: string): boolean =>
  findSensitive(text, ['secrets', 'cards']).length > 0 || tellsPassword(text);

/**
 * The text as it is kept: one line, without control characters and those that hide text. Throws `invalid_input`
 * (`text`) where nothing is left, it has more than 2,000 characters, or it holds a secret.
 */
export function noteText(written: string): string {
  const line = stripInvisible(written).replace(/\s+/g, ' ');
  const text = checkText(line, { subject: 'text', least: 1, most: MOST_CHARACTERS });
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new ParleyError('invalid_input', 'text must hold a word.', { subject: 'text' });
  if (holdsSecret(text)) throw new ParleyError('invalid_input', SECRET, { subject: 'text' });
  return text;
}

/** Equal for two texts that differ in letter case, blanks, quotation marks or the final stop only. */
export function noteKey(text: string): Buffer {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”„"‘’`']/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[.!\s]+$/, '');
  return createHash('sha256').update(said).digest();
}
