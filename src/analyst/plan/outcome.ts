import { readWords } from '../read/words.ts';
import { unexplainedWords } from './check-plan.ts';
import { anySubject, type Plan, type Refusal } from './plan.ts';
import type { Signals } from './signals.ts';
import { asksNumber, ranksOrWorksOut, targetWords } from './targets.ts';

/** What becomes of a question: a plan to run or a refusal; where either gives no answer, a sentence may. */
export interface Outcome {
  readonly planned: Plan | Refusal;
  readonly fallback: Extract<Plan, { kind: 'passage' }> | null;
}

const REFUSALS: ReadonlySet<string> = new Set<Refusal['kind']>([
  'unknown field',
  'unknown words',
  'unknown value',
  'two windows',
  'no reference',
  'no pattern',
  'ambiguous',
  'not understood',
]);

export const isPlan = (planned: Plan | Refusal): planned is Plan => !REFUSALS.has(planned.kind);

/** Refusals after which the question may still be answered by a sentence. */
const LOOKED_UP: ReadonlySet<Refusal['kind']> = new Set<Refusal['kind']>(['unknown words', 'unknown field']);

/** A sentence answers only if it holds all that was asked, and what the plan could not explain as well. */
function fallbackOf(
  signals: Signals,
  unexplained: readonly string[],
): Extract<Plan, { kind: 'passage' }> | null {
  const { words, required } = targetWords(signals);
  if (required.length === 0 || ranksOrWorksOut(signals)) return null;
  const rest = unexplained.flatMap((text) => readWords(text).map((word) => word.text));
  return {
    kind: 'passage',
    words: `${words} ${unexplained.join(' ')}`,
    required: [...new Set([...required, ...rest])],
    subject: { ...anySubject, window: signals.read.subject.window },
    needsSentence: true,
    needsNumber: asksNumber(signals),
  };
}

/** The plan once it is checked: one that leaves a word of the question unexplained is not run. */
export function checkedOutcome(planned: Plan | Refusal, signals: Signals): Outcome {
  if (!isPlan(planned)) {
    const unexplained = planned.kind === 'unknown field' ? [planned.word] : [];
    return { planned, fallback: LOOKED_UP.has(planned.kind) ? fallbackOf(signals, unexplained) : null };
  }
  const unexplained = unexplainedWords(planned, signals);
  if (unexplained.length > 0) {
    return {
      planned: { kind: 'unknown words', words: unexplained },
      fallback: fallbackOf(signals, unexplained),
    };
  }
  const byTopic = 'subject' in planned && planned.subject.mentions.length > 0;
  return { planned, fallback: byTopic ? fallbackOf(signals, []) : null };
}
