-- Dossiers as the provincial system tells of them, who follows them, and wrong guesses; days off changed at the desk.

-- Over the shipped table of days off.
create table holidays (
  day date not null,
  -- a closure of this agency only; null for all
  agency_id text references agencies (id),
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  basis text not null,
  status text not null check (status in ('official', 'projected')),
  -- only this half of the day; null for all of it
  part text check (part in ('morning', 'afternoon')),
  changed_at timestamptz not null,
  unique nulls not distinct (day, agency_id)
);

create table dossiers (
  code text primary key,
  procedure_code text,
  procedure_title text not null,
  field text,
  agency text not null,
  -- TrangThai of the national portal
  status smallint not null check (status between 1 and 10),
  received_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  filed_by text check (filed_by in ('direct', 'online', 'postal')),
  returned_by text check (returned_by in ('direct', 'online', 'postal')),
  -- keyed hashes of the last digits; the numbers themselves and the name are never kept
  phone_hash text,
  identity_hash text,
  -- of the demonstration, not of a citizen
  made_up boolean not null,
  -- when the source said so
  as_of timestamptz not null,
  -- of everything the source said, but not of when
  digest text not null
);

-- Conversations that hear of a change; `status` is what they have heard last.
create table dossier_follows (
  code text not null references dossiers (code) on delete cascade,
  conversation_id text not null references conversations (id) on delete cascade,
  status smallint not null,
  since timestamptz not null,
  primary key (code, conversation_id)
);
create index dossier_follows_conversation on dossier_follows (conversation_id);

-- Look-ups that did not succeed, by conversation and by caller; shared by all processes.
create table dossier_tries (
  subject text primary key,
  tries integer not null,
  -- they count until then, and too many lock until then
  until timestamptz not null
);

-- Keyed digest of the network that wrote last; null where the channel does not know it.
alter table conversations add column caller text;
