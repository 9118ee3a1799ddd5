import { ParleyError } from '../core/errors.ts';
import { parseId } from '../core/ids.ts';
import { checkText } from './check-text.ts';

export const MAX_BRAND_SCOPES = 200;

/** 1 to 100 letters, digits, dots, dashes and underscores, and never to be mistaken for an id or a folder. */
export const isBrandKey = (text: string): boolean =>
  /^(?=.*[A-Za-z0-9])[A-Za-z0-9._-]{1,100}$/.test(text) && parseId('brd', text) === undefined;

/** The name of a collection as it is stored. Throws `invalid_input` (`subject`). */
export function checkScopeName(text: string, subject = 'scopes'): string {
  const name = checkText(text, { subject, least: 1, most: 100 });
  // A request names several with commas between them.
  if (!name.includes(',')) return name;
  throw new ParleyError('invalid_input', `${subject}: the name of a collection has no comma.`, { subject });
}

export const tooManyScopes = () =>
  new ParleyError('invalid_input', `A brand has at most ${MAX_BRAND_SCOPES} collections.`, {
    subject: 'scopes',
  });
