import type { Uuid } from '../core/ids.ts';
import type { FeedbackType } from '../core/pattern.ts';
import type { Query } from './query.ts';

/** What somebody said of how a pattern explains an incident. */
export interface PatternFeedback {
  readonly id: Uuid;
  readonly incidentId: Uuid;
  /** Null for an incident that was in no pattern. */
  readonly patternId: Uuid | null;
  readonly type: FeedbackType;
  readonly comment: string | null;
  readonly actor: string;
}

/** When it was stored. Scope: the tenant. */
export const insertFeedback = (tenantId: Uuid, feedback: PatternFeedback): Query<Date> => ({
  sql: `insert into pattern_feedback (tenant_id, id, incident_id, pattern_id, type, comment, actor)
    values ($1, $2, $3, $4, $5, $6, $7) returning created_at`,
  params: [
    ...[tenantId, feedback.id, feedback.incidentId, feedback.patternId],
    ...[feedback.type, feedback.comment, feedback.actor],
  ],
  read: (rows) => rows[0]?.created_at as Date,
});

/** Gives what was said of one pattern to the other, which it has become a part of. Scope: the tenant. */
export const moveFeedback = (tenantId: Uuid, from: Uuid, to: Uuid): Query<void> => ({
  sql: 'update pattern_feedback set pattern_id = $3::uuid where tenant_id = $1::uuid and pattern_id = $2::uuid',
  params: [tenantId, from, to],
  read: () => undefined,
});

/** How often each was said of a pattern. */
export interface FeedbackCounts {
  readonly confirmed: number;
  readonly rejected: number;
  readonly corrected: number;
}

/** Columns of `pattern_feedback` that make `FeedbackCounts`. */
export const feedbackCountColumns = `count(*) filter (where type = 'confirm_rca')::int as confirmed,
  count(*) filter (where type = 'reject_rca')::int as rejected,
  count(*) filter (where type = 'correct_rca')::int as corrected`;

export const readFeedbackCounts = (row: Record<string, unknown> | undefined): FeedbackCounts => ({
  confirmed: Number(row?.confirmed ?? 0),
  rejected: Number(row?.rejected ?? 0),
  corrected: Number(row?.corrected ?? 0),
});

/** Scope: the tenant. */
export const countFeedback = (tenantId: Uuid, patternId: Uuid): Query<FeedbackCounts> => ({
  sql: `select ${feedbackCountColumns} from pattern_feedback where tenant_id = $1::uuid and pattern_id = $2::uuid`,
  params: [tenantId, patternId],
  read: ([row]) => readFeedbackCounts(row),
});

export interface FeedbackComment {
  readonly feedbackId: Uuid;
  readonly incidentId: Uuid;
  readonly type: FeedbackType;
  readonly comment: string;
  readonly actor: string;
  readonly createdAt: Date;
}

/** The newest of what people wrote about a pattern. Scope: the tenant. */
export const selectFeedbackComments = (
  tenantId: Uuid,
  patternId: Uuid,
  limit: number,
): Query<FeedbackComment[]> => ({
  sql: `select id, incident_id, type, comment, actor, created_at from pattern_feedback
    where tenant_id = $1::uuid and pattern_id = $2::uuid and comment is not null order by id desc limit $3`,
  params: [tenantId, patternId, limit],
  read: (rows) =>
    rows.map((row) => ({
      feedbackId: String(row.id),
      incidentId: String(row.incident_id),
      type: row.type as FeedbackType,
      comment: String(row.comment),
      actor: String(row.actor),
      createdAt: row.created_at as Date,
    })),
});
