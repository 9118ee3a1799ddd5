import type { Uuid } from '../core/ids.ts';
import type { UseOutcome } from '../core/runbook.ts';
import type { Query } from './query.ts';

/** That somebody followed a runbook. */
export interface RunbookUse {
  readonly id: Uuid;
  readonly runbookId: Uuid;
  readonly outcome: UseOutcome;
  readonly incidentId: Uuid | null;
  readonly comment: string | null;
  readonly actor: string;
  readonly usedAt: Date;
}

const columns = 'u.id, u.runbook_id, u.outcome, u.incident_id, u.comment, u.actor, u.used_at';

const readUse = (row: Record<string, unknown>): RunbookUse => ({
  id: String(row.id),
  runbookId: String(row.runbook_id),
  outcome: row.outcome as UseOutcome,
  incidentId: row.incident_id as Uuid | null,
  comment: row.comment as string | null,
  actor: String(row.actor),
  usedAt: row.used_at as Date,
});

/** Stores a use. Scope: the tenant. */
export const insertRunbookUse = (tenantId: Uuid, use: Omit<RunbookUse, 'usedAt'>): Query<RunbookUse> => ({
  sql: `insert into runbook_uses as u (tenant_id, id, runbook_id, outcome, incident_id, comment, actor)
    values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
  params: [tenantId, use.id, use.runbookId, use.outcome, use.incidentId, use.comment, use.actor],
  read: ([row]) => readUse(row ?? {}),
});

/** The latest uses of a runbook. Scope: the tenant. */
export const selectRunbookUses = (tenantId: Uuid, runbookId: Uuid, limit: number): Query<RunbookUse[]> => ({
  sql: `select ${columns} from runbook_uses u where u.tenant_id = $1 and u.runbook_id = $2
    order by u.used_at desc, u.id desc limit $3`,
  params: [tenantId, runbookId, limit],
  read: (rows) => rows.map(readUse),
});
