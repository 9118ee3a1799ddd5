-- What a tenant divides its knowledge into. Slugs, keys and names of collections are listed in byte order, which is the
-- same on every engine.
create table projects (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  slug text collate "C" not null,
  name text not null,
  description text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create table brands (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  key text collate "C" not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

-- A brand's collections.
create table brand_scopes (
  tenant_id uuid not null,
  brand_id uuid not null,
  name text collate "C" not null,
  primary key (tenant_id, brand_id, name),
  foreign key (tenant_id, brand_id) references brands (tenant_id, id) on delete cascade
);

alter table tenants add column assistant_enabled boolean not null default true;

-- A tenant reads its own row and switches its own assistant; a credential is still looked up among all.
alter table tenants enable row level security;
create policy own_tenant on tenants to parley_tenant
  using (id = (select nullif(current_setting('app.tenant', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy credential_lookup on tenants for select to parley_credentials using (true);
grant select (id, name, assistant_enabled), update (assistant_enabled) on tenants to parley_tenant;
