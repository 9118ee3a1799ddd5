import type { Uuid } from '../core/ids.ts';
import type { PatternStatus } from '../core/pattern.ts';
import type { Selection } from './incident-selection.ts';
import { PATTERN_TITLE, STANDING } from './patterns.ts';
import type { Query } from './query.ts';
import { Parameters, selectionSql } from './selection-sql.ts';

/** What a standing pattern can be called by. */
export interface PatternNames {
  readonly id: Uuid;
  readonly title: string;
  /** What its members share, its services and its triggers. */
  readonly terms: readonly string[];
}

/** At most `limit` standing patterns, those that were seen last first. Scope: the tenant. */
export const selectPatternNames = (tenantId: Uuid, limit: number): Query<PatternNames[]> => ({
  sql: `select p.id, ${PATTERN_TITLE} as title,
      p.services || p.triggers || array(select s ->> 'term' from json_array_elements(p.shared) s) as terms
    from patterns p where p.tenant_id = $1::uuid and ${STANDING}
    order by p.last_seen_at desc nulls last, p.id limit $2`,
  params: [tenantId, limit],
  read: (rows) =>
    rows.map((row) => ({ id: String(row.id), title: String(row.title), terms: row.terms as string[] })),
});

/** How many members of a standing pattern a selection holds. */
export interface RankedPattern {
  readonly id: Uuid;
  readonly count: number;
  /** Standing patterns with a member in the selection, this one among them. */
  readonly patterns: number;
}

/**
 * The standing patterns with most members in the selection, the one seen last first where equal. `among` null: any.
 * Scope: the tenant.
 */
export function rankPatterns(
  tenantId: Uuid,
  selection: Selection,
  { among, status }: { readonly among: readonly Uuid[] | null; readonly status: PatternStatus | null },
  limit: number,
): Query<RankedPattern[]> {
  const parameters = new Parameters();
  const where = selectionSql(selection, tenantId, parameters);
  const tenant = `${parameters.add(tenantId)}::uuid`;
  const only = [
    ...(among === null ? [] : [`p.id = any(${parameters.add(among)}::uuid[])`]),
    ...(status === null ? [] : [`p.status = ${parameters.add(status)}`]),
  ].map((condition) => ` and ${condition}`);
  return {
    sql: `select p.id, count(*)::int as members, count(*) over ()::int as patterns
      from patterns p
      join pattern_members pm on pm.tenant_id = p.tenant_id and pm.pattern_id = p.id
      join incidents i on i.tenant_id = pm.tenant_id and i.id = pm.incident_id
      where p.tenant_id = ${tenant} and ${STANDING}${only.join('')} and ${where}
      group by p.id, p.last_seen_at
      order by members desc, p.last_seen_at desc nulls last, p.id limit ${parameters.add(limit)}`,
    isPlannedAnew: true,
    params: parameters.values,
    read: (rows) =>
      rows.map((row) => ({
        id: String(row.id),
        count: Number(row.members),
        patterns: Number(row.patterns),
      })),
  };
}
