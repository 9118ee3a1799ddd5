import type { Kind } from './kind.ts';

/** What something is, means or does. */
export const define: Kind = {
  name: 'define',
  asked: [
    /^what(?:'s| is| are| was| were)? (?:meant by|the (?:meaning|definition|purpose|point|role) of)\b/,
    /^what does .{1,120}\b(?:mean|stand for|do|refer to|stands for|signify|cover|contain|include)$/,
    /^what do .{1,120}\b(?:mean|stand for|do)$/,
    /^(?:define|definition of|meaning of|explain|describe|tell me about|explanation of|what about)\b/,
    /^what(?:'s| is| are) (?:an? )?(?!the\b|our\b|my\b|your\b)[^?]{1,80}$/,
  ],
  asking: new Set(
    'mean means meaning definition purpose role stand stands refer define explain describe point'.split(' '),
  ),
  fits: () => 0.5,
};
