import { addSynonyms } from './add-synonyms.ts';
import { dropTaskWords } from './drop-task-words.ts';
import type { QueryDraft } from './query-draft.ts';
import { splitNames } from './split-names.ts';
import { weakenCommonWords } from './weaken-common-words.ts';

/** All rewrites, in the order in which they act. */
const REWRITES = {
  'task-words': dropTaskWords,
  'common-words': weakenCommonWords,
  'name-parts': splitNames,
  synonyms: addSynonyms,
} as const satisfies Readonly<Record<string, (draft: QueryDraft) => QueryDraft>>;

export type RewriteName = keyof typeof REWRITES;

/** Each of them pays on the benchmarks (`npm run bench -- retrieval`): all are on unless others are named. */
export const REWRITE_NAMES = Object.keys(REWRITES) as readonly RewriteName[];

export function rewrite(draft: QueryDraft, names: readonly RewriteName[]): QueryDraft {
  return REWRITE_NAMES.filter((name) => names.includes(name)).reduce(
    (done, name) => REWRITES[name](done),
    draft,
  );
}
