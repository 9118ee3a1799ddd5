import type { PreventionItem, StepSource } from '../../core/runbook.ts';
import { plainText } from '../../lib/plain-text.ts';
import { shorten } from '../../lib/shorten.ts';
import { areAlike } from './join-steps.ts';
import type { Resolver } from './resolver.ts';
import { stepTokens, tellingStems } from './step-words.ts';
import { MOST_STEP_CHARACTERS } from './told-step.ts';

const MOST_ITEMS = 10;

/** What the incidents' action items ask for, those that several ask for first; whether any was done is not known. */
export function collectPrevention(resolvers: readonly Resolver[]): PreventionItem[] {
  const groups: { text: string; words: ReadonlySet<string>; sources: StepSource[] }[] = [];
  for (const { id, actionItems } of resolvers)
    for (const item of actionItems) {
      const quote = shorten(item, MOST_STEP_CHARACTERS);
      const words = tellingStems(stepTokens(plainText(quote)));
      if (words.size === 0) continue;
      const source: StepSource = { incidentId: id, part: 'action_items', quote };
      const group = groups.find((each) => areAlike(each.words, words));
      if (group === undefined) groups.push({ text: quote, words, sources: [source] });
      else if (group.sources.every(({ incidentId }) => incidentId !== id)) group.sources.push(source);
    }
  return groups
    .toSorted((a, b) => b.sources.length - a.sources.length)
    .slice(0, MOST_ITEMS)
    .map(({ text, sources }) => ({ text, sources }));
}
