import type { Uuid } from '../core/ids.ts';
import type { Selection } from './incident-selection.ts';
import { STANDING } from './patterns.ts';
import type { Query } from './query.ts';
import { Parameters, selectionSql } from './selection-sql.ts';

/** A finding that still holds. */
export interface KnownInsight {
  readonly id: Uuid;
  readonly category: string;
  readonly severity: string;
  readonly title: string;
  readonly summary: string;
  readonly services: readonly string[];
  readonly incidentIds: readonly Uuid[];
  /** How many of its incidents the selection holds. */
  readonly selected: number;
  readonly patternId: Uuid | null;
  readonly generatedAt: Date;
}

export interface InsightFilter {
  readonly category: string | null;
  readonly severity: string | null;
  /** Only those with an incident in the selection; null for all. */
  readonly selection: Selection | null;
}

/**
 * At most `limit` insights that still hold and are not about a pattern that no longer stands, the gravest first.
 * Scope: the tenant.
 */
export function selectKnownInsights(
  tenantId: Uuid,
  { category, severity, selection }: InsightFilter,
  limit: number,
): Query<KnownInsight[]> {
  const parameters = new Parameters();
  const selected =
    selection === null
      ? 'select cardinality(n.incident_ids) as selected'
      : `select count(*)::int as selected from incidents i where ${selectionSql(selection, tenantId, parameters, 'few')}
           and i.id = any(n.incident_ids)`;
  const tenant = `${parameters.add(tenantId)}::uuid`;
  const only = [
    ...(category === null ? [] : [`n.category = ${parameters.add(category)}`]),
    ...(severity === null ? [] : [`n.severity = ${parameters.add(severity)}`]),
    ...(selection === null ? [] : ['own.selected > 0']),
  ].map((condition) => ` and ${condition}`);
  return {
    sql: `select n.*, own.selected from insights n cross join lateral (${selected}) own
      where n.tenant_id = ${tenant} and n.ended_at is null${only.join('')}
        and (n.pattern_id is null or exists (select from patterns p
          where p.tenant_id = n.tenant_id and p.id = n.pattern_id and ${STANDING}))
      order by array_position(array['critical', 'high', 'medium', 'low', 'info'], n.severity), n.incident_count desc, n.id
      limit ${parameters.add(limit)}`,
    params: parameters.values,
    read: (rows) =>
      rows.map((row) => ({
        id: String(row.id),
        category: String(row.category),
        severity: String(row.severity),
        title: String(row.title),
        summary: String(row.summary),
        services: row.affected_services as string[],
        incidentIds: row.incident_ids as string[],
        selected: Number(row.selected),
        patternId: row.pattern_id === null ? null : String(row.pattern_id),
        generatedAt: row.generated_at as Date,
      })),
  };
}
