import type { Uuid } from '../../core/ids.ts';
import { type Bound, subjectOf } from './follow-up.ts';
import type { KnowledgeSignals } from './knowledge-signals.ts';
import type { Memory } from './memory.ts';
import { isUnlimited, type Plan } from './plan.ts';
import type { Signals } from './signals.ts';

/** What "it", "this" or an ask without a subject of its own means. */
export type Referent =
  /** `isCounted`: the word that counts ("the second one") is spent on it. */
  | { readonly patternId: Uuid; readonly isCounted: boolean }
  | { readonly incidentId: Uuid }
  | { readonly described: string };

/** Plans after which "it" is one incident, if they named just one. */
const ABOUT_ONE: ReadonlySet<Plan['kind']> = new Set<Plan['kind']>(['lookup', 'similar', 'passage']);

/** Incidents are asked for their cause, a failure is asked for what usually causes it. */
const ASKS_OF_ONE = [
  'cause',
  'trigger',
  'fix',
  'when',
  'how long',
  'impact',
  'summary',
  'end',
  'state',
] as const;

const patternOf = ({ base, patterns = [] }: Memory): Uuid | undefined =>
  (base && subjectOf(base)?.pattern?.condition) ?? (patterns.length === 1 ? patterns[0] : undefined);

const incidentOf = ({ base, named }: Memory): Uuid | undefined =>
  named.length === 1 && base && ABOUT_ONE.has(base.kind) ? named[0] : undefined;

/** True where the question leaves its subject to what came before. */
function refersBack(signals: Signals, said: KnowledgeSignals): boolean {
  const { reading, read, reference, ordinal, continues } = signals;
  if (reading.topics.length > 0) return false;
  if (reference !== null || ordinal !== null || continues) return true;
  const isOwn = !isUnlimited({ ...read.subject, window: null });
  const isGeneral = said.pattern && said.belongs === null;
  return !isOwn && !signals.incident && !isGeneral && !said.insight;
}

/** What came before and is meant, in the session or by what it is bound to; null where the question stands alone. */
export function referentOf(
  signals: Signals,
  said: KnowledgeSignals,
  memory: Memory | null,
  bound: Bound,
): Referent | null {
  if (!refersBack(signals, said)) return null;
  const { ordinal, asks } = signals;
  const chosen = ordinal === -1 ? memory?.patterns?.at(-1) : memory?.patterns?.[(ordinal ?? 0) - 1];
  if (chosen !== undefined && memory?.base?.kind === 'patterns')
    return { patternId: chosen, isCounted: true };
  const incident = memory ? incidentOf(memory) : undefined;
  const pattern = memory ? patternOf(memory) : undefined;
  const ofOne = incident !== undefined && !said.usual && ASKS_OF_ONE.some((ask) => asks.has(ask));
  if (ofOne) return null;
  if (pattern !== undefined) return { patternId: pattern, isCounted: false };
  const ofSession = incident ?? (memory && memory.named.length > 0 ? undefined : bound.incidentId);
  if (ofSession) return { incidentId: ofSession };
  return bound.described === null ? null : { described: bound.described };
}
