import type { NamedRun } from './query.ts';
import type { DraftName } from './rewrites/query-draft.ts';

const MOST_WORDS = 10;
const SHORTEST = 3;

/**
 * Every run of the question's words, joined: `kube pod crash looping` and `KubePodCrashLooping` are the same name.
 * `written` are the words as the question writes them.
 */
export function namedRuns(
  spoken: readonly string[],
  written: readonly string[],
  names: readonly DraftName[],
): ReadonlyMap<string, NamedRun> {
  const runs = new Map<string, NamedRun>();
  for (let start = 0; start < spoken.length; start++) {
    let joined = '';
    for (let end = start + 1; end <= Math.min(spoken.length, start + MOST_WORDS); end++) {
      joined += spoken[end - 1];
      if (joined.length < SHORTEST || runs.has(joined)) continue;
      runs.set(joined, {
        words: end - start,
        isIdentifier: false,
        written: written.slice(start, end).join(' '),
      });
    }
  }
  for (const { joined, start, end } of names) {
    runs.set(joined, {
      words: end - start,
      isIdentifier: true,
      written: written.slice(start, end).join(' '),
    });
  }
  return runs;
}
