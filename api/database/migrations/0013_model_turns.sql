-- What a language model was asked and answered, for officers to judge; and how much of it was taken.

create table model_turns (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- the message that it served; nothing is kept of it here once its words are erased
  conversation_id text not null,
  position bigint not null,
  mode text not null check (mode in ('shadow', 'on')),
  purpose text not null check (purpose in ('rephrase', 'choose', 'phrase')),
  model text not null,
  outcome text not null check (outcome in ('used', 'cut', 'fallback')),
  reason text,
  tokens_in integer not null,
  tokens_out integer not null,
  ms integer not null,
  -- masked; null once erased
  prompt text,
  reply text,
  -- what there was without the model, and what it made of it
  without text,
  made text,
  erased_at timestamptz
);
create index model_turns_outcome on model_turns (outcome, id desc);
create index model_turns_conversation on model_turns (conversation_id);
create index model_turns_kept on model_turns (at) where erased_at is null;

-- Tokens by day, of one conversation, and of all together where its name is empty.
create table model_budget (
  day date not null,
  conversation text not null,
  tokens bigint not null,
  primary key (day, conversation)
);
