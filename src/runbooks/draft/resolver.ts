import type { Uuid } from '../../core/ids.ts';
import type { TimelineEntry } from '../../core/incident.ts';

/** A member of a pattern, as far as drafting a runbook reads it. */
export interface Resolver {
  readonly id: Uuid;
  readonly title: string;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly resolution: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly string[];
  /** Known to the minute, else null. */
  readonly detectedAt: Date | null;
  /** Mitigated or resolved, whichever is first; known to the minute, else null. */
  readonly endedAt: Date | null;
}
