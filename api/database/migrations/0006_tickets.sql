-- Tickets, and everything that happened to them.

create sequence ticket_numbers;

-- What the queue reads: narrow, because there are many. The words of a ticket stand in ticket_texts.
create table tickets (
  -- the running number in the code
  id bigint primary key,
  code text not null unique,
  -- one higher with every change
  version integer not null default 1,
  status text not null check (status in (
    'received', 'info_requested', 'info_given', 'processing', 'returned', 'refused', 'answered', 'published')),
  category text not null,
  class text not null check (class in ('regulation', 'conduct', 'service', 'praise')),
  channel text not null,
  agency_id text references agencies (id),
  assignee_id bigint references staff (id),
  incident_id bigint references tickets (id),
  -- gets the news; null for a caller on the phone, or once the conversation is erased
  conversation_id text references conversations (id) on delete set null,
  logged_by bigint references staff (id),
  urgent boolean not null,
  anonymous boolean not null,
  may_transfer boolean not null default true,
  reopened smallint not null default 0,
  rating text check (rating in ('very_satisfied', 'satisfied', 'dissatisfied')),
  opened_at timestamptz not null,
  -- when it came to the agency that has it: the limits of single steps count from here
  came_at timestamptz not null,
  clock text not null check (clock in ('none', 'running', 'paused', 'stopped')),
  due_at timestamptz,
  paused_at timestamptz,
  -- when it was answered, returned or refused, and whether within its time
  decided_at timestamptz,
  on_time boolean,
  -- masked
  summary text not null,
  open boolean not null generated always as (
    status in ('received', 'info_requested', 'info_given', 'processing')) stored,
  check (incident_id <> id),
  check ((clock = 'none') = (due_at is null)),
  check ((clock = 'paused') = (paused_at is not null)),
  check (open = (decided_at is null))
);

-- Pages of the queue: by due date among what is open, by number among all.
create index tickets_open_due on tickets (coalesce(due_at, 'infinity'), id) where open;
create index tickets_open_due_of_agency on tickets (agency_id, coalesce(due_at, 'infinity'), id) where open;
create index tickets_open_due_of_assignee on tickets (assignee_id, coalesce(due_at, 'infinity'), id) where open;
create index tickets_open on tickets (id) where open;
create index tickets_open_of_agency on tickets (agency_id, id) where open;
create index tickets_running on tickets (coalesce(due_at, 'infinity'), id) where clock = 'running';
create index tickets_running_of_agency on tickets (agency_id, coalesce(due_at, 'infinity'), id)
  where clock = 'running';
create index tickets_of_agency on tickets (agency_id, id);
create index tickets_of_status on tickets (status, id);
create index tickets_of_category on tickets (category, id);
create index tickets_of_channel on tickets (channel, id);
create index tickets_logged_by on tickets (logged_by, id) where logged_by is not null;
create index tickets_of_incident on tickets (incident_id, id) where incident_id is not null;
create index tickets_of_conversation on tickets (conversation_id, id) where conversation_id is not null;
create index tickets_opened on tickets (opened_at);
create index tickets_decided on tickets (decided_at) where decided_at is not null;

create table ticket_texts (
  ticket_id bigint primary key references tickets (id),
  what text not null,
  place text,
  occurred text,
  dossier_code text,
  name text,
  phone text,
  -- of the part of the code that cannot be guessed
  key_hash bytea not null,
  -- every word folded, and as written after '='
  words tsvector not null
);
create index ticket_texts_words on ticket_texts using gin (words);
create index ticket_texts_phone on ticket_texts (phone) where phone is not null;

create table ticket_events (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references tickets (id),
  at timestamptz not null,
  kind text not null,
  actor text not null check (actor in ('staff', 'citizen', 'assistant', 'system')),
  staff_id bigint references staff (id),
  from_value text,
  to_value text,
  text text,
  -- of a step with a limit of its own
  late boolean,
  -- of the ticket afterwards
  version integer not null,
  check ((actor = 'staff') = (staff_id is not null))
);
create index ticket_events_of_ticket on ticket_events (ticket_id, id);
create index ticket_events_of_staff on ticket_events (staff_id, id) where staff_id is not null;

create trigger ticket_events_append_only before update or delete or truncate on ticket_events
  for each statement execute function refuse_change();

-- The way of a reply to the citizen: held for a while so that it can be taken back, then in the transcript.
create table ticket_replies (
  event_id bigint primary key references ticket_events (id),
  ticket_id bigint not null references tickets (id),
  -- the reply that went to this ticket and those linked to it at once
  group_id bigint not null references ticket_events (id),
  closing boolean not null,
  state text not null check (state in ('held', 'sent', 'undone')),
  hold_until timestamptz not null,
  -- standing of the ticket before a closing reply
  standing jsonb,
  -- in the transcript
  position bigint,
  check (closing = (standing is not null))
);
create index ticket_replies_held on ticket_replies (hold_until) where state = 'held';
create index ticket_replies_of_ticket on ticket_replies (ticket_id, event_id);
create index ticket_replies_of_group on ticket_replies (group_id);

-- Files that citizens sent; the bytes lie at `path` in the store of attachments.
create table attachments (
  id text primary key,
  conversation_id text references conversations (id) on delete set null,
  ticket_id bigint references tickets (id),
  name text not null,
  type text not null,
  bytes integer not null,
  path text not null,
  created_at timestamptz not null
);
create index attachments_of_ticket on attachments (ticket_id) where ticket_id is not null;
create index attachments_of_conversation on attachments (conversation_id) where conversation_id is not null;

create table canned_replies (
  id bigint generated always as identity primary key,
  title text not null,
  text text not null
);

-- Denunciations and formal appeals are counted and nothing else is kept of them.
create table guided_elsewhere (
  kind text not null check (kind in ('denunciation', 'formal-appeal')),
  channel text not null,
  day date not null,
  count integer not null,
  primary key (day, kind, channel)
);

-- Who has a ticket on the screen.
create table ticket_lookers (
  ticket_id bigint not null references tickets (id),
  staff_id bigint not null references staff (id),
  seen_at timestamptz not null,
  primary key (ticket_id, staff_id)
);

-- A dossier gets one new date with an apology and no second one.
create table dossier_extensions (
  dossier_code text primary key,
  ticket_id bigint not null references tickets (id),
  new_day date not null,
  made_by bigint not null references staff (id),
  made_at timestamptz not null
);
