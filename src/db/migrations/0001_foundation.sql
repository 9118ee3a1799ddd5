-- Tenants and their credentials. Tables that belong to a tenant get the policy of tenant-policy.sql after every migration.

create extension if not exists vector;
create extension if not exists pg_textsearch;

-- Roles belong to the whole server: another database's migration may make them at the same moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['parley_tenant', 'parley_credentials'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    -- An owner who is no superuser may take on a role only when it was granted to it.
    begin
      if not pg_has_role(current_user, wanted, 'SET') then
        execute format('grant %I to current_user', wanted);
      end if;
    exception when insufficient_privilege then
      raise exception 'role % belongs to another user: a superuser has to run "grant % to %"', wanted, wanted, current_user;
    end;
  end loop;
end $$;

grant usage on schema public to parley_tenant, parley_credentials;

create table tenants (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);

-- Grows with every committed change to a tenant's knowledge: caches keyed by it can never be stale.
create table knowledge_versions (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  version bigint not null default 0
);

create table api_keys (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  prefix text not null,
  secret_hash bytea not null,
  name text,
  role text not null check (role in ('admin', 'member', 'viewer')),
  scopes text[] not null default '{}',
  rate_read text,
  rate_write text,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
create unique index api_keys_prefix on api_keys (prefix);

-- Before a tenant is known, a credential is found by its prefix: these columns and the time of use, nothing else.
grant select (tenant_id, id, prefix, secret_hash, role, scopes, rate_read, rate_write, expires_at, revoked_at, last_used_at)
  on api_keys to parley_credentials;
grant update (last_used_at) on api_keys to parley_credentials;
-- A token names its tenant.
grant select (id, name) on tenants to parley_credentials;
create policy credential_lookup on api_keys for select to parley_credentials using (true);
create policy credential_use on api_keys for update to parley_credentials using (true) with check (true);
