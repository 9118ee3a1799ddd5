import type { Context } from '../core/context.ts';
import { ParleyError } from '../core/errors.ts';
import { type IdPrefix, parseId, type Uuid } from '../core/ids.ts';
import type { Parley } from '../parley.ts';
import { inTenant } from './in-tenant.ts';
import { callRemote } from './remote.ts';

interface Creation {
  readonly prefix: IdPrefix;
  /** Where a server makes it, and of what. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly atStore: (parley: Parley, context: Context) => Promise<{ readonly id: Uuid }>;
}

/** Makes it through `PARLEY_URL` where that is set, else in the tenant of that name or id; gives its id. */
export const createInTenant = (
  tenant: string | undefined,
  { prefix, path, body, atStore }: Creation,
): Promise<Uuid> =>
  inTenant(tenant, {
    async through(server) {
      const answer = await callRemote(server, path, JSON.stringify(body));
      const id = parseId(prefix, String(answer.body.id));
      if (id !== undefined) return id;
      throw new ParleyError('unavailable', `${server.url} answered without an id; check PARLEY_URL.`);
    },
    atStore: async (parley, context) => (await atStore(parley, context)).id,
  });
