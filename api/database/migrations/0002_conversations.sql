-- Conversations and their transcript. The transcript is the queue: an inbound row that has no outcome is work to do.

create table conversations (
  -- 'channel:their-id'
  id text primary key,
  channel text not null,
  user_id text not null,
  mode text not null default 'bot' check (mode in ('bot', 'staff')),
  state jsonb not null default '{}',
  -- one higher with every turn committed
  etag bigint not null default 0,
  -- of the newest activity; taken under this row's lock, so positions become visible in order
  last_position bigint not null,
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz not null,
  last_active_at timestamptz not null,
  check ((lease_owner is null) = (lease_until is null))
);

create table activities (
  conversation_id text not null references conversations (id) on delete cascade,
  position bigint not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  -- what makes a redelivery recognisable; null where the channel gives nothing
  channel_message_id text,
  activity jsonb not null,
  -- inbound: received → answered | failed; outbound: queued → delivered | failed
  status text not null check (status in ('received', 'answered', 'failed', 'queued', 'delivered')),
  -- turns begun for it
  attempts integer not null default 0,
  -- what the turn found and decided, without personal data
  record jsonb,
  created_at timestamptz not null,
  primary key (conversation_id, position),
  unique (conversation_id, channel_message_id)
);
create index activities_received on activities (conversation_id, position) where status = 'received';
