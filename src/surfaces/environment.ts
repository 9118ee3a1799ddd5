import type { Context as HonoContext } from 'hono';
import type { Context } from '../core/context.ts';

/** What middleware leaves for the handlers behind it. */
export interface Environment {
  Variables: {
    requestId: string;
    /** Set by `authenticated`. */
    caller: Context;
  };
}

export type HttpContext = HonoContext<Environment>;
