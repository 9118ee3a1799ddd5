create table idempotency_keys (
  tenant_id uuid not null references tenants (id) on delete cascade,
  -- SHA-256 of the actor and the key.
  key_hash bytea not null,
  -- SHA-256 of the request that first came with the key.
  fingerprint bytea not null,
  -- The run that may answer for the key: another id when a later request has taken it over.
  owner uuid not null,
  -- First instant at which anybody may use the key anew: the end of the lease while the request runs, then the end of
  -- the time for which its answer is kept.
  free_from timestamptz not null,
  -- Null while the request runs.
  status int,
  headers jsonb,
  body bytea,
  primary key (tenant_id, key_hash)
);
create index idempotency_keys_free on idempotency_keys (tenant_id, free_from);
