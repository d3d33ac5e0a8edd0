-- What goes out through channels that must be sent to, and the keys of their accounts.

-- One row for an outbound activity once somebody has begun to send it.
create table deliveries (
  conversation_id text not null,
  position bigint not null,
  attempts integer not null default 0,
  -- messages of the activity that the channel has taken, and the ids it gave them
  sent integer not null default 0,
  channel_message_ids text[] not null default '{}',
  tried_at timestamptz not null,
  next_try_at timestamptz not null,
  -- set where it can go only after the citizen has written again
  waiting_since timestamptz,
  -- of the last refusal, as the channel names it and as we sort it
  code integer,
  failure text,
  received_at timestamptz,
  seen_at timestamptz,
  lease_owner text,
  lease_until timestamptz,
  primary key (conversation_id, position),
  foreign key (conversation_id, position) references activities (conversation_id, position) on delete cascade,
  check ((lease_owner is null) = (lease_until is null))
);
create index deliveries_channel_message_ids on deliveries using gin (channel_message_ids);
create index activities_queued on activities (conversation_id, position) where status = 'queued';

-- Access and refresh token of an account, sealed; the refresh token is good once, so a new pair is kept before it is used.
create table channel_tokens (
  -- 'zalo-oa:<id of the account>'
  account text primary key,
  access_token text not null,
  refresh_token text not null,
  expires_at timestamptz not null,
  refreshed_at timestamptz not null,
  -- one higher with every pair
  generation bigint not null default 1,
  -- the refresh token was refused: a person must give consent again
  dead_since timestamptz,
  lease_owner text,
  lease_until timestamptz,
  check ((lease_owner is null) = (lease_until is null))
);

-- Signed-in sessions of personal accounts, sealed: cookie, device id and browser belong together. One process serves an account.
create table channel_sessions (
  -- 'zalo-personal'
  account text primary key,
  credentials text,
  changed_at timestamptz not null,
  -- of the newest message seen, from where gaps are filled
  last_message_id text,
  lease_owner text,
  lease_until timestamptz,
  check ((lease_owner is null) = (lease_until is null))
);
