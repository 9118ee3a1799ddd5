import type { Uuid } from '../../core/ids.ts';
import type { Pattern } from '../../core/pattern.ts';
import { plainBlocks } from '../../lib/plain-blocks.ts';
import type { Resolver } from '../draft/resolver.ts';
import { stepTokens, tellingStems } from '../draft/step-words.ts';

/** What a pattern is about, as stems of words. */
export interface PatternTerms {
  readonly patternId: Uuid;
  readonly stems: ReadonlySet<string>;
}

const MOST_CHARACTERS = 2_000;

const stemsOf = (text: string): Set<string> => tellingStems(stepTokens(text));

/** The telling words of its title, of what its members share, and those that half of them, two at least, tell of the failure. */
export function patternTerms(pattern: Pattern, members: readonly Resolver[]): PatternTerms {
  const counts = new Map<string, number>();
  for (const { title, trigger, rootCause } of members) {
    const told = `${title}\n${plainBlocks(`${trigger ?? ''}\n${rootCause ?? ''}`.slice(0, MOST_CHARACTERS))}`;
    for (const each of stemsOf(told)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const fewest = Math.max(2, members.length / 2);
  const common = [...counts].filter(([, incidents]) => incidents >= fewest).map(([each]) => each);
  const shared = pattern.shared.map(({ term }) => term).join(' ');
  return { patternId: pattern.id, stems: new Set([...stemsOf(`${pattern.title} ${shared}`), ...common]) };
}
