-- What botfleet-server reads of a shop: an example over the tables of a small web app. Fit the names of tables and columns to yours, keep the
-- names of the two views' columns, and run it as the owner of the tables, as often as you like:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f orders-view.sql
--
-- Then give the server a URL of its own, with a role that can read the two views and nothing else:
--
--   alter role botfleet_reader login password '…';
--   SHOP_DATABASE_URL=postgresql://botfleet_reader:…@db.example.supabase.co:5432/postgres?sslrootcert=/etc/botfleet/supabase-ca.crt
--
-- (through Supabase's pooler the user is botfleet_reader.<project>).

begin;

-- A row an order, also of those that are not paid yet or were cancelled: the server decides by what a row says, not by whether it is there.
--
--   order     text     its id: 1 to 63 of a-z, 0-9, _ and -, never given to another order
--   customer  text     whom it belongs to: the external id of a user of the panel
--   email     text     where that user is made, if the panel has none yet; never written to git. null: it is not told
--   tier      text     a tier of the catalog
--   addons    text[]   add-ons of the catalog
--   guilds    text[]   Discord's ids, as text: JavaScript rounds numbers of their size
--   features  text[]
--   status    text     quote_pending, quote_accepted or cancelled
--   payment   text     pending, confirmed, overdue or refunded
--   until     date     the last day that is paid for; null: there is no end
--   sequence  bigint   grows whenever anything in the row changes: what has a lower one is never taken for the newer. null: nobody counts
--
-- Two more may be there: state (active, suspended or terminated) and name (of the customer, for a user that is made).
create or replace view public.botfleet_orders as
select
  orders.id::text as "order",
  customers.id::text as customer,
  customers.email::text as email,
  orders.tier::text as tier,
  orders.addons::text[] as addons,
  array(
    select guilds.guild_id::text from public.guilds where guilds.order_id = orders.id order by guilds.guild_id
  ) as guilds,
  orders.features::text[] as features,
  case
    when orders.cancelled_at is not null then 'cancelled'
    when quote.is_accepted then 'quote_accepted'
    else 'quote_pending'
  end as status,
  -- Of several payments, one that arrived counts more than an attempt beside it: the next month's open invoice does not undo this month's.
  case
    when payment.is_paid then 'confirmed'
    when payment.is_refunded then 'refunded'
    when payment.is_overdue then 'overdue'
    else 'pending'
  end as payment,
  payment.paid_until::date as until,
  -- Microseconds of the latest change. Your triggers have to set updated_at to clock_timestamp(): now() is when a transaction began, and of
  -- two that wait for each other the later one may have begun first. A deleted row must touch its order, or nobody learns of it.
  (extract(epoch from greatest(
    orders.updated_at, customers.updated_at, quote.updated_at, payment.updated_at
  )) * 1000000)::bigint as sequence
from public.orders
join public.customers on customers.id = orders.customer_id
left join lateral (
  select bool_or(quotes.status = 'accepted') as is_accepted, max(quotes.updated_at) as updated_at
  from public.quotes where quotes.order_id = orders.id
) as quote on true
left join lateral (
  select
    bool_or(payments.status = 'paid') as is_paid,
    bool_or(payments.status = 'refunded') as is_refunded,
    bool_or(payments.status = 'overdue') as is_overdue,
    max(payments.paid_until) filter (where payments.status = 'paid') as paid_until,
    max(payments.updated_at) as updated_at
  from public.payments where payments.order_id = orders.id
) as payment on true;

-- Who signs in as which customer. Not needed where customers.id is the user's id (sub) itself.
create or replace view public.botfleet_customers as
select customers.id::text as customer, customers.user_id as user_id
from public.customers
where customers.user_id is not null;

-- The views run with their owner's rights, so their reader needs none on the tables, and their policies do not hide rows from it. (Supabase's
-- linter calls that a security definer view: here it is meant.) So nobody else may read them, also where new tables are everybody's by default.
do $$
begin
  if not exists (select from pg_roles where rolname = 'botfleet_reader') then
    create role botfleet_reader nologin noinherit;
    alter role botfleet_reader set default_transaction_read_only = on;
    alter role botfleet_reader set statement_timeout = '20s';
  end if;
exception when duplicate_object or unique_violation then
  null; -- Somebody else makes it at this moment: roles are the whole server's.
end $$;
do $$
declare
  everybody text;
begin
  foreach everybody in array array['anon', 'authenticated', 'authenticator'] loop
    if exists (select from pg_roles where rolname = everybody) then
      execute format('revoke all on public.botfleet_orders, public.botfleet_customers from %I', everybody);
    end if;
  end loop;
end $$;
revoke all on public.botfleet_orders, public.botfleet_customers from public, botfleet_reader;
-- The mirror fills in whose its rows are.
do $$
begin
  if exists (select from pg_roles where rolname = 'botfleet_mirror') then
    grant select on public.botfleet_customers to botfleet_mirror;
  end if;
end $$;
grant usage on schema public to botfleet_reader;
grant select on public.botfleet_orders, public.botfleet_customers to botfleet_reader;

commit;
