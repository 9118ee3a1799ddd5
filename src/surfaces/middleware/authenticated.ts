import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Services } from '../services.ts';

/** Leaves the caller's context, or answers 401. */
export const authenticated =
  ({ authenticate }: Services): MiddlewareHandler<Environment> =>
  async (c, next) => {
    c.set('caller', await authenticate(c.req.header('Authorization'), c.get('requestId')));
    await next();
  };
