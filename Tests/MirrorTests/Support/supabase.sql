-- What of a Supabase project the mirror's tables lean on: the API's roles, which are the whole server's, and who is signed in.
do $$
declare
  made text;
begin
  foreach made in array array[
    'create role anon nologin inherit', 'create role authenticated nologin inherit', 'create role service_role nologin inherit bypassrls',
    'create role authenticator login noinherit', 'grant anon, authenticated, service_role to authenticator'
  ] loop
    begin
      execute made;
    exception when duplicate_object or unique_violation or internal_error then
      null; -- Another database of the server has them.
    end;
  end loop;
end $$;

grant usage on schema public to anon, authenticated, service_role;
create schema if not exists auth;
grant usage on schema auth to anon, authenticated, service_role;

create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')::text
$$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
