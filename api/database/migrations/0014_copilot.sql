-- What the officers' copilot was asked and what it wrote, for judging it. Nothing here was sent to anybody by it.

create table copilot_runs (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  ticket_id bigint not null references tickets (id),
  -- read for a summary; what is erased of it is erased here
  conversation_id text,
  staff_id bigint not null references staff (id),
  purpose text not null check (purpose in ('suggest', 'summarise')),
  model text not null,
  outcome text not null check (outcome in ('used', 'cut', 'fallback')),
  reason text,
  calls integer not null,
  tokens_in integer not null,
  tokens_out integer not null,
  ms integer not null,
  -- masked; null once erased
  prompt text,
  -- what was looked up: [{tool, input, result}]
  steps jsonb,
  reply text,
  made text,
  erased_at timestamptz
);
create index copilot_runs_outcome on copilot_runs (outcome, id desc);
create index copilot_runs_kept on copilot_runs (at) where erased_at is null;
