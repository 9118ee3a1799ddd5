create table chat_sessions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  actor text not null,
  dialect text not null,
  incident_id uuid,
  summary text not null,
  message_count int not null default 0,
  created_at timestamptz not null default now(),
  last_message_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index chat_sessions_recent on chat_sessions (tenant_id, actor, last_message_at desc, id desc);

create table chat_messages (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  -- 1, 2, 3 … within the session: a question is odd, its reply the even number after it.
  ordinal int not null,
  role text not null check (role in ('user', 'assistant')),
  content text not null,
  -- What the reply rests on, as it was shown: [{type, id, externalId, title}].
  sources jsonb not null default '[]',
  -- What an answerer wants to remember of its turn: the plan, the incidents that "those" would mean.
  state jsonb,
  answerer text,
  abstained boolean not null default false,
  interrupted boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, session_id, ordinal),
  foreign key (tenant_id, session_id) references chat_sessions (tenant_id, id) on delete cascade
);

create table chat_quota (
  tenant_id uuid not null references tenants (id) on delete cascade,
  -- First day of the month, UTC.
  month date not null,
  used int not null default 0,
  primary key (tenant_id, month)
);
