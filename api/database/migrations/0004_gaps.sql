-- What the assistant could not answer, for officers to mend; and officers' aliases beside shipped ones.

-- Messages about the same thing fall into one gap.
create table gaps (
  id bigint generated always as identity primary key,
  -- folded content words in alphabetical order, and the meaning of the words as first said
  terms text[] not null,
  embedder text not null,
  embedding vector not null,
  -- how often it was met
  count integer not null,
  first_day date not null,
  last_day date not null,
  status text not null default 'open' check (status in ('open', 'resolved')),
  resolved_by text check (resolved_by in ('alias', 'link')),
  resolved_code text,
  resolved_at timestamptz,
  check (status = 'open' or (resolved_by is not null and resolved_code is not null and resolved_at is not null))
);
create unique index gaps_terms on gaps (terms);
create index gaps_listed on gaps (status, count desc, id);

-- How it was said, masked; nothing leads back to a conversation.
create table gap_messages (
  gap_id bigint not null references gaps (id) on delete cascade,
  text text not null,
  outcome text not null check (outcome in ('no_source', 'ungrounded', 'asked_back', 'rejected')),
  channel text not null,
  day date not null,
  -- procedures that were offered or rejected, best first
  codes text[] not null,
  count integer not null,
  primary key (gap_id, text, outcome, channel, day)
);
create index gap_messages_text on gap_messages (text, outcome);

-- An officer's phrase and the same phrase shipped later stand side by side: neither goes with the other.
alter table aliases drop constraint aliases_pkey;
alter table aliases add primary key (code, phrase, source);
