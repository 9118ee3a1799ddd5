import type { z } from 'zod';
import type { TurnRequest } from '../../core/conversation.ts';
import type { chatBody } from './schema.ts';

/** The body as a turn's request. `signal` aborts when the client leaves. */
export const decode = (body: z.output<typeof chatBody>, now: Date, signal: AbortSignal): TurnRequest => ({
  dialect: 'memory',
  message: body.message,
  now,
  signal,
  ...(body.sessionId ? { sessionId: body.sessionId } : {}),
  ...(body.incidentId ? { incidentId: body.incidentId } : {}),
});
