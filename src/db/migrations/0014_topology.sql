-- A project's graph, and what it is made of. Names are compared byte by byte.
create table topology_imports (
  tenant_id uuid not null,
  project_id uuid not null,
  id uuid not null,
  -- The caller's label: a second import of the same source stands in place of the first.
  source text collate "C" not null,
  files text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, project_id, id),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);

-- What every source says now, file by file: the graph is made of nothing else, so that names can be joined and parted
-- again at any time.
create table topology_drafts (
  tenant_id uuid not null,
  project_id uuid not null,
  source text collate "C" not null,
  part text collate "C" not null,
  position int not null,
  -- SHA-256 of what the import gave; a source that says the same again changes nothing.
  content_hash bytea not null,
  -- As text, in which objects keep their order.
  content json not null,
  primary key (tenant_id, project_id, source, part),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);

create table topology_nodes (
  tenant_id uuid not null,
  project_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('service', 'topic', 'message', 'api', 'system', 'owner', 'resource')),
  name text collate "C" not null,
  aliases text[] not null default '{}',
  description text,
  type text,
  tags text[] not null default '{}',
  links json not null default '[]',
  protocols text[] not null default '{}',
  fields json not null default '[]',
  -- Of every field its path and its last part, as keys of names.
  field_keys text[] not null default '{}',
  facts json not null default '{}',
  places json not null default '[]',
  sources text[] not null default '{}',
  -- The same for all that reach each other by calls and dependencies; null for what lies on no ring.
  ring_id uuid,
  -- Edges from and to it, other than who owns it and what it is part of.
  connections int not null default 0,
  last_seen_at timestamptz not null default now(),
  vanished_at timestamptz,
  primary key (tenant_id, project_id, id),
  unique (tenant_id, project_id, kind, name),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);
create index topology_nodes_ring on topology_nodes (tenant_id, project_id, ring_id) where ring_id is not null;

create table topology_edges (
  tenant_id uuid not null,
  project_id uuid not null,
  id uuid not null,
  type text not null check (type in ('publishes', 'subscribes', 'calls', 'dependsOn', 'provides', 'consumes', 'owns',
    'partOf', 'carries')),
  from_id uuid not null,
  to_id uuid not null,
  details text[] not null default '{}',
  places json not null default '[]',
  sources text[] not null default '{}',
  last_seen_at timestamptz not null default now(),
  vanished_at timestamptz,
  primary key (tenant_id, project_id, id),
  unique (tenant_id, project_id, from_id, type, to_id),
  foreign key (tenant_id, project_id, from_id) references topology_nodes (tenant_id, project_id, id) on delete cascade,
  foreign key (tenant_id, project_id, to_id) references topology_nodes (tenant_id, project_id, id) on delete cascade
);
create index topology_edges_to on topology_edges (tenant_id, project_id, to_id, type, from_id);

-- Which names were taken for one, and by which rule; one that was undone keeps the two apart from then on.
create table topology_merges (
  tenant_id uuid not null,
  project_id uuid not null,
  id uuid not null,
  kind text not null,
  -- Of the last time that the graph was made; the node may have gone since.
  node_id uuid,
  name text collate "C" not null,
  alias text collate "C" not null,
  rule text not null,
  file text,
  line int,
  created_by text not null,
  created_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz,
  primary key (tenant_id, project_id, id),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);

create table topology_changes (
  tenant_id uuid not null,
  project_id uuid not null,
  import_id uuid not null,
  position int not null,
  action text not null check (action in ('added', 'changed', 'vanished', 'returned')),
  kind text not null,
  subject text not null,
  detail text,
  primary key (tenant_id, project_id, import_id, position),
  foreign key (tenant_id, project_id, import_id) references topology_imports (tenant_id, project_id, id) on delete cascade
);
