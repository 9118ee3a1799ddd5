import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface Tenant {
  readonly id: Uuid;
  readonly name: string;
}

const readTenants = (rows: Record<string, unknown>[]) => rows as unknown as Tenant[];

/** Gives false when the name is taken. Scope: system. */
export const insertTenant = (tenant: Tenant): Query<boolean> => ({
  sql: 'insert into tenants (id, name) values ($1, $2) on conflict (name) do nothing returning id',
  params: [tenant.id, tenant.name],
  read: (rows) => rows.length === 1,
});

/** By id, where the reference is one, or by exact name. Scope: system or credentials. */
export const selectTenant = (id: Uuid | undefined, name: string): Query<Tenant | undefined> => ({
  sql: 'select id, name from tenants where id = $1 or name = $2',
  params: [id ?? null, name],
  read: (rows) => readTenants(rows)[0],
});

/** By name. Scope: system. */
export const selectTenants = (): Query<Tenant[]> => ({
  sql: 'select id, name from tenants order by name',
  read: readTenants,
});
