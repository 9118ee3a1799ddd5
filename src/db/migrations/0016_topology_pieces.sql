-- What a large file says is stored in pieces, so that what it says of one thing can be read without the rest.
alter table topology_drafts add column piece int not null default 0;
alter table topology_drafts drop constraint topology_drafts_pkey;
alter table topology_drafts add primary key (tenant_id, project_id, source, part, piece);

-- Which pieces name a thing, or give another thing its name. A piece may be listed that does so no more.
create table topology_mentions (
  tenant_id uuid not null,
  project_id uuid not null,
  -- The beginning of a hash of kind and name: two names may have the same.
  name_hash bigint not null,
  source text collate "C" not null,
  part text collate "C" not null,
  pieces int[] not null,
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);
create index topology_mentions_name on topology_mentions (tenant_id, project_id, name_hash);
create index topology_mentions_part on topology_mentions (tenant_id, project_id, source, part);

create index topology_merges_alias on topology_merges (tenant_id, project_id, kind, alias);
