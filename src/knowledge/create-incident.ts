import { requireRole } from '../auth/roles.ts';
import { requireScope } from '../auth/scopes.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { newId, type Uuid } from '../core/ids.ts';
import type { Db, Tx } from '../db/db.ts';
import { attachAlerts, selectAlertIds } from '../store/alerts.ts';
import { selectIncident, selectKnownLabel } from '../store/incident-pages.ts';
import { lockIncidentWrites, writeIncidents } from '../store/incident-writes.ts';
import { runIn } from '../store/query.ts';
import { noAlert } from './get-alert.ts';
import { noIncident } from './get-incident.ts';
import { contentHash } from './incident-identity.ts';
import { splitPassages } from './incident-passages.ts';
import { type Incident, viewIncident } from './incident-view.ts';
import { InputReader } from './input-reader.ts';
import { ENVIRONMENT_LABELS, TEAM_LABELS } from './label-families.ts';
import { type NewIncident, readNewIncident } from './new-incident.ts';

/**
 * Stores an incident as an import of the same record would, and gives it the alerts. Throws `forbidden`, `invalid_input`
 * with `issues`, `not_found` (`alert`), or `conflict` (`alert`) for an alert that belongs to another incident.
 */
export async function createIncident(db: Db, context: Context, input: NewIncident): Promise<Incident> {
  requireScope(context, 'incidents:write');
  requireRole(context, 'admin', 'member');
  const reader = new InputReader(new Date());
  const { alertIds, toRecord } = readNewIncident(input, reader);
  reader.finish();
  const { tenantId } = context;
  const id = newId();
  return db.transaction({ tenantId }, async (tx) => {
    await lockIncidentWrites(tx, tenantId);
    const record = toRecord(id, {
      environment: await labelName(tx, tenantId, ENVIRONMENT_LABELS),
      team: await labelName(tx, tenantId, TEAM_LABELS),
    });
    const hash = contentHash(record);
    const write = { id, record, contentHash: hash, sourceFile: null, passages: splitPassages(record) };
    await writeIncidents(tx, tenantId, [write], []);
    if (alertIds.length > 0) await giveAlerts(tx, tenantId, id, alertIds);
    const stored = await runIn(tx, selectIncident(tenantId, id, id));
    if (stored === undefined) throw noIncident();
    return viewIncident(stored);
  });
}

/** The name under which the tenant's records hold it already: two names for one thing would split what is counted. */
async function labelName(tx: Tx, tenantId: Uuid, family: readonly string[]): Promise<string> {
  return (await runIn(tx, selectKnownLabel(tenantId, family))) ?? family[0] ?? '';
}

async function giveAlerts(
  tx: Tx,
  tenantId: Uuid,
  incidentId: Uuid,
  alertIds: readonly Uuid[],
): Promise<void> {
  const given = await runIn(tx, attachAlerts(tenantId, incidentId, alertIds));
  const rest = alertIds.filter((id) => !given.includes(id));
  if (rest.length === 0) return;
  const known = await runIn(tx, selectAlertIds(tenantId, rest));
  if (known.length < rest.length) throw noAlert();
  throw new ParleyError('conflict', `The alert ${rest[0]} belongs to another incident.`, {
    subject: 'alert',
  });
}
