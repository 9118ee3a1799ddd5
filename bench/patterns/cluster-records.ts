import type { IncidentRecord } from '../../src/core/incident.ts';
import { placeIncidents } from '../../src/patterns/cluster/place-incidents.ts';
import { IncidentVectors } from '../../src/patterns/likeness/incident-vectors.ts';
import { signatureOf } from '../../src/patterns/signature/incident-signature.ts';

/** Which of the records an extraction from nothing finds to be together, by their places. */
export function clusterRecords(records: readonly IncidentRecord[]): number[][] {
  const incidents = new IncidentVectors();
  records.forEach((record, place) => {
    const timeline = record.timeline.map(({ text }) => text);
    incidents.put(String(place).padStart(9, '0'), signatureOf({ ...record, timeline }));
  });
  return placeIncidents(incidents, [], new Set(incidents.ids()), true).map(({ members }) =>
    members.map(Number),
  );
}
