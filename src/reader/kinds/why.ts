import type { Kind } from './kind.ts';

const STRONG =
  /\b(?:because|due to|caused by|owing to|thanks to|as a result|result(?:s|ed)? (?:in|from)|so that|in order to|root cause|reasons?|led to|therefore|that is why|this is why|since|to (?:avoid|prevent|keep|reduce|ensure|allow|protect|save|limit|support|enable|make|let|stop|guarantee|comply|meet|help)|otherwise|would(?: have)?|rationale|motivat\w+|cost us|costly|cannot|could not)\b/i;
const WEAK = /\b(?:thus|hence|had|expired|failed|crashed|needs?|needed|too)\b|;/i;

/** A cause or a reason. */
export const why: Kind = {
  name: 'why',
  asked: [
    /^(?:and )?why\b/,
    /^how come\b/,
    /^for (?:what|which) reasons?\b/,
    /^what(?:'s| is| was| were| are)?(?: the| our)? (?:\w+ ){0,2}(?:causes?|reasons?|rationale|motivation|justification)\b/,
    /^what (?:has |have |had |might have |could have |can |could |may |might )?(?:caused?|causes|led to|leads? to|made|triggered|triggers?)\b/,
  ],
  asking: new Set(
    'why cause causes caused causing reason reasons rationale motivation root led triggered trigger made'.split(
      ' ',
    ),
  ),
  fits(text) {
    if (STRONG.test(text)) return 1;
    return WEAK.test(text) ? 0.4 : 0;
  },
};
