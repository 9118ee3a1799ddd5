import type { KindName } from '../question/question.ts';

/** Where the answer is a figure, a person or a place, nothing but the sentence itself may name what it is of. */
export const exactKinds: ReadonlySet<KindName> = new Set([
  'who',
  'when',
  'how-long',
  'how-often',
  'how-many',
  'where',
]);
