import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface LabelValue {
  readonly name: string;
  readonly valueKey: string;
  readonly value: string;
}

/**
 * Label names of the tenant, each found by one index probe (a loose index scan), so that the cost grows with the
 * number of names and not of incidents.
 */
export function labelNames(tenantId: Uuid): Query<string[]> {
  return {
    sql: `with recursive names as (
        (select name from incident_labels where tenant_id = $1::uuid order by name limit 1)
        union all
        select (select l.name from incident_labels l where l.tenant_id = $1::uuid and l.name > n.name
          order by l.name limit 1) from names n where n.name is not null)
      select name from names where name is not null limit 1000`,
    params: [tenantId],
    read: (rows) => rows.map((row) => String(row.name)),
  };
}

/** Distinct values of each name, at most `limit + 1` a name: more than `limit` tells that the name has too many to hold. */
export function labelValues(tenantId: Uuid, names: readonly string[], limit: number): Query<LabelValue[]> {
  return {
    sql: `select n.name, v.value_key, v.value from unnest($2::text[]) n (name)
      cross join lateral (
        with recursive held as (
          (select l.value_key, l.value, 1 as position from incident_labels l
            where l.tenant_id = $1::uuid and l.name = n.name order by l.value_key limit 1)
          union all
          select next.value_key, next.value, h.position + 1 from held h
          cross join lateral (select l.value_key, l.value from incident_labels l
            where l.tenant_id = $1::uuid and l.name = n.name and l.value_key > h.value_key
            order by l.value_key limit 1) next
          where h.position <= $3)
        select value_key, value from held) v`,
    params: [tenantId, names, limit],
    read: readValues,
  };
}

/** Values equal to one of `candidates` under names whose values are too many to hold in memory. */
export function findLabelValues(
  tenantId: Uuid,
  names: readonly string[],
  candidates: readonly string[],
): Query<LabelValue[]> {
  return {
    sql: `select distinct name, value_key, value from incident_labels
      where tenant_id = $1::uuid and name = any($2::text[]) and value_key = any($3::text[]) limit 100`,
    params: [tenantId, names, candidates],
    read: readValues,
  };
}

const readValues = (rows: Record<string, unknown>[]): LabelValue[] =>
  rows.map((row) => ({ name: String(row.name), valueKey: String(row.value_key), value: String(row.value) }));
