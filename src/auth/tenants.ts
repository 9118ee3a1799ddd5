import { ParleyError } from '../core/errors.ts';
import { newId, parseId, type Uuid } from '../core/ids.ts';
import type { Db, Scope } from '../db/db.ts';
import { runQuery } from '../store/query.ts';
import { insertTenant, selectTenant, selectTenants, type Tenant } from '../store/tenants.ts';

const MAX_NAME_CHARACTERS = 100;

/** The tenant of that id (UUID or `ten_…`) or name. */
export const findTenant = (db: Db, reference: string, scope: Scope = 'system'): Promise<Tenant | undefined> =>
  runQuery(db, scope, selectTenant(parseId('ten', reference), reference));

/** As `findTenant`; throws `not_found` where there is none. */
export async function requireTenant(db: Db, reference: string): Promise<Tenant> {
  const tenant = await findTenant(db, reference);
  if (tenant !== undefined) return tenant;
  const known = (await listTenants(db)).slice(0, 10).map(({ name }) => name);
  const hint =
    known.length > 0 ? `there is ${known.join(', ')}` : 'make one with "parley tenant create NAME"';
  throw new ParleyError('not_found', `There is no tenant ${JSON.stringify(reference)}: ${hint}.`, {
    subject: 'tenant',
  });
}

export const listTenants = (db: Db): Promise<Tenant[]> => runQuery(db, 'system', selectTenants());

/** Throws `invalid_input` for a name that could be taken for an id or an option, `conflict` when it is taken. */
export async function createTenant(db: Db, name: string): Promise<Uuid> {
  if (
    !/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name) ||
    name.length > MAX_NAME_CHARACTERS ||
    parseId('ten', name)
  ) {
    const rule = `1 to ${MAX_NAME_CHARACTERS} letters, digits, spaces, dots, dashes and underscores, and no id`;
    throw new ParleyError('invalid_input', `A tenant's name has ${rule}.`, { subject: 'name' });
  }
  const id = newId();
  if (await runQuery(db, 'system', insertTenant({ id, name }))) return id;
  throw new ParleyError('conflict', `There is a tenant named ${JSON.stringify(name)} already.`, {
    subject: 'tenant',
  });
}
