-- What botfleet-server mirrors of git: a row for each order, and a row for each thing that happened to one. Run it in a Supabase project as the owner
-- of schema public, as often as you like; docs/mirror.md says what is in the columns.
--
--   supabase db push                                                        (with this file in supabase/migrations)
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f 20261129000000_bot_deployments.sql
--
-- Then give the server a login of its own:
--
--   alter role botfleet_mirror login password '…';
--   DATABASE_URL=postgresql://botfleet_mirror:…@db.example.supabase.co:5432/postgres?sslrootcert=/etc/botfleet/supabase-ca.crt
--
-- (through Supabase's pooler the user is botfleet_mirror.<project>).

begin;

-- An order. Whoever signs in with user_id sees the row. What is seen of the bot stands in the columns from seen_state on.
create table if not exists public.bot_deployments (
  order_id text primary key,
  user_id uuid,
  customer text,
  tier text,
  addons text[] not null,
  features text[] not null,
  guilds text[] not null,
  quote text,
  payment text,
  state text,
  begins date,
  until date,
  phase text not null,
  reason text,
  phase_since date,
  deletion date,
  limits jsonb,
  server_id bigint,
  server_uuid uuid,
  server_identifier text,
  address text,
  node bigint,
  revision text,
  applied_at timestamptz,
  failure_code text,
  failure_action text,
  failure_message text,
  seen_state text,
  seen_reason text,
  seen_since timestamptz,
  seen_at timestamptz,
  cpu_percent double precision,
  memory_bytes bigint,
  disk_bytes bigint,
  received_bytes bigint,
  sent_bytes bigint,
  uptime_seconds bigint,
  restarts bigint
);

-- A fact about an order. Facts that are no business of its customer's have no user_id, and so have those of an earlier owner.
create table if not exists public.deployment_logs (
  id uuid primary key,
  order_id text not null,
  user_id uuid,
  customer text,
  at timestamptz not null,
  commit_number bigint,
  step integer not null,
  kind text not null,
  message text not null,
  code text,
  changes jsonb not null,
  shown boolean not null,
  actor text,
  commit_id text,
  run_url text,
  request bigint,
  detail text
);

-- The policies' columns first.
create index if not exists bot_deployments_user_id on public.bot_deployments (user_id, order_id);
create index if not exists deployment_logs_user_id on public.deployment_logs (user_id, at desc);
create index if not exists deployment_logs_order_id on public.deployment_logs (order_id, at desc);
create index if not exists deployment_logs_at on public.deployment_logs (at);

-- The mirror's own notes. The API does not show this schema.
create schema if not exists botfleet;

create table if not exists botfleet.mirrored (
  only_row boolean primary key default true check (only_row),
  generation bigint not null default 0,
  fleet text,
  commit_id text,
  commit_number bigint not null default 0,
  as_of date,
  is_whole boolean not null default false,
  form integer not null default 0,
  mirrored_at timestamptz
);
insert into botfleet.mirrored default values on conflict do nothing;

-- Orders whose rows were taken away for good.
create table if not exists botfleet.erased_orders (
  order_id text primary key,
  erased_at timestamptz not null default now()
);

-- Who is an administrator. Only app_metadata counts: user_metadata is the user's own to write.
create or replace function botfleet.is_admin() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(
    auth.jwt() -> 'app_metadata' ->> 'role' = 'admin' and (auth.jwt() ->> 'is_anonymous')::boolean is not true, false)
$$;

-- Administrators read these: everything of every order. They run with their owner's rights and ask themselves who reads (Supabase's linter
-- calls that a security definer view: here it is meant). A policy of the tables' cannot: customers and administrators are one role, grants of
-- columns are a role's, and a second condition would keep the customers' queries from using the index.
create or replace view public.bot_deployments_admin with (security_barrier = true) as
select * from public.bot_deployments where (select botfleet.is_admin());
create or replace view public.deployment_logs_admin with (security_barrier = true) as
select * from public.deployment_logs where (select botfleet.is_admin());

-- A role is the whole server's.
do $$
begin
  if not exists (select from pg_roles where rolname = 'botfleet_mirror') then
    create role botfleet_mirror nologin noinherit;
  end if;
exception when duplicate_object or unique_violation then
  null; -- Somebody else makes it at this moment.
end $$;

-- Everybody's rights by name: older projects grant everything on new tables, newer ones nothing, not even to service_role.
revoke all on public.bot_deployments, public.deployment_logs, public.bot_deployments_admin, public.deployment_logs_admin
  from public, anon, authenticated, service_role, botfleet_mirror;
revoke all on schema botfleet from public, anon, authenticated, service_role, botfleet_mirror;
revoke all on all tables in schema botfleet from public, anon, authenticated, service_role, botfleet_mirror;
revoke all on function botfleet.is_admin() from public, anon, authenticated, service_role, botfleet_mirror;

-- Revoking a table's rights revokes its columns' as well.
grant select (
  order_id, user_id, customer, tier, addons, features, guilds, quote, payment, state, begins, until, phase, reason,
  phase_since, deletion, limits, server_id, server_uuid, server_identifier, address, applied_at, failure_code,
  seen_state, seen_reason, seen_since, seen_at, cpu_percent, memory_bytes, disk_bytes, received_bytes, sent_bytes,
  uptime_seconds, restarts
) on public.bot_deployments to authenticated;
grant select (
  id, order_id, user_id, customer, at, commit_number, step, kind, message, code, changes
) on public.deployment_logs to authenticated;
grant select on public.bot_deployments_admin, public.deployment_logs_admin to authenticated;
grant usage on schema botfleet to authenticated;
grant execute on function botfleet.is_admin() to authenticated;

grant select, insert, update, delete on public.bot_deployments, public.deployment_logs to service_role, botfleet_mirror;
grant usage on schema public, botfleet to botfleet_mirror;
grant select, update on botfleet.mirrored to botfleet_mirror;
grant select, insert on botfleet.erased_orders to botfleet_mirror;
do $$
begin
  if to_regclass('public.botfleet_customers') is not null then
    grant select on public.botfleet_customers to botfleet_mirror;
  end if;
end $$;

alter table public.bot_deployments enable row level security;
alter table public.deployment_logs enable row level security;

-- A sign-in of nobody's has the role authenticated as well.
drop policy if exists "customers see their own" on public.bot_deployments;
create policy "customers see their own" on public.bot_deployments for select to authenticated
  using ((select auth.uid()) = user_id and (select (auth.jwt() ->> 'is_anonymous')::boolean) is not true);
drop policy if exists "customers see their own" on public.deployment_logs;
create policy "customers see their own" on public.deployment_logs for select to authenticated
  using ((select auth.uid()) = user_id and (select (auth.jwt() ->> 'is_anonymous')::boolean) is not true);

drop policy if exists "the mirror writes" on public.bot_deployments;
create policy "the mirror writes" on public.bot_deployments for all to botfleet_mirror using (true) with check (true);
drop policy if exists "the mirror writes" on public.deployment_logs;
create policy "the mirror writes" on public.deployment_logs for all to botfleet_mirror using (true) with check (true);

commit;
