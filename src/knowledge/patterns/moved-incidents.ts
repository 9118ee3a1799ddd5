import type { Uuid } from '../../core/ids.ts';

/** A page of changes stays small, however large the patterns. */
const MOST_NAMED = 100;

/** What the audit says of incidents that went from one pattern to another: how many, and the first hundred of them. */
export const movedIncidents = (ids: readonly Uuid[]) => ({
  incidents: ids.length,
  incidentIds: ids.slice(0, MOST_NAMED),
});
