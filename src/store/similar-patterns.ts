import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

/** How rare a term is in a tenant, and which of its patterns have it how much. */
export interface PatternTerm {
  readonly term: string;
  readonly rarity: number;
  readonly patternId: Uuid;
  readonly weight: number;
}

/** Of standing patterns. Scope: the tenant. */
export const selectPatternTerms = (tenantId: Uuid, terms: readonly string[]): Query<PatternTerm[]> => ({
  sql: `select t.term, t.rarity, t.pattern_id, t.weight from pattern_terms t
    join patterns p on p.tenant_id = t.tenant_id and p.id = t.pattern_id and p.dismissed_at is null
      and p.merged_into is null and p.vanished_at is null
    where t.tenant_id = $1::uuid and t.term = any($2::text[])`,
  params: [tenantId, terms],
  read: (rows) =>
    rows.map((row) => ({
      term: String(row.term),
      rarity: Number(row.rarity),
      patternId: String(row.pattern_id),
      weight: Number(row.weight),
    })),
});
