import type { Kind } from './kind.ts';

/** The command, query or piece of code that does something. */
export const command: Kind = {
  name: 'command',
  asked: [
    /\b(?:what|which)(?:'s| is| are)?(?: the)? (?:exact |right |correct |shell |cli |sql )?(?:commands?|query|one-?liner|syntax|flags?|header)\b/,
    /^(?:the )?(?:command|query|syntax) (?:to|for|that)\b/,
    /\b(?:on|from|in) the (?:command line|cli|shell|terminal)\b/,
    /^(?:show|give)(?: me)? the (?:command|query|code)\b/,
  ],
  asking: new Set('command commands query syntax line cli shell terminal code exact oneliner'.split(' ')),
  fits: (text) => (/`[^`]+`/.test(text) ? 1 : 0),
};
