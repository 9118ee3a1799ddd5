-- Applied to every table with a column tenant_id after each migration run; %I is the table. Not forced on the owner,
-- who is no tenant: system work crosses tenants, and every tenant transaction leaves the owner's role first.
alter table %I enable row level security;
drop policy if exists tenant_wall on %I;
drop policy if exists tenant_rows on %I;
create policy tenant_wall on %I as restrictive to parley_tenant
  using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy tenant_rows on %I as permissive to parley_tenant using (true) with check (true);
grant select, insert, update, delete on %I to parley_tenant;
