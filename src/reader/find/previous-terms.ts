import type { Question } from '../question/question.ts';
import type { Unit } from '../units/unit.ts';
import { functionWords } from '../vocabulary/function-words.ts';
import type { Reading } from './context.ts';
import { coverToken } from './cover.ts';
import { exactKinds } from './exact-kinds.ts';
import { pronounTerms } from './pronouns.ts';

const POINTS_BACK =
  /^(?:ask|write|send|call|open|go|enter|file|submit|use|run|check|wait|tell|contact|report|take|keep|request|book|register|follow|do|it|this|that|they|these|those|both|then|he|she|its|their|such|in (?:this|that) case|otherwise|instead|also|however|if (?:it|this|they|so|not))\b/i;
/** Sentences of the same paragraph that one may go on from. */
const MOST_PREVIOUS = 3;
/** Units of code and inner items between two steps. */
const MOST_BETWEEN_STEPS = 8;

/** Whether a sentence begins as one that goes on from the last. */
export const pointsBack = (text: string): boolean => POINTS_BACK.test(text);

/** What the unit goes on from: the sentence before, the step before. */
function previousOf(unit: Unit): Unit | null {
  if (unit.kind === 'sentence') return unit.previous;
  if (unit.kind !== 'item' || !/^\d/.test(unit.marker)) return null;
  const near = unit.section.units.slice(Math.max(0, unit.at - MOST_BETWEEN_STEPS), unit.at);
  const before = near.findLast(({ kind, lead }) => kind === 'item' && lead === unit.lead);
  return before ?? null;
}

/** Terms of the sentences that a unit goes on from; where the answer is exact, only if it shows that it goes on. */
export function previousTerms(reading: Reading, unit: Unit): number {
  const isExact = exactKinds.has(reading.question.kind);
  if (isExact && !pointsBack(unit.text) && !beginsWithTerm(unit, reading.question))
    return pronounTerms(reading, unit);
  let held = 0;
  let previous = previousOf(unit);
  for (let steps = 0; previous && steps < MOST_PREVIOUS; steps++) {
    held |= reading.own(previous);
    previous = previousOf(previous);
  }
  return held;
}

/** The first word that is about anything is one of the question's: the sentence goes on about the same thing. */
function beginsWithTerm(unit: Unit, question: Question): boolean {
  return strangersBefore(unit, question) === 0;
}

/** Words of content before the first term of the question: "Extra users on the Growth plan" is about users. */
export function strangersBefore(unit: Unit, question: Question): number {
  let strangers = 0;
  for (const token of unit.tokens) {
    if (coverToken(token, question) !== 0) return strangers;
    if (!functionWords.has(token.lower)) strangers++;
    if (strangers >= 3) break;
  }
  return strangers;
}
