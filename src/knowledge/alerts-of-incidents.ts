import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { type Alert, selectAlertsOfIncidents } from '../store/alerts.ts';
import { runQuery } from '../store/query.ts';

const MAX_ALERTS_EACH = 100;

/** The latest hundred alerts of each of the incidents, latest first; ids that the tenant does not have give none. */
export async function alertsOfIncidents(
  db: Db,
  context: Context,
  incidentIds: readonly Uuid[],
): Promise<Alert[]> {
  requireScope(context, 'incidents:read', 'ai.chat:read');
  const { tenantId } = context;
  const ids = [...new Set(incidentIds)];
  return runQuery(db, { tenantId }, selectAlertsOfIncidents(tenantId, ids, MAX_ALERTS_EACH));
}
