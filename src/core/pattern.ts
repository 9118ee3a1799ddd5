import type { Uuid } from './ids.ts';

/** `emerging`: fewer than five incidents, or a low confidence. */
export type PatternStatus = 'emerging' | 'stable';

/** Parts of an incident that a term may come from. */
export type SignatureField = 'title' | 'cause' | 'trigger' | 'symptom' | 'service' | 'text';

/** Words or names of one part of an incident that it shares with others. */
export interface SharedTerms {
  readonly field: SignatureField;
  /** As people read them, the most telling first. */
  readonly terms: readonly string[];
}

/** Incidents that are the same failure again. */
export interface Pattern {
  readonly id: Uuid;
  /** What a person called it, else as computed. */
  readonly title: string;
  readonly isGivenTitle: boolean;
  readonly summary: string | null;
  /** 0 to 1. */
  readonly coherence: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly status: PatternStatus;
  readonly occurrences: number;
  /** Starts of the first and the last incident; null where none has a date. */
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly services: readonly string[];
  /** Kinds of what set it off: `deploy`, `certificate`, `capacity`, `configuration` and the like. */
  readonly triggers: readonly string[];
  /** What its members share, and how many of them. */
  readonly shared: readonly {
    readonly term: string;
    readonly field: SignatureField;
    readonly incidents: number;
  }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly dismissedAt: Date | null;
  readonly mergedInto: Uuid | null;
  readonly vanishedAt: Date | null;
}

/** An incident of a pattern, and why it belongs. */
export interface PatternMember {
  readonly patternId: Uuid;
  readonly incidentId: Uuid;
  readonly externalId: string;
  readonly title: string;
  readonly startedAt: Date | null;
  /** Mean likeness to the other members, 0 to 1. */
  readonly similarity: number;
  readonly reasons: readonly SharedTerms[];
  /** True where a person said that it belongs here. */
  readonly isPinned: boolean;
}

/** A failure in somebody's words. */
export interface DescribedFailure {
  readonly title: string;
  readonly description: string;
}

/** A pattern that a described failure is like. */
export interface SimilarPattern {
  readonly pattern: Pattern;
  /** 0 to 1. */
  readonly similarity: number;
  readonly reasons: readonly SharedTerms[];
}

export type FeedbackType = 'confirm_rca' | 'reject_rca' | 'correct_rca';
