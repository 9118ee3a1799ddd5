import type { Surface } from '../surface.ts';
import { alertOperations } from './alerts.ts';
import { chat, chatStream } from './chat.ts';
import { incidentErrors } from './errors.ts';
import { incidentOperations } from './incidents.ts';
import { sessionOperations } from './sessions.ts';

/** The dialect of contract 1. */
export const incidentChat: Surface = {
  name: 'Incident chat',
  description:
    'Questions about incidents with the parameters in the query, and incidents and alerts themselves, in JSON:API.',
  prefixes: ['/v1/ai', '/v1/incidents', '/v1/alerts'],
  errors: incidentErrors,
  operations: [chat, chatStream, ...sessionOperations, ...incidentOperations, ...alertOperations],
};
