-- A ticket goes on in another conversation of its citizen; wrong guesses at tickets count like those at dossiers.

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
