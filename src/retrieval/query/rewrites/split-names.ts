import { isTelling, type QueryDraft, termOf } from './query-draft.ts';

/** The whole name tells more than its parts. */
const PART_WEIGHT = 0.7;

/** Searches a name also by its parts: `KubePodCrashLooping` also by kube, pod, crash and looping. */
export function splitNames(draft: QueryDraft): QueryDraft {
  const added = draft.names.flatMap(({ start, end }) =>
    draft.spoken
      .slice(start, end)
      .flatMap((word, index) => (isTelling(word) ? [termOf(word, start + index, PART_WEIGHT)] : [])),
  );
  const terms = [...draft.terms, ...added].sort((a, b) => a.position - b.position);
  return { ...draft, terms };
}
