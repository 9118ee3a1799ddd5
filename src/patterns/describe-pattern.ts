import type { Uuid } from '../core/ids.ts';
import { chooseTitle } from './describe/choose-title.ts';
import { figuresOf, type PatternFigures } from './describe/pattern-figures.ts';
import { type MemberTexts, type PatternSummary, summarisePattern } from './describe/summarise-pattern.ts';
import type { IncidentVectors } from './likeness/incident-vectors.ts';

export interface PatternDescription extends PatternFigures, PatternSummary {
  readonly title: string;
}

/** All that is computed of a pattern of these members; `texts` of as many of them as a title needs. */
export function describePattern(
  incidents: IncidentVectors,
  members: readonly Uuid[],
  texts: readonly MemberTexts[],
): PatternDescription {
  const figures = figuresOf(incidents, members);
  const shares = new Map(figures.profile.map(({ term, weight }) => [term, weight]));
  const title = chooseTitle(
    texts.map((text) => text.title),
    (term) => shares.get(term) ?? 0,
  );
  return { ...figures, title, ...summarisePattern(texts, members.length) };
}
