import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Environment } from './environment.ts';
import { errorResponse } from './error-response.ts';
import { importRoutes } from './imports/routes.ts';
import { memoryChat } from './memory-chat/routes.ts';
import { accessLog } from './middleware/access-log.ts';
import { requestId } from './middleware/request-id.ts';
import { ops } from './ops/routes.ts';
import type { Services } from './services.ts';

/** The whole of Parley over HTTP. */
export function createApp(services: Services): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(requestId, accessLog(services), secureHeaders());
  app.use(async (c, next) => {
    // A connection that is kept open would hold up the end.
    if (services.isStopping()) c.header('Connection', 'close');
    await next();
  });
  app.use('/v1/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  app.route('/', ops(services));
  app.route('/v1/memory', memoryChat(services));
  app.route('/v1/imports', importRoutes(services));
  app.onError((error, c) => errorResponse(c, error));
  app.notFound((c) => c.json({ error: 'not_found', message: 'There is nothing at this address.' }, 404));
  return app;
}
