import { STOP_WORDS } from '../../lexical/stop-words.ts';
import type { QueryDraft } from './query-draft.ts';

/** Words that say what is to be done with what is found, and not what is to be found. */
const ASKING = `please kindly tell show give find get look search list explain describe say know known anyone anybody someone
somebody investigated discovered studied papers paper articles article references reference documents document documentation
docs doc pages page runbook runbooks guide guides information info details available possible exist exists existing
question help need want wanted like would could should must might may let us hi hello hey thanks recent previous`;
const WORDS: ReadonlySet<string> = new Set(ASKING.split(/\s+/));

/** The task stands before the thing: “what is known about …”, “papers on …”, “please show me the runbook for …”. */
function taskLength(spoken: readonly string[]): number {
  const end = spoken.findIndex((word) => !STOP_WORDS.has(word) && !WORDS.has(word));
  return Math.max(end, 0);
}

/** The task stands behind the thing: “… what should I do”, “… how can I find it”. */
function taskStart(spoken: readonly string[], from: number): number {
  const lastThing = spoken.findLastIndex((word) => !STOP_WORDS.has(word) && !WORDS.has(word));
  const asked = spoken.findIndex(
    (word, index) => index > Math.max(lastThing, from) && /^(?:what|how|where)$/.test(word),
  );
  return asked < 0 ? spoken.length : asked;
}

/** Leaves out the words of the task at both ends of a question; a question of such words alone stays as it is. */
export function dropTaskWords(draft: QueryDraft): QueryDraft {
  const start = taskLength(draft.spoken);
  const end = taskStart(draft.spoken, start);
  const terms = draft.terms.filter(({ position }) => position >= start && position < end);
  return terms.length > 0 ? { ...draft, terms } : draft;
}
