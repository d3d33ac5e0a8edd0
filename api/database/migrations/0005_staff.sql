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

-- What a member of staff signs in with; none until an invitation was taken up.
create table credentials (
  staff_id bigint primary key references staff (id),
  -- argon2id
  password_hash text not null,
  -- of the second factor, sealed; the step (30 seconds) of the last code: a code is good once
  totp_secret text not null,
  totp_step bigint,
  changed_at timestamptz not null
);

-- One-time links, known by the hash of their token. What is chosen waits here until the second factor is confirmed.
create table invitations (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  staff_id bigint not null references staff (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  password_hash text,
  totp_secret text,
  check ((password_hash is null) = (totp_secret is null))
);
create index invitations_staff on invitations (staff_id);

create table sessions (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  staff_id bigint not null references staff (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  user_agent text
);
create index sessions_staff on sessions (staff_id);

-- Tries to sign in that were not right, by account and by network, both hashed: they may not exist.
create table sign_in_failures (
  key text primary key,
  count integer not null,
  -- begins to count anew then
  until timestamptz not null
);
create index sign_in_failures_until on sign_in_failures (until);

-- How often somebody came, counted by a library; `expire` in milliseconds since 1970.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Who changed what, and who read what of whom.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- null: nobody who is known
  staff_id bigint references staff (id),
  -- 'session.opened', 'ticket.read'
  action text not null,
  -- 'staff:7', 'ticket:PA-2026-000123'
  subject text,
  detail text
);
create index audit_staff on audit (staff_id, id);
create index audit_action on audit (action, id);
create index audit_subject on audit (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Table % is only ever added to', tg_table_name;
end $$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
