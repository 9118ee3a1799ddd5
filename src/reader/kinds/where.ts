import { ADDRESS, hasNew, holdsOther, PLACE } from './expressions.ts';
import type { Kind } from './kind.ts';

const NOUN =
  '(?:url|uri|link|address|path|folder|directory|location|channel|bucket|repository|repo|host|hostname|endpoint|e-?mail|page|site|website|dashboard|namespace|region|room)';

/** A place: an address, a path, a channel, a room. */
export const where: Kind = {
  name: 'where',
  asked: [
    /^(?:from |to |and )?where(?:'s)?\b/,
    new RegExp(`^(?:in |at |on |under |to |from |into )(?:what|which) (?:[\\w-]+ ){0,2}${NOUN}\\b`),
    new RegExp(`^(?:what|which)(?:'s| is| are)?(?: the| our)? (?:[\\w-]+ ){0,3}${NOUN}\\b`),
    /^how (?:do|can) (?:i|we|you) (?:reach|contact)\b/,
  ],
  asking: new Set(
    'where url uri link address path folder directory location channel find located location live lives stand reach contact reached'.split(
      ' ',
    ),
  ),
  fits(text, { text: asked, words }) {
    if (holdsOther(text, ADDRESS, asked)) return 1;
    return hasNew(text, PLACE, words) ? 0.7 : 0;
  },
};
