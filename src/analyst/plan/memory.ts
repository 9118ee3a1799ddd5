import type { Uuid } from '../../core/ids.ts';
import type { Plan } from './plan.ts';

/** What the analyst remembers of an answer, kept with the message. */
export interface Memory {
  /** The last plan about a set of incidents; what is asked of one of them does not replace it. */
  readonly base: Plan | null;
  /** The incidents that the last answer named, in its order: what "it" means. */
  readonly named: readonly Uuid[];
  /** The incidents of the last list: what "the second one" means. */
  readonly listed: readonly Uuid[];
  /** How many incidents the base was about; more than `listed` where not all were named. */
  readonly total: number;
  /** The patterns that the last answer named, in its order. */
  readonly patterns: readonly Uuid[];
}

/** A question that waits for the asker's choice between names. */
export interface Pending {
  readonly question: string;
  readonly written: string;
  readonly options: readonly string[];
}

const isRecord = (state: unknown): state is Record<string, unknown> =>
  typeof state === 'object' && state !== null;

/** A memory that came back from JSON, its times dates again; null where the turn left none. */
export function reviveMemory(state: unknown): Memory | null {
  if (!isRecord(state) || !('base' in state)) return null;
  return JSON.parse(JSON.stringify(state), (key, value) =>
    (key === 'from' || key === 'to' || key === 'asOf') && typeof value === 'string' ? new Date(value) : value,
  ) as Memory;
}

/** The waiting question with the chosen name in place of the ambiguous one; null where the message chooses none. */
export function chosenQuestion(state: unknown, message: string): string | null {
  if (!isRecord(state) || !('options' in state)) return null;
  const { question, written, options } = state as unknown as Pending;
  const said = message
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');
  const named = options.filter((option) => said.includes(option.toLowerCase()));
  const longest = named.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? null : question.replace(written, longest);
}
