-- The catalogue with its versions, and the search index over it.

create extension if not exists vector;

create table imports (
  id bigint generated always as identity primary key,
  source text not null,
  kind text not null check (kind in ('starter', 'import')),
  -- month of the facts: 2026-07
  data_date text not null check (data_date ~ '^\d{4}-\d{2}$'),
  finished_at timestamptz not null default now(),
  counts jsonb not null
);

create table procedures (
  id bigint generated always as identity primary key,
  code text not null,
  version integer not null,
  status text not null check (status in ('current', 'superseded', 'repealed')),
  digest text not null,
  body jsonb not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  import_id bigint not null references imports (id),
  unique (code, version),
  check ((status = 'current') = (valid_to is null))
);
create unique index procedures_current on procedures (code) where status = 'current';

create table aliases (
  code text not null,
  phrase text not null,
  source text not null check (source in ('shipped', 'officer')),
  added_at timestamptz not null default now(),
  primary key (code, phrase)
);

-- How often people need a procedure, 0 to 3.
create table demand (
  code text primary key,
  demand smallint not null check (demand between 0 and 3)
);

-- Words known to the index; `id` is the word's dimension in chunks.lexical.
create table lexicon (
  id integer generated always as identity primary key,
  term text not null unique,
  documents integer not null
);

-- One searchable document per current procedure: title, aliases, and what identifies it.
create table chunks (
  code text primary key,
  procedure_id bigint not null references procedures (id),
  -- of the features, and of the text that was embedded
  digest text not null,
  text_digest text not null,
  features jsonb not null,
  lexical sparsevec not null,
  embedding vector
);
-- Both vectors are read by every search: kept in the row instead of being fetched from a side table.
alter table chunks set (toast_tuple_target = 8160);
alter table chunks alter column lexical set storage main;
alter table chunks alter column embedding set storage main;

create table embeddings (
  embedder text not null,
  digest text not null,
  embedding vector not null,
  primary key (embedder, digest)
);

-- Facts about the index as a whole: the embedder in use, mean document length, digest of shipped words.
create table index_facts (
  name text primary key,
  value jsonb not null
);
