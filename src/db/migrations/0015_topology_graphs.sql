-- Where a project's graph stands: what is read of the whole graph is kept by its version. A project whose graph was last
-- made before there was this table has no row, and no mentions.
create table topology_graphs (
  tenant_id uuid not null,
  project_id uuid not null,
  -- Grows in the transaction of every change.
  version bigint not null,
  -- What there is now, without what vanished.
  nodes int not null,
  edges int not null,
  primary key (tenant_id, project_id),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);
