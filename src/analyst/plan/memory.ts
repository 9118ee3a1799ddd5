import type { Uuid } from '../../core/ids.ts';
import type { Plan } from './plan.ts';

/** What the analyst remembers of an answer, kept with the message. */
export interface Memory {
  readonly plan: Plan;
  /** The incidents that the answer named, in its order: what "it", "those" and "the second one" mean. */
  readonly named: readonly Uuid[];
  /** How many incidents the answer was about; more than `named` where not all were named. */
  readonly total: number;
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
  if (!isRecord(state) || !('plan' in state)) return null;
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
