import { countWord } from '../../read/count-word.ts';
import type { Claim } from '../../read/reading.ts';
import type { Times } from '../plan.ts';
import type { Signals } from '../signals.ts';

const TIMES =
  /\b(exactly|precisely|only|just|more than|over|at least|fewer than|less than|at most)\s+(\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)\b/i;

const COMPARISONS: Readonly<Record<string, Times['comparison']>> = {
  'more than': 'more than',
  over: 'more than',
  'at least': 'at least',
  'fewer than': 'fewer than',
  'less than': 'fewer than',
  'at most': 'at most',
};

/** “more than one service”, “exactly two topics”; null where no number is told. The claims are those that say it. */
export function readTimes(part: Signals): { times: Times; claims: readonly Claim[] } | null {
  const { words, text } = part.reading;
  const [first, last] = [part.claims[0], part.claims.at(-1)];
  if (!first || !last) return null;
  const from = words[first.from]?.start ?? 0;
  const found = TIMES.exec(text.slice(from, words[last.to - 1]?.end));
  if (!found) return null;
  const [start, end] = [from + found.index, from + found.index + found[0].length];
  const [, said = '', number = ''] = found;
  const claims = part.claims.filter(
    (claim) => (words[claim.to - 1]?.end ?? 0) > start && (words[claim.from]?.start ?? 0) < end,
  );
  const comparison = COMPARISONS[said.toLowerCase()] ?? 'exactly';
  return { times: { comparison, number: countWord(number) ?? 0 }, claims };
}
