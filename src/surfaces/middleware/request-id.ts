import type { MiddlewareHandler } from 'hono';
import { newId } from '../../core/ids.ts';
import type { Environment } from '../environment.ts';

/** Takes over a sane `X-Request-Id` of a proxy, else makes one; answers with it. */
export const requestId: MiddlewareHandler<Environment> = async (c, next) => {
  const given = c.req.header('X-Request-Id');
  const id = given !== undefined && /^[\w.-]{1,100}$/.test(given) ? given : newId();
  c.set('requestId', id);
  c.header('X-Request-Id', id);
  await next();
};
