import type { Db } from '../db/db.ts';
import type { AnswerRequest } from '../models/answerer.ts';
import type { Evidence } from '../models/evidence.ts';
import { selectAlert } from '../store/alerts.ts';
import { getIncidents, type IncidentDetails } from '../store/incident-queries.ts';
import { runQuery } from '../store/query.ts';
import { alikeEvidence } from './alike-evidence.ts';
import { alertEvidence, incidentEvidence } from './record-evidence.ts';

/** Two records leave room for what else was found. */
const MOST_CHARACTERS = 2500;

/** What a session is about from its first message on. */
interface BoundRecords {
  readonly evidence: readonly Evidence[];
  /** Its title, where there is one, for the search. */
  readonly about: string | null;
}

const NOTHING: BoundRecords = { evidence: [], about: null };

/**
 * The record of the incident or the alert that the session is bound to, and of the incident that the alert belongs to;
 * with the pattern of the incident, or the incidents that are like it.
 */
export async function boundRecords(request: AnswerRequest, db: Db): Promise<BoundRecords> {
  const { tenantId } = request.context;
  const scope = { tenantId };
  const incidents = async (id: string) => runQuery(db, scope, getIncidents(tenantId, [id]));
  const told = async (incident: IncidentDetails): Promise<Evidence[]> => [
    incidentEvidence(incident, MOST_CHARACTERS),
    ...(await alikeEvidence(incident.id, request, db)),
  ];
  if (request.incidentId !== null) {
    const [incident] = await incidents(request.incidentId);
    return { evidence: incident ? await told(incident) : [], about: incident?.title ?? null };
  }
  if (request.alertId === null) return NOTHING;
  const alert = await runQuery(db, scope, selectAlert(tenantId, request.alertId, request.alertId));
  if (alert === undefined) return NOTHING;
  const [incident] = alert.incidentId === null ? [] : await incidents(alert.incidentId);
  const records = incident ? await told(incident) : [];
  return { evidence: [alertEvidence(alert, MOST_CHARACTERS), ...records], about: alert.summary };
}
