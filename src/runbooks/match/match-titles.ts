import type { MatchWrite, RunbookHead } from '../../store/runbook-matches.ts';
import { stepTokens, tellingStems } from '../draft/step-words.ts';
import type { PatternTerms } from './pattern-terms.ts';

/** One word in common is chance. */
const FEWEST_SHARED = 2;
/** Of the telling words of the title. */
const LEAST_SHARE = 0.5;

/** What every runbook is called. */
const OF_RUNBOOKS =
  /\b(?:runbooks?|playbooks?|guides?|handbooks?|procedures?|how[- ]to|alerts?|handling|troubleshoot\w*)\b/gi;

const telling = (title: string): ReadonlySet<string> =>
  tellingStems(stepTokens(title.replace(OF_RUNBOOKS, ' ')));

/** Runbooks at least half of whose telling title words, two at least, are words of a pattern. */
export function matchTitles(
  runbooks: readonly RunbookHead[],
  patterns: readonly PatternTerms[],
): MatchWrite[] {
  return runbooks.flatMap(({ id, title }) => {
    const words = telling(title);
    return patterns.flatMap(({ patternId, stems }) => {
      const shared = [...words].filter((word) => stems.has(word));
      const score = shared.length / words.size;
      if (shared.length < FEWEST_SHARED || score < LEAST_SHARE) return [];
      return [
        {
          documentId: id,
          patternId,
          score,
          reasons: [{ rule: 'title' as const, terms: shared, of: words.size }],
        },
      ];
    });
  });
}
