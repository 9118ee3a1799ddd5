import type { MiddlewareHandler } from 'hono';
import type { Environment, HttpContext } from '../environment.ts';
import type { Services } from '../services.ts';
import type { Surface } from '../surface.ts';

/** Whose request it is: of the surface that claims it, else of the one with the longest prefix of its address. */
export function chooseSurface(
  services: Services,
  surfaces: readonly Surface[],
): MiddlewareHandler<Environment> {
  const claiming = surfaces.filter(({ claims }) => claims !== undefined);
  const owned = surfaces
    .flatMap((surface) =>
      surface.prefixes.map((prefix) => ({ surface, below: `${prefix}/`.replace('//', '/') })),
    )
    .sort((one, other) => other.below.length - one.below.length);
  return async (c, next) => {
    const path = `${c.req.path}/`;
    const owner = owned.find(({ below }) => path.startsWith(below))?.surface;
    const surface = (await claimant(claiming, c, services)) ?? owner;
    if (surface === undefined) throw new Error(`nobody owns ${c.req.path}`);
    c.set('surface', surface);
    await next();
  };
}

async function claimant(
  claiming: readonly Surface[],
  c: HttpContext,
  services: Services,
): Promise<Surface | undefined> {
  for (const surface of claiming) if (await surface.claims?.(c, services)) return surface;
  return undefined;
}
