import type { Kind } from './kind.ts';

/** Two things side by side. */
export const compare: Kind = {
  name: 'compare',
  asked: [
    /\bdifferen(?:ce|ces|t)\b.{0,40}\b(?:between|from|to)\b/,
    /\bhow (?:do|does|is|are) .{1,80} (?:differ|different|compare)\b/,
    /\b(?:vs\.?|versus)\b/,
    /^compare\b/,
    /\bcompared? (?:to|with)\b/,
  ],
  asking: new Set(
    'difference differences different differ compare compared comparison versus vs between'.split(' '),
  ),
  fits: () => 0.5,
};
