import { readWindows } from '../../analyst/read/windows.ts';
import { readWords } from '../../analyst/read/words.ts';
import type { BoundQuestion } from '../../topology/ask/topology-answer.ts';

const BESIDE = /^(?:and|but|what|how|about|for|in|during|the|same|then|only|now|was|it|is|of)$/;

/** “and in 2022?”: the question before with that window in place of its own; null where anything else is said. */
export function inAnotherWindow(text: string, before: BoundQuestion, now: Date): BoundQuestion | null {
  const words = readWords(text);
  const [window, ...more] = readWindows(text, words, now);
  if (!window || more.length > 0) return null;
  const beside = words.filter((_, at) => at < window.from || at >= window.to);
  if (!beside.every(({ lower }) => BESIDE.test(lower))) return null;
  const said = text.slice(words[window.from]?.start, words[window.to - 1]?.end);
  const asked = readWords(before.text);
  const [old, ...others] = readWindows(before.text, asked, now);
  if (others.length > 0) return null;
  const [start, end] = old
    ? [asked[old.from]?.start ?? 0, asked[old.to - 1]?.end ?? 0]
    : [before.text.replace(/[\s?.!]+$/, '').length, before.text.length];
  const bound = before.bound.filter((each) => each.end <= start);
  // What stands behind the window would move.
  if (bound.length < before.bound.length) return null;
  return { text: `${before.text.slice(0, start)} ${said}${before.text.slice(end)}`, bound };
}
