import type { PatternLink } from '../read/link-pattern.ts';
import type { KnowledgeSignals } from './knowledge-signals.ts';
import type { Signals } from './signals.ts';

/** A question that may be about patterns, runbooks or insights, and what it means by its names. */
export interface Known {
  readonly signals: Signals;
  readonly said: KnowledgeSignals;
  readonly link: PatternLink;
}
