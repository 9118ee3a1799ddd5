import type { Handler } from 'hono';
import type { Environment } from '../environment.ts';

/** Stands behind a path's own handlers. `allowed` such as `GET, HEAD`. */
export const methodNotAllowed =
  (allowed: string): Handler<Environment> =>
  (c) => {
    c.header('Allow', allowed);
    return c.json({ error: 'method_not_allowed', message: `Use ${allowed} here.` }, 405);
  };
