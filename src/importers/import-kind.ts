import { ParleyError } from '../core/errors.ts';
import { shorten } from '../lib/shorten.ts';

/** What an operator may say that files hold. */
export type ImportKind = 'incidents';

/** The kind as it was written in a command or a request. Throws `invalid_input` for one that this version cannot import. */
export function parseImportKind(written: string): ImportKind {
  if (written === 'incidents') return written;
  const named = JSON.stringify(shorten(written, 40));
  throw new ParleyError('invalid_input', `This version imports incidents only, not ${named}.`, {
    subject: 'as',
  });
}
