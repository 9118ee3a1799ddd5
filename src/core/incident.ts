import type { Uuid } from './ids.ts';

/** How exactly a moment is known: `month` means "some time in that month, which begins at `at`". */
export type Precision = 'minute' | 'day' | 'month' | 'year';

/** A point in time, or the start (UTC) of the day, month or year in which it lies. */
export interface Moment {
  readonly at: Date;
  readonly precision: Precision;
}

export interface TimelineEntry {
  /** Null where the source gives no readable time for the entry. */
  readonly at: Date | null;
  readonly text: string;
}

/**
 * What an importer reads from one record. Unknown stays null or empty: never zero, never now.
 * Text fields are plain text or the Markdown of the source.
 */
export interface IncidentRecord {
  /** The record's own UUID, where it carries one. */
  readonly id: Uuid | null;
  /** The record's own id or, for a file without one, its path relative to the import's root. */
  readonly externalId: string;
  readonly title: string;
  readonly summary: string | null;
  readonly status: string | null;
  readonly severity: string | null;
  readonly startedAt: Moment | null;
  readonly detectedAt: Moment | null;
  readonly mitigatedAt: Moment | null;
  readonly resolvedAt: Moment | null;
  /** From start to end as the source states it, or between a start and an end that are known to the minute. */
  readonly durationMinutes: number | null;
  /** Time to detection as stated, or between start and detection known to the minute. */
  readonly detectMinutes: number | null;
  /** Time to recovery as stated by the source; null when it states none. */
  readonly recoverMinutes: number | null;
  readonly services: readonly string[];
  /** Any other field of the source under its own name in snake_case: company, product, category, keywords … */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly impact: string | null;
  readonly detection: string | null;
  readonly resolution: string | null;
  readonly lessons: string | null;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly string[];
  readonly sourceUrl: string | null;
  /** Everything the record says, for search; for Markdown the body as written. */
  readonly fullText: string;
}
