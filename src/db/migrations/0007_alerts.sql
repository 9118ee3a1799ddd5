-- What monitors reported. An alert may belong to one incident, and outlives it.
create table alerts (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  external_id text not null,
  source text,
  summary text not null,
  description text,
  status text,
  services text[] not null default '{}',
  -- Label names to lists of values.
  labels jsonb not null default '{}',
  url text,
  started_at timestamptz,
  ended_at timestamptz,
  incident_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, external_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete set null (incident_id)
);
create index alerts_created on alerts (tenant_id, created_at desc nulls last, id);
create index alerts_of_incident on alerts (tenant_id, incident_id);

-- The order of a list that is asked for without one; records of one import tell apart by their start.
create index incidents_created on incidents (tenant_id, created_at desc nulls last, started_at desc nulls last, id);
