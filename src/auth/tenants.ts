import { ParleyError } from '../core/errors.ts';
import { newId, parseId, type Uuid } from '../core/ids.ts';
import type { Db, Scope } from '../db/db.ts';
import { runQuery } from '../store/query.ts';
import {
  insertTenant,
  selectTenant,
  selectTenantSettings,
  selectTenants,
  type Tenant,
  type TenantOverview,
  type TenantSettings,
  updateAssistantEnabled,
} from '../store/tenants.ts';

export type { TenantSettings } from '../store/tenants.ts';

const MAX_NAME_CHARACTERS = 100;

const isName = (text: string) =>
  text.length <= MAX_NAME_CHARACTERS && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(text);

/** The tenant of that id (UUID or `ten_…`) or name. */
export async function findTenant(
  db: Db,
  reference: string,
  scope: Scope = 'system',
): Promise<Tenant | undefined> {
  // What cannot be a name may hold characters that the store refuses.
  if (!isName(reference)) return undefined;
  return runQuery(db, scope, selectTenant(parseId('ten', reference), reference));
}

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

/** By name. */
export const listTenants = (db: Db): Promise<TenantOverview[]> => runQuery(db, 'system', selectTenants());

/** Throws `invalid_input` for a name that could be taken for an id or an option, `conflict` when it is taken. */
export async function createTenant(db: Db, name: string): Promise<Uuid> {
  if (!isName(name) || parseId('ten', name)) {
    const rule = `1 to ${MAX_NAME_CHARACTERS} letters, digits, spaces, dots, dashes and underscores, and no id`;
    throw new ParleyError('invalid_input', `A tenant's name has ${rule}.`, { subject: 'name' });
  }
  const id = newId();
  if (await runQuery(db, 'system', insertTenant({ id, name }))) return id;
  throw new ParleyError('conflict', `There is a tenant named ${JSON.stringify(name)} already.`, {
    subject: 'tenant',
  });
}

/** As the tenant itself may see it. Throws `not_found` where there is no tenant of that id. */
export async function readTenantSettings(db: Db, tenantId: Uuid): Promise<TenantSettings> {
  const settings = await runQuery(db, { tenantId }, selectTenantSettings(tenantId));
  if (settings === undefined) throw unknownTenant();
  return settings;
}

/** Lets the tenant's chat calls be answered, or refused. Throws `not_found` where there is no tenant of that id. */
export async function setAssistantEnabled(db: Db, tenantId: Uuid, enabled: boolean): Promise<void> {
  if (!(await runQuery(db, { tenantId }, updateAssistantEnabled(tenantId, enabled)))) throw unknownTenant();
}

const unknownTenant = () =>
  new ParleyError('not_found', 'There is no tenant with that id.', { subject: 'tenant' });
