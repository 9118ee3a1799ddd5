import { newId, type Uuid } from '../core/ids.ts';
import type { Tx } from '../db/db.ts';
import { jsonPages } from './json-pages.ts';
import type { Query } from './query.ts';

export type PatternChangeKind =
  | 'found'
  | 'joined'
  | 'left'
  | 'vanished'
  | 'returned'
  | 'renamed'
  | 'merged'
  | 'split'
  | 'dismissed'
  | 'restored'
  | 'feedback';

/** What became of a pattern; ids in `detail` are UUIDs. */
export interface NewPatternChange {
  readonly patternId: Uuid;
  readonly kind: PatternChangeKind;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface PatternChange {
  readonly id: Uuid;
  readonly kind: PatternChangeKind;
  /** `extraction`, or who called. */
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Adds to the audit, in the transaction of what it tells of. Scope: the tenant. */
export async function recordChanges(
  tx: Tx,
  tenantId: Uuid,
  actor: string,
  changes: readonly NewPatternChange[],
): Promise<void> {
  const rows = changes.map(({ detail = {}, ...change }) => ({ id: newId(), ...change, detail }));
  for (const page of jsonPages(rows))
    await tx.query(
      `insert into pattern_changes (tenant_id, id, pattern_id, kind, actor, detail)
       select $1::uuid, r.id, r."patternId", r.kind, $3, r.detail
       from json_to_recordset($2::json) as r (id uuid, "patternId" uuid, kind text, detail json)`,
      [tenantId, page, actor],
    );
}

/** At most `limit` changes of a pattern made before the id `before`, the newest first. Scope: the tenant. */
export const selectPatternChanges = (
  tenantId: Uuid,
  patternId: Uuid,
  before: Uuid | null,
  limit: number,
): Query<PatternChange[]> => ({
  sql: `select id, kind, actor, detail, at from pattern_changes
    where tenant_id = $1::uuid and pattern_id = $2::uuid and ($3::uuid is null or id < $3::uuid)
    order by id desc limit $4`,
  params: [tenantId, patternId, before, limit],
  read: (rows) =>
    rows.map((row) => ({
      id: String(row.id),
      kind: row.kind as PatternChangeKind,
      actor: String(row.actor),
      detail: row.detail as PatternChange['detail'],
      at: row.at as Date,
    })),
});
