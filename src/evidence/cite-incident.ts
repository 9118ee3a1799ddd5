import { sourceOf } from '../analyst/phrase/reply.ts';
import type { Citation } from '../core/conversation.ts';

/** The incident as what a piece of evidence is cited by. */
export const citeIncident = (incident: Parameters<typeof sourceOf>[0]): Citation => ({
  source: sourceOf(incident),
});
