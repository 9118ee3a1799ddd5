-- Grows with every committed change of the brand's documents.
alter table brands add column content_version bigint not null default 0;

-- What a brand's documents say. Names of collections are compared byte by byte, as in brand_scopes; '' is no collection.
create table documents (
  tenant_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  scope text collate "C" not null,
  -- Path below the import, or the id that its record had.
  external_id text collate "C" not null,
  kind text not null check (kind in ('document', 'runbook')),
  status text not null check (status in ('processing', 'ready', 'failed')),
  title text not null,
  format text not null,
  syntax text not null check (syntax in ('markdown', 'plain')),
  -- Of the bytes that came in; null while none of them could be read.
  content_hash bytea,
  -- The passages that readers see; a new version is written beside them under another revision.
  revision_id uuid,
  size_bytes bigint not null,
  characters int not null default 0,
  pages int,
  passages int not null default 0,
  alerts text[] not null default '{}',
  steps jsonb not null default '[]',
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, brand_id, scope, external_id),
  foreign key (tenant_id, brand_id) references brands (tenant_id, id) on delete cascade,
  check (status <> 'failed' or error is not null)
);
create index documents_content on documents (tenant_id, brand_id, scope, content_hash);

create table document_texts (
  tenant_id uuid not null,
  document_id uuid not null,
  text text not null,
  primary key (tenant_id, document_id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade
);

-- Every brand has a table of its own below this one, with one text index: its figures of how rare a word is are the
-- brand's own, a small brand is searched as fast as if it were alone, and a brand ends by dropping its table.
create table document_passages (
  tenant_id uuid not null,
  brand_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  revision_id uuid not null,
  scope text collate "C" not null,
  ordinal int not null,
  -- Code points into the document's text.
  start_at int not null,
  end_at int not null,
  headings text[] not null,
  -- Exactly what stands between the two.
  content text not null,
  -- The words that are searched, weighted by repetition: title, headings, content, names.
  search_text text not null
) partition by list (brand_id);

-- Revisions that are being written and that nobody sees yet.
create table hidden_revisions (
  tenant_id uuid not null,
  brand_id uuid not null,
  revision_id uuid not null,
  since timestamptz not null default now(),
  primary key (tenant_id, brand_id, revision_id),
  foreign key (tenant_id, brand_id) references brands (tenant_id, id) on delete cascade
);

-- An import and its files. A file is worked on by whoever holds its lease.
create table document_jobs (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  brand_id uuid not null,
  scope text collate "C" not null,
  kind text not null check (kind in ('document', 'runbook')),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id) references brands (tenant_id, id) on delete cascade
);
create index document_jobs_newest on document_jobs (tenant_id, created_at desc, id);

create table document_job_files (
  tenant_id uuid not null,
  job_id uuid not null,
  position int not null,
  name text not null,
  -- The file name that tells its format, where its own does not.
  read_as text not null,
  size_bytes bigint not null,
  content_hash bytea not null,
  state text not null check (state in ('queued', 'running', 'completed', 'failed')),
  -- Null for a file of many documents.
  document_id uuid,
  outcome text check (outcome in ('added', 'changed', 'unchanged')),
  -- Documents of the file by what became of them.
  added int not null default 0,
  changed int not null default 0,
  unchanged int not null default 0,
  rejected int not null default 0,
  -- The first of the rejected rows, with line and reason.
  problems jsonb not null default '[]',
  pages int,
  passages int,
  attempts int not null default 0,
  error text,
  -- When a failure may be tried again; null: only when somebody asks for it.
  next_attempt_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, job_id, position),
  foreign key (tenant_id, job_id) references document_jobs (tenant_id, id) on delete cascade,
  check (state <> 'failed' or error is not null),
  check (state <> 'running' or lease_until is not null)
);
create index document_job_files_open on document_job_files (lease_until, next_attempt_at)
  where state in ('queued', 'running');
create index document_job_files_document on document_job_files (tenant_id, document_id);

-- The bytes of an upload until they have been read; of a failed file as long as it can be tried again.
create table document_job_contents (
  tenant_id uuid not null,
  job_id uuid not null,
  position int not null,
  chunk int not null,
  bytes bytea not null,
  primary key (tenant_id, job_id, position, chunk),
  foreign key (tenant_id, job_id, position) references document_job_files (tenant_id, job_id, position) on delete cascade
);

-- One index of vectors for each brand and model; a new one is filled beside the old one until it is complete.
create table embedding_indexes (
  tenant_id uuid not null,
  id uuid not null,
  brand_id uuid not null,
  model text not null,
  dimensions int not null check (dimensions between 1 and 16000),
  state text not null check (state in ('building', 'ready')),
  -- Of the brand's documents when every passage last had its vector.
  complete_at_version bigint,
  -- How much the model counts beside the words, as learned from the documents themselves.
  weight jsonb,
  error text,
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, brand_id, model),
  foreign key (tenant_id, brand_id) references brands (tenant_id, id) on delete cascade
);

-- Every embedding index has a table of its own below this one.
create table passage_vectors (
  tenant_id uuid not null,
  index_id uuid not null,
  passage_id uuid not null,
  revision_id uuid not null,
  scope text collate "C" not null,
  embedding vector not null
) partition by list (index_id);
