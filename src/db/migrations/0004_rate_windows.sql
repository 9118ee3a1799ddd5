-- The requests that count against a rate limit, for all processes that share this server. Times are milliseconds since
-- 1970 by this server's clock. Unlogged: a crash or a failover forgets at most one window, every caller then begins with
-- an empty one, and in return no request waits for a disk. There is no tenant_id, for an address has no tenant: nobody
-- may touch the tables, and the one function that is granted runs as the owner.
create unlogged table rate_buckets (
  -- SHA-256 of the name: no address and no subject is kept.
  bucket bytea primary key check (octet_length(bucket) = 32),
  -- Those that count are numbered from first_number up to, but without, next_number.
  first_number bigint not null default 0,
  next_number bigint not null default 0,
  newest_at float8 not null default 0,
  -- Not before its window is over; raised once in a window only, so that the other updates leave the index alone.
  idle_at float8 not null default 0
) with (fillfactor = 50);
create index rate_buckets_idle on rate_buckets (idle_at);

create unlogged table rate_requests (
  bucket bytea not null,
  number bigint not null,
  at float8 not null,
  primary key (bucket, number)
);

-- Deletes a few buckets that nobody has used for a window or longer.
create function forget_idle_rates(moment float8) returns void language plpgsql as $$
declare
  idle bytea;
begin
  for idle in
    select bucket from rate_buckets where idle_at <= moment order by idle_at limit 4 for update skip locked
  loop
    delete from rate_requests where bucket = idle;
    delete from rate_buckets where bucket = idle;
  end loop;
end $$;

-- A request counts while less than window_ms have passed since it. `given` takes the place of the clock. Every look-up
-- goes by an index: a plan that was made while the tables were small, and is kept, must not read them whole later.
create function count_request_at(
  wanted bytea, most int, window_ms float8, counting boolean, given float8,
  out allowed boolean, out used bigint, out reset_in_ms float8
) language plpgsql
  set enable_seqscan = off
  set enable_bitmapscan = off
  set enable_sort = off
as $$
declare
  own rate_buckets;
  moment float8;
  first bigint;
  -- When the request came that makes room by leaving.
  leaving float8;
  changed boolean := false;
  newly_used boolean := false;
begin
  loop
    select * into own from rate_buckets where bucket = wanted for update;
    exit when found or not counting;
    insert into rate_buckets (bucket) values (wanted) on conflict do nothing;
  end loop;
  -- Read while the row is held: whoever comes later has a later time.
  moment := coalesce(given, (extract(epoch from clock_timestamp()) * 1000)::float8);

  -- The clock was set back: what would count for too long counts from now.
  if own.newest_at > moment then
    update rate_requests set at = moment where bucket = wanted and number >= own.first_number and at > moment;
    own.newest_at := moment;
    changed := true;
  end if;

  select number, at into first, leaving from rate_requests
    where bucket = wanted and number >= own.first_number and at + window_ms > moment
    order by number limit 1;
  if not found then
    first := coalesce(own.next_number, 0);
    leaving := moment;
  end if;
  used := coalesce(own.next_number, 0) - first;
  allowed := used < most;
  if used > most then
    select at into leaving from rate_requests where bucket = wanted and number = first + used - most;
  end if;

  if first > own.first_number then
    delete from rate_requests where bucket = wanted and number >= own.first_number and number < first;
    own.first_number := first;
    changed := true;
  end if;
  if counting and allowed then
    insert into rate_requests values (wanted, own.next_number, moment);
    used := used + 1;
    newly_used := own.idle_at < moment + window_ms;
    if newly_used then own.idle_at := moment + 2 * window_ms; end if;
    own.next_number := own.next_number + 1;
    own.newest_at := moment;
    changed := true;
  end if;
  if changed then
    update rate_buckets set first_number = own.first_number, next_number = own.next_number,
      newest_at = own.newest_at, idle_at = own.idle_at where bucket = wanted;
  end if;
  if newly_used then perform forget_idle_rates(moment); end if;
  reset_in_ms := case when used = 0 then 0 else leaving + window_ms - moment end;
end $$;

create function count_request(
  wanted bytea, most int, window_ms float8, counting boolean,
  out allowed boolean, out used bigint, out reset_in_ms float8
) language sql security definer
  set search_path = public, pg_temp
as $$
  select * from count_request_at(wanted, most, window_ms, counting, null)
$$;

revoke execute on function forget_idle_rates(float8), count_request_at(bytea, int, float8, boolean, float8),
  count_request(bytea, int, float8, boolean) from public;
grant execute on function count_request(bytea, int, float8, boolean) to parley_credentials;
