import { Hono } from 'hono';
import { requireRole } from '../../auth/roles.ts';
import { requireScope } from '../../auth/scopes.ts';
import { parseImportKind } from '../../importers/import-kind.ts';
import type { Environment } from '../environment.ts';
import { authenticated } from '../middleware/authenticated.ts';
import { methodNotAllowed } from '../middleware/method-not-allowed.ts';
import type { Services } from '../services.ts';
import { receiveUpload } from './receive-upload.ts';

/** `POST /v1/imports`: the same import as `parley import`, answered with the same report. */
export function importRoutes(services: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.post('/', authenticated(services), async (c) => {
    const caller = c.get('caller');
    requireRole(caller, 'admin', 'member');
    requireScope(caller, 'imports:write');
    const written = c.req.query('as');
    const as = written === undefined ? undefined : parseImportKind(written);
    const upload = await receiveUpload(c, services.limits);
    try {
      return c.json(await services.importFolder(caller, upload.folder, as));
    } finally {
      await upload.discard();
    }
  });
  routes.all('/', methodNotAllowed('POST'));
  return routes;
}
