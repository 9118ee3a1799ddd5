import { Hono } from 'hono';
import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import { collectReply } from '../../chat/collect-reply.ts';
import type { Environment } from '../environment.ts';
import { authenticated } from '../middleware/authenticated.ts';
import { methodNotAllowed } from '../middleware/method-not-allowed.ts';
import { parseRequest } from '../parse-request.ts';
import { readJson } from '../read-json.ts';
import type { Services } from '../services.ts';
import { decode } from './decode.ts';
import { encodeMessages, encodeReply, encodeSessions } from './encode.ts';
import { chatBody, historyQuery } from './schema.ts';

/** The dialect of contract 3, below `/v1/memory`. */
export function memoryChat(services: Services): Hono<Environment> {
  const routes = new Hono<Environment>();

  routes.post('/chat', authenticated(services), async (c) => {
    const caller = c.get('caller');
    requireRole(caller, 'admin', 'member');
    requireScope(caller, 'ai.chat:write');
    const now = new Date();
    const body = parseRequest(chatBody, await readJson(c, services.limits.maxBodyBytes));
    const reply = await collectReply(services.turn(caller, decode(body, now, c.req.raw.signal)));
    // Beside the contract's body: whether the answerer refused for want of data.
    c.header('Parley-Abstained', String(reply.abstained));
    return c.json(encodeReply(reply));
  });
  routes.all('/chat', methodNotAllowed('POST'));

  routes.get('/chat/history', authenticated(services), async (c) => {
    const caller = c.get('caller');
    requireRole(caller, 'admin', 'member');
    requireScope(caller, 'ai.chat:read');
    const { sessionId, limit, cursor } = parseRequest(historyQuery, c.req.query());
    if (sessionId !== undefined)
      return c.json(encodeMessages(sessionId, await services.readSession(caller, sessionId)));
    const page = cursor === undefined ? { limit } : { limit, cursor };
    return c.json(encodeSessions(await services.listSessions(caller, page)));
  });
  routes.all('/chat/history', methodNotAllowed('GET, HEAD'));

  return routes;
}
