import { noPattern } from '../../knowledge/patterns/pattern-access.ts';

/** As an answer refuses a pattern that is not there. */
export const NO_PATTERN = noPattern();
