-- Sentences of the assistant in the words of the office, over the shipped ones.
create table sentences (
  key text primary key,
  text text not null,
  changed_at timestamptz not null
);
