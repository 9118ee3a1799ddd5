import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { ParleyError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';
import type { Services } from '../services.ts';

/** One log line and one measurement a request: the route's pattern, never the path, the query or the body. */
export const accessLog =
  ({ logger, metrics }: Services): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const begun = performance.now();
    await next();
    const milliseconds = performance.now() - begun;
    const matched = routePath(c, -1);
    const route = matched.endsWith('*') ? 'unmatched' : matched;
    const { method } = c.req;
    const { status } = c.res;
    metrics.observeRequest({ method, route, status, seconds: milliseconds / 1000 });
    const caller = c.get('caller') as { tenantId: string; actor: string } | undefined;
    const line = {
      requestId: c.get('requestId'),
      method,
      route,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      tenantId: caller?.tenantId,
      actor: caller?.actor,
    };
    if (status < 500) logger.info(line, 'request');
    else logger.error({ ...line, err: c.error }, 'request failed');
    if (status < 500 && c.error instanceof ParleyError && c.error.details.cause !== undefined) {
      logger.debug({ requestId: c.get('requestId'), err: c.error }, 'request refused');
    }
  };
