import type { AskedReply } from './asker.ts';
import type { EvalRow } from './eval-row.ts';
import { foundShare } from './eval-score.ts';

export interface EvalOutcome {
  readonly row: EvalRow;
  readonly answer: AskedReply;
  readonly correct: boolean | null;
  readonly ms: number;
}

/** Shares lie between 0 and 1 and are null where nothing was there to be counted. */
export interface EvalTotals {
  readonly questions: number;
  /** Rows that say what is right. */
  readonly judged: number;
  readonly correct: number;
  readonly accuracy: number | null;
  /** Answered, and not right: the worst outcome. */
  readonly wrong: number;
  /** Refused, although the data holds the answer. */
  readonly refused: number;
  /** Mean over rows with goldIds. */
  readonly sourceRecall: number | null;
  /** Of the refusals, how many were to be; of those to be, how many were. */
  readonly abstentionPrecision: number | null;
  readonly abstentionRecall: number | null;
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null };
}

export function totalsOf(outcomes: readonly EvalOutcome[]): EvalTotals {
  const judged = outcomes.filter(({ correct }) => correct !== null);
  const correct = judged.filter((outcome) => outcome.correct);
  const refused = judged.filter(({ answer }) => answer.abstained);
  const toRefuse = judged.filter(({ row }) => row.abstain);
  const rightlyRefused = refused.filter(({ row }) => row.abstain).length;
  const recalls = outcomes
    .filter(({ row }) => (row.goldIds ?? []).length > 0)
    .map(({ row, answer }) => foundShare(row.goldIds ?? [], answer.sources));
  const sortedMs = outcomes.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    questions: outcomes.length,
    judged: judged.length,
    correct: correct.length,
    accuracy: share(correct.length, judged.length),
    wrong: judged.filter((outcome) => !outcome.correct && !outcome.answer.abstained).length,
    refused: refused.length - rightlyRefused,
    sourceRecall: share(
      recalls.reduce((sum, recall) => sum + recall, 0),
      recalls.length,
    ),
    abstentionPrecision: share(rightlyRefused, refused.length),
    abstentionRecall: share(rightlyRefused, toRefuse.length),
    latencyMs: { p50: percentile(sortedMs, 0.5), p99: percentile(sortedMs, 0.99) },
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The smallest value that at least `fraction` of all do not exceed. */
const percentile = (sorted: readonly number[], fraction: number): number | null =>
  sorted[Math.ceil(sorted.length * fraction) - 1] ?? null;
