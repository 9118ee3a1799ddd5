-- What a reply's [n] point at: [{source, passage?}]; why it ends where it does; the template it was written by; and what
-- was found when it was compared with its evidence (models/answerer.ts has the shape). Null for questions, and for
-- replies that were not written by a model.
alter table chat_messages
  add column citations jsonb not null default '[]',
  add column finish_reason text,
  add column template_id text,
  add column template_version int,
  add column checks jsonb;
