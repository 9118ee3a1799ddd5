import { requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { type IdPrefix, parseId, type Uuid } from '../core/ids.ts';
import type { Db } from '../db/db.ts';
import { operatorContext } from './operator-context.ts';
import { callRemote } from './remote.ts';
import { withParley } from './with-parley.ts';

interface Creation {
  readonly prefix: IdPrefix;
  /** Where a server makes it, and of what. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly atStore: (db: Db, context: Context) => Promise<{ readonly id: Uuid }>;
}

/** Makes it through `PARLEY_URL` where that is set, else in the tenant of that name or id; gives its id. */
export async function createInTenant(
  tenant: string | undefined,
  { prefix, path, body, atStore }: Creation,
): Promise<Uuid> {
  const { remoteUrl: url, remoteKey: key } = loadConfig();
  if (url !== null && key !== null) {
    const answer = await callRemote({ url, key }, path, JSON.stringify(body));
    const id = parseId(prefix, String(answer.body.id));
    if (id !== undefined) return id;
    throw new ParleyError('unavailable', `${url} answered without an id; check PARLEY_URL.`);
  }
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async ({ db }) => {
    const { id: tenantId } = await requireTenant(db, tenant);
    return (await atStore(db, operatorContext(tenantId))).id;
  });
}
