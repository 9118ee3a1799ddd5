import type { Kind } from './kind.ts';

/** Which of several, or all of them. */
export const which: Kind = {
  name: 'which',
  asked: [
    /^(?:to |in |on |from |for |with |by |at )?which\b/,
    /^(?:list|name|enumerate|show)(?: me)?(?: all| the| every)?\b/,
    /^what (?:are|were) (?:all |the |our )/,
    /^what (?:kinds?|types?|sorts?) of\b/,
    /^(?:in |on |for |with |by |to |from |at )?what (?!is\b|are\b|was\b|were\b|does\b|do\b|did\b|should\b|can\b|happens?\b|if\b)\w+/,
  ],
  asking: new Set(
    'which list name enumerate show kind kinds type types all include includes included offer offers contain contains has have support supports'.split(
      ' ',
    ),
  ),
  fits: () => 0.5,
};
