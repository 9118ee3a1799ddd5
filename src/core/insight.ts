import type { Uuid } from './ids.ts';

export const INSIGHT_CATEGORIES = ['reliability', 'performance', 'security', 'cost', 'toil'] as const;
export type InsightCategory = (typeof INSIGHT_CATEGORIES)[number];

/** The gravest first. */
export const INSIGHT_SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type InsightSeverity = (typeof INSIGHT_SEVERITIES)[number];

export type InsightKind =
  | 'rising_pattern'
  | 'slower_recovery'
  | 'early_repeat'
  | 'common_trigger'
  | 'quiet_single_point'
  | 'same_exposure'
  | 'same_repair';

/** What one run found, with every figure that it rests on. */
export interface Finding {
  /** What it is about: the same from run to run. */
  readonly subjectKey: string;
  readonly kind: InsightKind;
  readonly category: InsightCategory;
  readonly severity: InsightSeverity;
  readonly title: string;
  readonly summary: string;
  readonly affectedServices: readonly string[];
  readonly incidentCount: number;
  /** The numbers behind it, and the windows that they were counted over. */
  readonly arithmetic: Readonly<Record<string, unknown>>;
  /** The latest of the incidents behind it, at most a hundred. */
  readonly incidentIds: readonly Uuid[];
  readonly patternId: Uuid | null;
}

/** A finding as it is stored. */
export interface Insight extends Omit<Finding, 'subjectKey'> {
  readonly id: Uuid;
  /** When it was last found. */
  readonly generatedAt: Date;
  /** When a run no longer found it; null while it stands. */
  readonly endedAt: Date | null;
}
