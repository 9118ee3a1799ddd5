import type { Uuid } from '../core/ids.ts';
import type { Query } from './query.ts';

export interface Tenant {
  readonly id: Uuid;
  readonly name: string;
}

/** What a tenant may know and decide about itself. */
export interface TenantSettings {
  readonly name: string;
  /** False: chat calls are refused. */
  readonly assistantEnabled: boolean;
}

export interface TenantOverview extends Tenant, TenantSettings {
  readonly createdAt: Date;
}

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
  read: (rows) => rows[0] as unknown as Tenant | undefined,
});

/** By name. Scope: system. */
export const selectTenants = (): Query<TenantOverview[]> => ({
  sql: `select id, name, assistant_enabled as "assistantEnabled", created_at as "createdAt"
    from tenants order by name`,
  read: (rows) => rows as unknown as TenantOverview[],
});

/** Scope: the tenant. */
export const selectTenantSettings = (tenantId: Uuid): Query<TenantSettings | undefined> => ({
  sql: 'select name, assistant_enabled as "assistantEnabled" from tenants where id = $1',
  params: [tenantId],
  read: (rows) => rows[0] as unknown as TenantSettings | undefined,
});

/** Gives false where there is no such tenant. Scope: the tenant. */
export const updateAssistantEnabled = (tenantId: Uuid, enabled: boolean): Query<boolean> => ({
  sql: 'update tenants set assistant_enabled = $2 where id = $1 returning id',
  params: [tenantId, enabled],
  read: (rows) => rows.length === 1,
});
