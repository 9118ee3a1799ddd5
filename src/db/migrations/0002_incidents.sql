-- Narrow facts apart from long texts: a count over 100,000 incidents reads the first table only.
create table incidents (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  external_id text not null,
  title text not null,
  started_at timestamptz,
  started_precision text check (started_precision in ('minute', 'day', 'month', 'year')),
  -- First instant after the interval that started_precision leaves open; equals started_at for a minute.
  started_until timestamptz,
  detected_at timestamptz,
  detected_precision text check (detected_precision in ('minute', 'day', 'month', 'year')),
  mitigated_at timestamptz,
  mitigated_precision text check (mitigated_precision in ('minute', 'day', 'month', 'year')),
  resolved_at timestamptz,
  resolved_precision text check (resolved_precision in ('minute', 'day', 'month', 'year')),
  duration_minutes double precision,
  detect_minutes double precision,
  recover_minutes double precision,
  content_hash bytea not null,
  source_file text,
  source_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, external_id)
);
-- Newest first, as lists are; holds all that a count over a window reads.
create index incidents_started on incidents (tenant_id, started_at desc nulls last, id) include (started_until);

create table incident_texts (
  tenant_id uuid not null,
  incident_id uuid not null,
  summary text,
  root_cause text,
  trigger text,
  impact text,
  detection text,
  resolution text,
  lessons text,
  timeline jsonb not null default '[]',
  action_items jsonb not null default '[]',
  full_text text not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade
);

-- Every categorical field, services, severity and status included, one row a value.
create table incident_labels (
  tenant_id uuid not null,
  name text not null,
  value_key text not null,
  incident_id uuid not null,
  value text not null,
  primary key (tenant_id, name, value_key, incident_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade
);
create index incident_labels_of on incident_labels (tenant_id, incident_id);

create table passages (
  tenant_id uuid not null,
  id bigint generated always as identity,
  incident_id uuid not null,
  ordinal int not null,
  heading text,
  body text not null,
  identifiers text[] not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade
);
create index passages_of on passages (tenant_id, incident_id);
create index passages_identifiers on passages using gin (identifiers);
create index passages_body on passages using bm25 (body) with (text_config = 'english');

-- Row-level security lets only leakproof operators use an index before the tenant is checked, and text search is none.
-- These two run as the owner for the index's sake and check the tenant themselves, from the same setting as the policy.
create function passages_matching(query tsquery) returns table (incident_id uuid)
  language sql stable security definer
  set search_path = public, pg_temp
  set default_text_search_config = 'pg_catalog.english'
as $$
  select p.incident_id from passages p
  where p.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and p.body @@ query
$$;

create function passages_naming(names text[]) returns table (passage_id bigint)
  language sql stable security definer
  set search_path = public, pg_temp
as $$
  select p.id from passages p
  where p.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and p.identifiers && names
$$;

revoke execute on function passages_matching(tsquery), passages_naming(text[]) from public;
grant execute on function passages_matching(tsquery), passages_naming(text[]) to parley_tenant;
