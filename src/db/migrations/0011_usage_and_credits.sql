-- One call of a language model, also one that failed, was stopped or was tried again. No foreign key but the tenant's:
-- what was used stays on the books when the conversation or the project is deleted.
create table model_calls (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id uuid not null,
  -- The reply's or, where none was stored, the question's.
  message_id uuid not null,
  project_id uuid,
  dialect text not null,
  actor text not null,
  -- 1, 2, 3 … within the turn.
  place int not null,
  provider text not null,
  model text not null,
  outcome text not null check (outcome in ('answered', 'stopped', 'failed')),
  failure text,
  attempt int not null,
  prompt_tokens int not null,
  -- Those of prompt_tokens that the provider read from its cache.
  cached_tokens int not null,
  completion_tokens int not null,
  is_estimated boolean not null,
  -- Null where the price list did not name the model.
  price numeric,
  began_at timestamptz not null,
  first_token_ms float8,
  last_token_ms float8 not null,
  primary key (tenant_id, id)
);
create index model_calls_began on model_calls (tenant_id, began_at);

-- What a project can pay for answers.
create table project_credits (
  tenant_id uuid not null,
  project_id uuid not null,
  balance numeric not null default 0 check (balance >= 0),
  primary key (tenant_id, project_id),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);
insert into project_credits (tenant_id, project_id) select tenant_id, id from projects;

-- What a running turn may cost at most. The balance of a project is never less than its running holds together:
-- nobody else can spend what is held. A turn that never ends, since its process was killed, holds it until held_until only.
create table credit_holds (
  tenant_id uuid not null,
  project_id uuid not null,
  id uuid not null,
  amount numeric not null check (amount >= 0),
  held_until timestamptz not null,
  primary key (tenant_id, project_id, id),
  foreign key (tenant_id, project_id) references project_credits (tenant_id, project_id) on delete cascade
);

-- Ends the hold and takes what the turn cost, as far as the balance goes without what others hold at that moment. Does
-- nothing where the hold was settled or released. A function, so that what is counted behind the lock is seen as it is
-- then, though the caller sends one statement.
create function settle_credits(tenant uuid, project uuid, hold uuid, cost numeric, moment timestamptz)
returns void language plpgsql as $$
begin
  perform from project_credits where tenant_id = tenant and project_id = project for update;
  delete from credit_holds where tenant_id = tenant and project_id = project and id = hold;
  if not found then return; end if;
  update project_credits set balance = balance - least(cost, greatest(0, balance - (
    select coalesce(sum(amount), 0) from credit_holds
    where tenant_id = tenant and project_id = project and held_until > moment
  ))) where tenant_id = tenant and project_id = project;
end $$;
