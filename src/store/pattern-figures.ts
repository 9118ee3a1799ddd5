import type { Uuid } from '../core/ids.ts';
import { number, type Query } from './query.ts';
import { measureSql } from './selection-sql.ts';

/** How long the incidents of a pattern took to recover. */
export interface RecoveryFigures {
  /** Middle of the known ones; null where none is known. */
  readonly medianMinutes: number | null;
  /** How many incidents tell it. */
  readonly known: number;
}

/** Scope: the tenant. */
export const selectRecovery = (tenantId: Uuid, patternId: Uuid): Query<RecoveryFigures> => ({
  sql: `select count(r.minutes)::int as known, percentile_cont(0.5) within group (order by r.minutes) as median
    from (select ${measureSql.recovery} as minutes from pattern_members m
      join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
      where m.tenant_id = $1::uuid and m.pattern_id = $2::uuid) r`,
  params: [tenantId, patternId],
  read: ([row]) => ({ medianMinutes: number(row?.median), known: Number(row?.known ?? 0) }),
});

/** What an incident says resolved it, in its own words. */
export interface QuotedResolution {
  readonly incidentId: Uuid;
  readonly text: string;
}

/** The latest incidents of a pattern that say what resolved them. Scope: the tenant. */
export const selectResolutions = (
  tenantId: Uuid,
  patternId: Uuid,
  limit: number,
): Query<QuotedResolution[]> => ({
  sql: `select i.id, t.resolution from pattern_members m
    join incidents i on i.tenant_id = m.tenant_id and i.id = m.incident_id
    join incident_texts t on t.tenant_id = m.tenant_id and t.incident_id = m.incident_id and t.resolution is not null
    where m.tenant_id = $1::uuid and m.pattern_id = $2::uuid
    order by i.started_at desc nulls last, i.id limit $3`,
  params: [tenantId, patternId, limit],
  read: (rows) => rows.map((row) => ({ incidentId: String(row.id), text: String(row.resolution) })),
});

/** Runbooks of a pattern: the one drafted from its incidents, then imported ones, the best match first. Scope: the tenant. */
export const selectRunbookIds = (tenantId: Uuid, patternId: Uuid, limit: number): Query<Uuid[]> => ({
  sql: `select r.id from (
      select id, null::float8 as score from runbooks where tenant_id = $1::uuid and pattern_id = $2::uuid
      union all
      select d.id, b.score from runbook_patterns b
      join documents d on d.tenant_id = b.tenant_id and d.id = b.document_id and d.status = 'ready'
      where b.tenant_id = $1::uuid and b.pattern_id = $2::uuid) r
    order by r.score desc nulls first, r.id limit $3`,
  params: [tenantId, patternId, limit],
  read: (rows) => rows.map((row) => String(row.id)),
});
