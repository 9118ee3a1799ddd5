import type { Context } from '../../src/core/context.ts';
import type { Uuid } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/db.ts';
import { newTenant } from './new-tenant.ts';

/** A caller of the tenant who may do what a member may, unless told otherwise. */
export const callerOf = (tenantId: Uuid, more: Partial<Context> = {}): Context => ({
  tenantId,
  actor: 'jwt:ada',
  role: 'member',
  scopes: ['*'],
  credential: 'jwt',
  requestId: 'r',
  ...more,
});

/** The first caller of a new tenant. */
export const newCaller = async (db: Db, more: Partial<Context> = {}): Promise<Context> =>
  callerOf(await newTenant(db), more);
