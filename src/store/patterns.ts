import type { Uuid } from '../core/ids.ts';
import type { Pattern, PatternMember } from '../core/pattern.ts';
import type { Query } from './query.ts';
import { Parameters } from './selection-sql.ts';

/** What a pattern `p` is called: by a person, else as computed. */
export const PATTERN_TITLE = 'coalesce(p.given_title, p.title)';

const columns = `p.id, ${PATTERN_TITLE} as title, p.given_title is not null as is_given_title, p.summary,
  p.coherence, p.confidence, p.status, p.occurrences, p.first_seen_at, p.last_seen_at, p.services, p.triggers, p.shared,
  p.created_at, p.updated_at, p.dismissed_at, p.merged_into, p.vanished_at`;

/** Those that lists and answers know: neither dismissed, nor part of another, nor without incidents. */
export const STANDING = 'p.dismissed_at is null and p.merged_into is null and p.vanished_at is null';

const readPattern = (row: Record<string, unknown>): Pattern => ({
  id: String(row.id),
  title: String(row.title),
  isGivenTitle: row.is_given_title === true,
  summary: row.summary as string | null,
  coherence: Number(row.coherence),
  confidence: Number(row.confidence),
  status: row.status as Pattern['status'],
  occurrences: Number(row.occurrences),
  firstSeenAt: row.first_seen_at as Date | null,
  lastSeenAt: row.last_seen_at as Date | null,
  services: row.services as string[],
  triggers: row.triggers as string[],
  shared: row.shared as Pattern['shared'],
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
  dismissedAt: row.dismissed_at as Date | null,
  mergedInto: row.merged_into as Uuid | null,
  vanishedAt: row.vanished_at as Date | null,
});

export interface PatternFilter {
  readonly status?: Pattern['status'] | undefined;
  /** 0 to 1. */
  readonly minConfidence?: number | undefined;
  /** Dismissed ones instead of the standing ones. */
  readonly dismissed?: boolean | undefined;
}

function filterSql(tenantId: Uuid, filter: PatternFilter, parameters: Parameters): string {
  const { status, minConfidence, dismissed = false } = filter;
  const conditions = [
    `p.tenant_id = ${parameters.add(tenantId)}::uuid`,
    dismissed ? 'p.dismissed_at is not null and p.merged_into is null' : STANDING,
  ];
  if (status !== undefined) conditions.push(`p.status = ${parameters.add(status)}`);
  if (minConfidence !== undefined)
    conditions.push(`p.confidence >= ${parameters.add(minConfidence)}::float8`);
  return conditions.join(' and ');
}

/**
 * At most `limit` patterns made before the id `before`, the newest first. Ids never change, so that a page is the same
 * while extraction runs. Scope: the tenant.
 */
export function selectPatterns(
  tenantId: Uuid,
  filter: PatternFilter,
  before: Uuid | null,
  limit: number,
): Query<Pattern[]> {
  const parameters = new Parameters();
  const where = filterSql(tenantId, filter, parameters);
  const behind = before === null ? '' : ` and p.id < ${parameters.add(before)}::uuid`;
  return {
    sql: `select ${columns} from patterns p where ${where}${behind} order by p.id desc limit ${parameters.add(limit)}`,
    params: parameters.values,
    read: (rows) => rows.map(readPattern),
  };
}

/** How many patterns the filter leaves. Scope: the tenant. */
export function countPatterns(tenantId: Uuid, filter: PatternFilter): Query<number> {
  const parameters = new Parameters();
  return {
    sql: `select count(*)::int as count from patterns p where ${filterSql(tenantId, filter, parameters)}`,
    params: parameters.values,
    read: (rows) => Number(rows[0]?.count ?? 0),
  };
}

/** The patterns of these ids, whatever became of them, in the order of the ids. Scope: the tenant. */
export const selectPatternsOfIds = (tenantId: Uuid, ids: readonly Uuid[]): Query<Pattern[]> => ({
  sql: `select ${columns} from unnest($2::uuid[]) with ordinality as wanted (id, place)
    join patterns p on p.tenant_id = $1::uuid and p.id = wanted.id order by wanted.place`,
  params: [tenantId, ids],
  read: (rows) => rows.map(readPattern),
});

/** Which standing pattern each of the incidents is in. Scope: the tenant. */
export const selectPatternsOfIncidents = (
  tenantId: Uuid,
  incidentIds: readonly Uuid[],
): Query<{ readonly incidentId: Uuid; readonly pattern: Pattern }[]> => ({
  sql: `select m.incident_id, ${columns} from pattern_members m
    join patterns p on p.tenant_id = m.tenant_id and p.id = m.pattern_id and ${STANDING}
    where m.tenant_id = $1::uuid and m.incident_id = any($2::uuid[])`,
  params: [tenantId, incidentIds],
  read: (rows) => rows.map((row) => ({ incidentId: String(row.incident_id), pattern: readPattern(row) })),
});

/** Members of the patterns, at most `limit` of each, the latest first. Scope: the tenant. */
export const selectPatternMembers = (
  tenantId: Uuid,
  patternIds: readonly Uuid[],
  limit: number,
): Query<PatternMember[]> => ({
  sql: `select member.* from unnest($2::uuid[]) with ordinality as wanted (id, place)
    cross join lateral (
      select m.pattern_id, m.incident_id, m.similarity, m.reasons, i.external_id, i.title, i.started_at,
        exists (select from pattern_pins n where n.tenant_id = m.tenant_id and n.incident_id = m.incident_id
          and n.pattern_id = m.pattern_id and n.place = 'in') as is_pinned
      from pattern_members m join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
      where m.tenant_id = $1::uuid and m.pattern_id = wanted.id
      order by i.started_at desc nulls last, i.id limit $3
    ) member
    order by wanted.place, member.started_at desc nulls last, member.incident_id`,
  params: [tenantId, patternIds, limit],
  read: (rows) =>
    rows.map((row) => ({
      patternId: String(row.pattern_id),
      incidentId: String(row.incident_id),
      externalId: String(row.external_id),
      title: String(row.title),
      startedAt: row.started_at as Date | null,
      similarity: Number(row.similarity),
      reasons: row.reasons as PatternMember['reasons'],
      isPinned: row.is_pinned === true,
    })),
});
