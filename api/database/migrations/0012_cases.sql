-- A ticket goes on in another conversation of its citizen; wrong guesses at tickets count like those at dossiers; signing in by QR code.

-- Where it was sent from, whichever conversation has it now.
alter table tickets add column opened_in text references conversations (id) on delete set null;
update tickets set opened_in = conversation_id;
create index tickets_opened_in on tickets (opened_in, id) where opened_in is not null;

-- The conversation that a reply was sent to: the ticket may have another by now.
alter table ticket_replies add column conversation_id text references conversations (id) on delete set null;
update ticket_replies r set conversation_id = t.conversation_id
from tickets t where t.id = r.ticket_id and r.position is not null;

alter table dossier_tries rename to look_up_tries;
update look_up_tries set subject = 'dossier ' || subject;

-- Why the process that has the account does not serve it, and since when; null while it does.
alter table channel_sessions
  add column trouble text check (trouble in ('signed_out', 'replaced', 'not_connected')),
  add column trouble_since timestamptz,
  add check ((trouble is null) = (trouble_since is null));

-- The sign-in of a channel's account by QR code that is under way, or was last.
create table channel_sign_ins (
  -- 'zalo-personal'
  account text primary key,
  id text not null,
  state text not null check (state in (
    'starting', 'waiting', 'scanned', 'signed_in', 'declined', 'expired', 'cancelled', 'failed')),
  -- the picture, sealed; only while it is waited for
  code text,
  -- it ends by then at the latest
  until timestamptz not null,
  started_by bigint not null references staff (id),
  changed_at timestamptz not null,
  check ((code is not null) = (state = 'waiting'))
);
