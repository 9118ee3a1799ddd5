import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Services } from '../services.ts';
import type { Surface } from '../surface.ts';

/** Whose request it is: of the surface that claims it, else of the one with the longest prefix of its address. */
export const chooseSurface =
  (services: Services, surfaces: readonly Surface[]): MiddlewareHandler<Environment> =>
  async (c, next) => {
    for (const surface of surfaces) {
      if (await surface.claims?.(c, services)) {
        c.set('surface', surface);
        return next();
      }
    }
    const path = `${c.req.path}/`;
    const owners = surfaces.flatMap((surface) =>
      surface.prefixes
        .filter((prefix) => path.startsWith(prefix === '/' ? prefix : `${prefix}/`))
        .map((prefix) => ({ surface, length: prefix.length })),
    );
    const owner = owners.reduce((best, each) => (each.length > best.length ? each : best));
    c.set('surface', owner.surface);
    return next();
  };
