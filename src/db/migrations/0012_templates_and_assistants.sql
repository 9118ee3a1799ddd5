-- What a tenant tells a model of a purpose, in versions 1, 2, 3 … that are never changed, so that the number kept with a
-- turn says for ever by which words it was answered.
create table prompt_templates (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id text collate "C" not null check (id ~ '^[a-z0-9_-]{1,60}$'),
  name text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table prompt_template_versions (
  tenant_id uuid not null,
  template_id text collate "C" not null,
  version int not null check (version > 0),
  body text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, template_id, version),
  foreign key (tenant_id, template_id) references prompt_templates (tenant_id, id) on delete cascade
);

create function refuse_template_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a prompt template is never changed' using errcode = 'restrict_violation';
end $$;

-- The tenant wall lets tenants update and delete; a tenant as a whole is deleted by the owner.
create trigger template_versions_unchanged before update on prompt_template_versions
  for each row execute function refuse_template_change();
create trigger template_versions_kept before delete on prompt_template_versions
  for each statement when (current_user = 'parley_tenant') execute function refuse_template_change();
create trigger templates_kept before delete on prompt_templates
  for each statement when (current_user = 'parley_tenant') execute function refuse_template_change();

create table assistants (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  key text collate "C" not null,
  name text not null,
  -- One of the tenant's templates, or one that comes with the server, which has no row.
  template_id text not null,
  -- Null: the newest.
  template_version int check (template_version > 0),
  default_model text,
  default_scopes text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
