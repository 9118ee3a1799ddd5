import type { MiddlewareHandler } from 'hono';
import { ParleyError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';
import type { Services } from '../services.ts';

/** By then another process of the same service has taken over, or this one is back. */
const RETRY_AFTER_SECONDS = 5;

/** A server that was told to stop finishes what runs and begins nothing. */
export const refuseWhileStopping =
  ({ isStopping }: Services): MiddlewareHandler<Environment> =>
  async (c, next) => {
    if (isStopping()) {
      // A connection that is kept open would hold up the end.
      c.header('Connection', 'close');
      throw new ParleyError('unavailable', 'The server is stopping. Try again shortly.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    await next();
  };
