-- What keeps going wrong. An incident is in at most one pattern; what people said of it outlasts every extraction.

-- How far a tenant's incidents have been compared with each other. Work is owed where the knowledge has grown since.
create table pattern_extractions (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  -- Of the incidents that the last finished extraction had read.
  knowledge_version bigint not null default -1,
  -- Counts extractions; a signature carries the number of the one that wrote it.
  run bigint not null default 0,
  -- The way of making signatures that it used; where another one is in force, work is owed.
  method int not null default 0,
  -- How many incidents there were when all were last compared with all; since then, what came was placed.
  compared int not null default 0,
  -- Somebody asked for it, whether the knowledge has grown or not.
  requested_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  error text,
  extracted_at timestamptz,
  incidents int not null default 0,
  insights_at timestamptz
);

-- What an incident is compared by, made anew when it changes or when the way of making changes.
create table incident_signatures (
  tenant_id uuid not null,
  incident_id uuid not null,
  content_hash bytea not null,
  method int not null,
  -- Terms with their weights, before it is known how rare they are.
  terms json not null,
  run bigint not null,
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade
);
create index incident_signatures_run on incident_signatures (tenant_id, run);

create table patterns (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  -- As computed, or as a model named it; what a person called it stands beside it and counts more.
  title text not null,
  given_title text,
  summary text,
  -- How alike its members are, 0 to 1.
  coherence double precision not null check (coherence between 0 and 1),
  confidence double precision not null check (confidence between 0 and 1),
  status text not null check (status in ('emerging', 'stable')),
  occurrences int not null,
  -- Starts of its first and its last incident; null where no member has a date.
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  services text[] not null default '{}',
  -- Kinds of what set it off, such as `deploy`, `certificate`, `capacity`, `configuration`.
  triggers text[] not null default '{}',
  -- What its members share: [{term, field, incidents}].
  shared json not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  dismissed_at timestamptz,
  -- The pattern that it has become a part of.
  merged_into uuid,
  -- Fewer than two incidents are left of it.
  vanished_at timestamptz,
  primary key (tenant_id, id)
);
create index patterns_listed on patterns (tenant_id, id desc)
  where dismissed_at is null and merged_into is null and vanished_at is null;

create table pattern_members (
  tenant_id uuid not null,
  incident_id uuid not null,
  pattern_id uuid not null,
  -- Mean likeness to the other members, 0 to 1.
  similarity double precision not null,
  -- Why it belongs: [{field, terms}].
  reasons json not null default '[]',
  added_at timestamptz not null default now(),
  primary key (tenant_id, incident_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete cascade
);
create index pattern_members_of on pattern_members (tenant_id, pattern_id);

-- By what a described failure is found to be like a pattern: the mean of its members' vectors.
create table pattern_terms (
  tenant_id uuid not null,
  term text not null,
  pattern_id uuid not null,
  weight real not null,
  -- How much the term counts in the tenant, 0 to 1.
  rarity real not null,
  primary key (tenant_id, term, pattern_id),
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete cascade
);
create index pattern_terms_of on pattern_terms (tenant_id, pattern_id);

-- What people said of where an incident belongs: `in` holds it there, `out` keeps it away.
create table pattern_pins (
  tenant_id uuid not null,
  incident_id uuid not null,
  pattern_id uuid not null,
  place text not null check (place in ('in', 'out')),
  actor text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, incident_id, pattern_id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete cascade
);
create unique index pattern_pins_home on pattern_pins (tenant_id, incident_id) where place = 'in';
create index pattern_pins_of on pattern_pins (tenant_id, pattern_id);

create table pattern_feedback (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  incident_id uuid not null,
  pattern_id uuid,
  type text not null check (type in ('confirm_rca', 'reject_rca', 'correct_rca')),
  comment text,
  actor text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete set null (pattern_id),
  check (type <> 'correct_rca' or comment is not null)
);
create index pattern_feedback_of on pattern_feedback (tenant_id, pattern_id, id);

-- Who did what to a pattern, extraction included: the audit.
create table pattern_changes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  pattern_id uuid not null,
  kind text not null check (kind in ('found', 'joined', 'left', 'vanished', 'returned', 'renamed', 'merged', 'split', 'dismissed', 'restored', 'feedback')),
  -- `extraction`, or who called.
  actor text not null,
  detail json not null default '{}',
  at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index pattern_changes_of on pattern_changes (tenant_id, pattern_id, id desc);

-- Drafted from what resolved the members of a pattern. Imported runbooks are documents and stay there.
create table runbooks (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  pattern_id uuid not null,
  services text[] not null default '{}',
  -- [{text, phase, incidentId, sources: [{incidentId, part, quote}]}] in order; the incident is that of the first source.
  steps json not null,
  -- What the members ask for afterwards: [{text, sources}].
  prevention json not null default '[]',
  -- When the words of services or steps last changed.
  generated_at timestamptz not null default now(),
  -- Its members no longer tell what was done; it returns under the same id.
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, pattern_id),
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete cascade
);

-- Which patterns an imported runbook is about, and why.
create table runbook_patterns (
  tenant_id uuid not null,
  document_id uuid not null,
  pattern_id uuid not null,
  score double precision not null,
  reasons json not null default '[]',
  primary key (tenant_id, document_id, pattern_id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete cascade
);
create index runbook_patterns_of on runbook_patterns (tenant_id, pattern_id);

-- Which version of an imported runbook was last compared with the patterns, and with which names of services.
create table runbook_matchings (
  tenant_id uuid not null,
  document_id uuid not null,
  content_hash bytea not null,
  names_hash text not null,
  -- Services of the tenant's incidents that it names.
  services text[] not null default '{}',
  primary key (tenant_id, document_id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade
);

-- A runbook that somebody followed; `runbook_id` is a drafted one or a document.
create table runbook_uses (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  runbook_id uuid not null,
  outcome text not null check (outcome in ('resolved', 'helped', 'failed')),
  incident_id uuid,
  comment text,
  actor text not null,
  used_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete set null (incident_id)
);
create index runbook_uses_of on runbook_uses (tenant_id, runbook_id, used_at desc);

create table insights (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  -- What it is about: the same finding keeps its id from one run to the next.
  subject_key text not null,
  kind text not null,
  category text not null check (category in ('reliability', 'performance', 'security', 'cost', 'toil')),
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'info')),
  title text not null,
  summary text not null,
  affected_services text[] not null default '{}',
  incident_count int not null,
  -- The figures that it was worked out from, and the windows that they were counted over.
  arithmetic json not null,
  incident_ids uuid[] not null default '{}',
  pattern_id uuid,
  generated_at timestamptz not null default now(),
  -- When a run no longer found it.
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, subject_key),
  foreign key (tenant_id, pattern_id) references patterns (tenant_id, id) on delete set null (pattern_id)
);

-- What people told about their systems and asked to be remembered.
create table notes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  text text not null,
  -- Hash of the text without letter case, blanks and final stop: who tells it again tells nothing new.
  text_key bytea not null,
  author text not null,
  created_at timestamptz not null default now(),
  search tsvector generated always as (to_tsvector('english', text)) stored,
  primary key (tenant_id, id),
  unique (tenant_id, text_key)
);
