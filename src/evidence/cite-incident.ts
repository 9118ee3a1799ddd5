import type { Citation } from '../core/conversation.ts';
import type { Uuid } from '../core/ids.ts';

/** The incident as what a piece of evidence is cited by. */
export const citeIncident = (incident: {
  readonly id: Uuid;
  readonly externalId: string;
  readonly title: string;
}): Citation => ({
  source: {
    type: 'incident',
    id: incident.id,
    externalId: incident.externalId,
    title: incident.title,
  },
});
