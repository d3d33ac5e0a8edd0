-- Conversations and their transcript. The transcript is the queue: an inbound row that has no outcome is work to do.

create table conversations (
  id text primary key,
  channel text not null,
  mode text not null default 'bot' check (mode in ('bot', 'staff')),
  state jsonb not null default '{}',
  etag bigint not null default 0,
  last_position bigint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  last_active_at timestamptz not null default now()
);

create table activities (
  conversation_id text not null references conversations (id) on delete cascade,
  position bigint not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  channel_message_id text,
  activity jsonb not null,
  -- inbound: received → answered | failed; outbound: queued → delivered | failed
  status text not null check (status in ('received', 'answered', 'failed', 'queued', 'delivered')),
  attempts integer not null default 0,
  -- what the turn found and decided, without personal data
  record jsonb,
  created_at timestamptz not null default now(),
  primary key (conversation_id, position),
  unique (conversation_id, channel_message_id)
);
create index activities_received on activities (created_at) where status = 'received';
