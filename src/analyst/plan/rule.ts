import type { Plan, Refusal, Subject } from './plan.ts';
import { withMentions } from './read-mentions.ts';
import type { Signals } from './signals.ts';

/** Makes a plan of what it knows; undefined leaves the question to the next rule. */
export type Rule = (signals: Signals) => Plan | Refusal | undefined;

/** Groups that are ranked where no number is asked for. */
export const DEFAULT_TOP = 5;
export const MOST_LISTED = 50;

/** The subject with topics as mentions, for plans that count or list. */
function counted(signals: Signals): Subject | Refusal {
  const subject = withMentions(signals.read.subject, signals.reading);
  const mismatch = signals.read.mismatches[0];
  if (mismatch) return { kind: 'unknown value', ...mismatch };
  if (signals.read.unknownFields[0] !== undefined)
    return { kind: 'unknown field', word: signals.read.unknownFields[0] };
  return subject ?? { kind: 'unknown words', words: signals.reading.topics.map((topic) => topic.text) };
}

const isRefusal = (value: Subject | Refusal): value is Refusal => 'kind' in value;

/** A plan over the counted subject, or why there is none. */
export function planned(signals: Signals, make: (subject: Subject) => Plan): Plan | Refusal {
  const subject = counted(signals);
  return isRefusal(subject) ? subject : make(subject);
}
