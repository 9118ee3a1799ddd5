import type { NodeName } from '../topology-graph.ts';
import type { Desk } from './desk.ts';
import type { NameIndex } from './link/name-index.ts';
import { findNear } from './link/near-names.ts';
import { phraseRefusal } from './phrase/phrase-refusal.ts';
import { sourceOf } from './phrase/said.ts';
import { plain } from './phrase/say.ts';
import type { Refusal } from './plan/plan.ts';
import type { BoundQuestion, PendingQuestion, TopologyAnswer } from './topology-answer.ts';

/** A refusal leaves what was spoken of as it was; where real names are near, it asks. */
export function refuse(refusal: Refusal, question: BoundQuestion, desk: Desk): TopologyAnswer {
  const near = refusal.kind === 'unknown name' ? nearOf(refusal, desk.index) : [];
  const options = refusal.kind === 'ambiguous' ? refusal.options : near;
  const claim = 'claim' in refusal ? refusal.claim : null;
  const pending: PendingQuestion | null =
    claim && options.length > 0
      ? { ...question, start: claim.start, end: claim.end, options: options.slice(0, 10).map(sourceOf) }
      : null;
  const { asked = null, subjects = [], listed = [] } = desk.previous ?? {};
  return {
    text: phraseRefusal(refusal, near),
    sources: [],
    relationships: [],
    abstained: refusal.kind !== 'ambiguous',
    inputRequired: pending !== null,
    state: { asked, subjects, listed, pending },
  };
}

function nearOf({ claim }: Extract<Refusal, { kind: 'unknown name' }>, index: NameIndex): NodeName[] {
  const near = findNear(plain(claim.written, 100), index);
  const fitting = claim.kinds ? near.filter(({ kind }) => claim.kinds?.includes(kind)) : near;
  return fitting.length > 0 || claim.others.length > 0 ? fitting : near;
}
