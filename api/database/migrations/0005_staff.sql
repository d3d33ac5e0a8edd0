-- Agencies, and the people who work at the desk.

create table agencies (
  -- short, stable, readable: 'so-xay-dung'
  id text primary key,
  name text not null unique,
  kind text not null check (kind in ('center', 'department', 'commune', 'branch')),
  -- how people call it
  phrases text[] not null default '{}',
  active boolean not null default true
);

create table staff (
  id bigint generated always as identity primary key,
  -- what a person signs in with, lower case
  username text not null unique,
  name text not null,
  role text not null check (role in ('operator', 'officer', 'coordinator', 'administrator')),
  -- an officer sees the tickets of this agency only
  agency_id text references agencies (id),
  active boolean not null default true,
  created_at timestamptz not null,
  check (role <> 'officer' or agency_id is not null)
);
