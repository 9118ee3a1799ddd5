import type { ResolverRow } from '../../store/runbooks.ts';

/** A member of a pattern, as far as drafting a runbook reads it. */
export interface Resolver extends Omit<ResolverRow, 'patternId' | 'mitigatedAt' | 'resolvedAt'> {
  /** Mitigated or resolved, whichever is first; known to the minute, else null. */
  readonly endedAt: Date | null;
}
