import type { Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { searchPassages } from '../store/incident-search.ts';
import { everyIncident } from '../store/incident-selection.ts';
import { runQuery } from '../store/query.ts';

export interface RetrievedIncident {
  readonly id: Uuid;
  readonly externalId: string;
  readonly score: number;
}

/** The incidents to which the best `passages` passages for the question belong, each with its best score, best first. */
export async function retrieveIncidents(
  db: Db,
  tenantId: Uuid,
  question: string,
  passages: number,
): Promise<RetrievedIncident[]> {
  const hits = await runQuery(db, { tenantId }, searchPassages(tenantId, question, everyIncident, passages));
  const best = new Map<Uuid, RetrievedIncident>();
  for (const { incidentId: id, externalId, score } of hits) {
    if (!best.has(id)) best.set(id, { id, externalId, score });
  }
  return [...best.values()];
}
