-- What a conversation is about, beside an incident, and which conversations a list shows: where the caller keeps the
-- conversation, each exchange is recorded as a session of its own that nobody goes back to.
alter table chat_sessions
  add column alert_id uuid,
  add column project_id uuid,
  add column brand_id uuid,
  add column end_user text,
  add column listed boolean not null default true;

-- What the reply's [n] point at: [{id, content, score, documentId}].
alter table chat_messages add column passages jsonb not null default '[]';

drop index chat_sessions_recent;
create index chat_sessions_recent on chat_sessions (tenant_id, actor, last_message_at desc, id desc) where listed;
