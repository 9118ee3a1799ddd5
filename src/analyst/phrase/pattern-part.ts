import type { Source } from '../../core/conversation.ts';
import type { PatternFacts } from '../run/facts.ts';
import { saySubject } from './say-subject.ts';

/** A part of a reply with what it rests on; `stated` is false where the records do not say it. */
export interface PatternPart {
  readonly text: string;
  readonly sources: readonly Source[];
  readonly stated: boolean;
}

export const part = (text: string, sources: readonly Source[] = [], stated = true): PatternPart => ({
  text,
  sources,
  stated,
});

/** The conditions of the question beside the pattern itself: " in 2026 (…)"; '' for none. */
export const conditionsOf = ({ plan }: PatternFacts): string =>
  saySubject({ ...plan.subject, pattern: null });
