-- When and how much Zalo lets an Official Account write to a citizen, and news that waits until it may go.

-- One row for a citizen once Zalo has told something; when the citizen last wrote stands in the transcript.
create table zalo_windows (
  conversation_id text primary key references conversations (id) on delete cascade,
  -- as the newest answer told it: 'reply' is free for this citizen, the other types are the account's
  quota_type text,
  quota_remain integer,
  quota_total integer,
  told_at timestamptz,
  -- when a try began that Zalo refused since the citizen had not written for too long
  refused_at timestamptz,
  check ((quota_type is null) = (told_at is null))
);
create index zalo_windows_told on zalo_windows (quota_type, told_at desc);
create index zalo_windows_of_account on zalo_windows (told_at desc) where quota_type <> 'reply';

-- null: not before the citizen has written
alter table deliveries alter next_try_at drop not null;
update deliveries set next_try_at = null where waiting_since is not null;
-- A message of another kind tells that there is news: when it was begun, and the channel's id of it once it was taken.
alter table deliveries add announced_at timestamptz, add announcement_id text;

-- Where in its conversation the citizen is told of an event; replies, which may be taken back, keep it themselves.
create table ticket_news (
  event_id bigint primary key references ticket_events (id),
  conversation_id text references conversations (id) on delete set null,
  position bigint not null
);
