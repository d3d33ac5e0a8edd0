-- Conversations that wait for a person or are held by one; calls on the hotline; reports as they were sent; erased words.

create table handovers (
  id bigint generated always as identity primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  -- null where an officer came without being asked for
  requested_at timestamptz,
  -- null while nobody has taken it
  holder_id bigint references staff (id),
  -- what the citizen knows the holder by
  shown_as text,
  taken_at timestamptz,
  -- the holder's last word, or when it was taken
  heard_at timestamptz,
  -- up to where the holder has read
  read_position bigint not null default 0,
  ended_at timestamptz,
  ended_by text check (ended_by in ('officer', 'citizen', 'silence')),
  check ((holder_id is null) = (taken_at is null)),
  check ((holder_id is null) = (shown_as is null)),
  check ((holder_id is null) = (heard_at is null)),
  check ((ended_at is null) = (ended_by is null))
);
-- One at a time for a conversation, hence one holder.
create unique index handovers_open on handovers (conversation_id) where ended_at is null;
create index handovers_waiting on handovers (requested_at, id) where ended_at is null and holder_id is null;
create index handovers_held on handovers (heard_at) where ended_at is null and holder_id is not null;

-- Who of the staff said what; the citizen knows only the name in the activity.
create table officer_messages (
  conversation_id text not null,
  position bigint not null,
  staff_id bigint not null references staff (id),
  primary key (conversation_id, position),
  foreign key (conversation_id, position) references activities (conversation_id, position) on delete cascade
);

-- Set once the words of an activity are gone; the row goes on to be counted.
alter table activities add column erased_at timestamptz;
create index activities_kept on activities (created_at) where erased_at is null;
-- For reports over days, old ones included: rows lie in the order of time.
create index activities_by_time on activities using brin (created_at);

create table hotline_calls (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff (id),
  started_at timestamptz not null,
  logged_at timestamptz not null,
  -- keyed, so that a number can be found and none be read; and what people compare by
  caller_hash text,
  caller_ends_in text check (caller_ends_in ~ '^\d{3}$'),
  -- both masked
  question text not null,
  told text not null,
  -- {code, title, version} of what the words came from
  sources jsonb not null,
  ticket_code text,
  check ((caller_hash is null) = (caller_ends_in is null)),
  unique (staff_id, started_at)
);
create index hotline_calls_of_caller on hotline_calls (caller_hash, started_at) where caller_hash is not null;
create index hotline_calls_started on hotline_calls (started_at);

-- Reports as they were sent: later changes do not alter them.
create table reports (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('tickets')),
  -- days in Viet Nam, both included
  first_day date not null,
  last_day date not null,
  body jsonb not null,
  frozen_at timestamptz not null,
  frozen_by bigint not null references staff (id),
  unique (kind, first_day, last_day),
  check (first_day <= last_day)
);
