-- One message of the month's quota that a running turn has in hand. Stored with the turn, it becomes one in
-- chat_quota.used; a turn that never ends, since its process was killed, blocks it until held_until only.
create table chat_quota_holds (
  tenant_id uuid not null references tenants (id) on delete cascade,
  -- As in chat_quota: the month in which the turn began.
  month date not null,
  id uuid not null,
  held_until timestamptz not null,
  primary key (tenant_id, month, id)
);
