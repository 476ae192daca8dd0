-- The tables of a small web app that sells bots, for scripts/demo-service, scripts/chaos-service and the tests.
create table customers (
  id text primary key, email text not null, user_id uuid, updated_at timestamptz not null default clock_timestamp());
create table orders (
  id text primary key, customer_id text not null references customers, tier text not null, addons text[] not null default '{}',
  features text[] not null default '{}', cancelled_at timestamptz, updated_at timestamptz not null default clock_timestamp());
create table quotes (
  order_id text not null references orders, status text not null, updated_at timestamptz not null default clock_timestamp());
create table payments (
  order_id text not null references orders, status text not null, paid_until timestamptz,
  updated_at timestamptz not null default clock_timestamp());
create table guilds (order_id text not null references orders, guild_id bigint not null);
