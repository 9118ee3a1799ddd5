import { operatorContext } from '../auth/operator-context.ts';
import { requireTenant } from '../auth/tenants.ts';
import { loadConfig } from '../config/load.ts';
import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import type { Parley } from '../parley.ts';
import type { Remote } from './remote.ts';
import { withParley } from './with-parley.ts';

/** One thing to do in a tenant, in both ways. */
interface Work<T> {
  readonly through: (server: Remote) => Promise<T>;
  readonly atStore: (parley: Parley, context: Context) => Promise<T>;
}

/** Through `PARLEY_URL` where that is set, else at the configured store in the tenant of that name or id. */
export async function inTenant<T>(tenant: string | undefined, { through, atStore }: Work<T>): Promise<T> {
  const { remoteUrl: url, remoteKey: key } = loadConfig();
  if (url !== null && key !== null) return through({ url, key });
  if (tenant === undefined) throw new ParleyError('invalid_input', 'Name the tenant with --tenant.');
  return withParley(async (parley) =>
    atStore(parley, operatorContext((await requireTenant(parley.db, tenant)).id)),
  );
}
