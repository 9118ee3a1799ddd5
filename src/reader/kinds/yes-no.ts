import type { Kind } from './kind.ts';

const DECIDES =
  /\b(?:can|cannot|may|must|not|never|no|always|only|allowed|forbidden|required|needed|supported|is|are|possible|optional|every|all|any)\b|n't\b/i;

/** Whether something is so: the sentence that decides it is quoted. */
export const yesNo: Kind = {
  name: 'yes-no',
  asked: [
    /^(?:and |so |but )?(?:is|are|was|were|am|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had|isn't|aren't|wasn't|don't|doesn't|didn't|can't|couldn't|won't|shouldn't|hasn't|haven't)\b/,
    /^(?:whether|if)\b/,
  ],
  asking: new Set('there whether ok okay allowed possible permitted'.split(' ')),
  fits: (text) => (DECIDES.test(text) ? 0.8 : 0.5),
};
