import type { Uuid } from '../core/ids.ts';
import type { PatternStatus } from '../core/pattern.ts';
import { type FeedbackCounts, feedbackCountColumns, readFeedbackCounts } from './pattern-feedback.ts';
import type { Query } from './query.ts';

/** A pattern as counted. */
export interface PatternTally extends FeedbackCounts {
  readonly id: Uuid;
  readonly coherence: number;
  readonly occurrences: number;
  /** Before the count, and after it. */
  readonly hadVanished: boolean;
  readonly hasVanished: boolean;
}

/**
 * Counts the incidents of the patterns, with the first and the last start among them, and stores it; a pattern with fewer
 * than two has vanished. Scope: the tenant.
 */
export const recountIncidents = (tenantId: Uuid, ids: readonly Uuid[]): Query<PatternTally[]> => ({
  sql: `with before as (select id, vanished_at from patterns where tenant_id = $1::uuid and id = any($2::uuid[])),
    counted as (
      select b.id, b.vanished_at as vanished_before, m.*, f.* from before b
      cross join lateral (
        select count(*)::int as members, min(i.started_at) as first_at, max(i.started_at) as last_at
        from pattern_members m join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
        where m.tenant_id = $1::uuid and m.pattern_id = b.id) m
      cross join lateral (
        select ${feedbackCountColumns} from pattern_feedback where tenant_id = $1::uuid and pattern_id = b.id) f)
    update patterns p set occurrences = c.members, first_seen_at = c.first_at, last_seen_at = c.last_at, updated_at = now(),
      vanished_at = case when c.members < 2 and p.merged_into is null then coalesce(p.vanished_at, now()) end
    from counted c where p.tenant_id = $1::uuid and p.id = c.id
    returning p.id, p.coherence, p.occurrences, c.vanished_before is not null as had_vanished,
      p.vanished_at is not null as has_vanished, c.confirmed, c.rejected, c.corrected`,
  params: [tenantId, ids],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      coherence: Number(row.coherence),
      occurrences: Number(row.occurrences),
      hadVanished: row.had_vanished === true,
      hasVanished: row.has_vanished === true,
      ...readFeedbackCounts(row),
    })),
});

export interface PatternRating {
  readonly id: Uuid;
  readonly confidence: number;
  readonly status: PatternStatus;
}

/** Scope: the tenant. */
export const updateRatings = (tenantId: Uuid, ratings: readonly PatternRating[]): Query<void> => ({
  sql: `update patterns p set confidence = r.confidence, status = r.status
    from json_to_recordset($2::json) as r (id uuid, confidence float8, status text)
    where p.tenant_id = $1::uuid and p.id = r.id`,
  params: [tenantId, JSON.stringify(ratings)],
  read: () => undefined,
});
