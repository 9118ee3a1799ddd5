import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { ParleyError } from '../core/errors.ts';
import type { Environment } from './environment.ts';
import { errorResponse } from './http/error-response.ts';
import { runOperation } from './http/run-operation.ts';
import { accessLog } from './middleware/access-log.ts';
import { chooseSurface } from './middleware/choose-surface.ts';
import { identify } from './middleware/identify.ts';
import { refuseWhileStopping } from './middleware/refuse-while-stopping.ts';
import { requestId } from './middleware/request-id.ts';
import { reference } from './openapi/routes.ts';
import { ops } from './ops/routes.ts';
import type { Services } from './services.ts';
import type { Operation, Surface } from './surface.ts';
import { SURFACES } from './surfaces.ts';

/** Below these, callers are known and limited. */
const API = ['/v1/*', '/projects/*', '/api/*'];

/** The whole of Parley over HTTP. */
export function createApp(services: Services, surfaces: readonly Surface[] = SURFACES): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(requestId, accessLog(services), secureHeaders(), chooseSurface(services, surfaces));
  app.onError((error, c) => errorResponse(c, error));
  app.notFound((c) => errorResponse(c, new ParleyError('not_found', 'There is nothing at this address.')));
  app.route('/', ops(services));
  app.route('/', reference(surfaces));
  for (const path of API) {
    app.use(path, refuseWhileStopping(services), async (c, next) => {
      c.header('Cache-Control', 'no-store');
      await next();
    });
    app.use(path, identify(services));
  }
  for (const [path, operations] of byAddress(surfaces)) addAddress(app, services, path, operations);
  return app;
}

type Owned = { readonly surface: Surface; readonly operation: Operation };

function byAddress(surfaces: readonly Surface[]): Map<string, Owned[]> {
  const owned = surfaces.flatMap((surface) =>
    surface.operations.map((operation) => ({ surface, operation })),
  );
  // The first address that fits is taken: one in full words goes before one with a parameter in their place.
  owned.sort((one, other) => parametersIn(one.operation) - parametersIn(other.operation));
  return Map.groupBy(owned, ({ operation }) => operation.path.replace(/\{(\w+)\}/g, ':$1'));
}

const parametersIn = ({ path }: Operation): number => path.split('{').length;

/** The methods of one address. Where two surfaces have the same one, the request's own surface serves it. */
function addAddress(app: Hono<Environment>, services: Services, path: string, owned: readonly Owned[]): void {
  const methods = [...new Set(owned.map(({ operation }) => operation.method))];
  for (const method of methods) {
    const candidates = owned.filter(({ operation }) => operation.method === method);
    app.on(method, path, (c) => {
      const mine = candidates.find(({ surface }) => surface === c.get('surface')) ?? candidates[0];
      if (mine === undefined) throw new Error(`nobody serves ${method} ${path}`);
      return runOperation(mine.operation, c, services);
    });
  }
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  app.all(path, () => {
    throw new ParleyError('method_not_allowed', `Use ${allow} here.`, { allow });
  });
}
