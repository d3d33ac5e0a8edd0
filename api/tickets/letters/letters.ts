// Letters about a ticket as .docx: the apology with a new date, once for a dossier, and the answer in writing.

import type { z } from 'zod';
import { findDossierCode } from '../../../bot/entities.ts';
import { dayOf } from '../../../knowledge/day.ts';
import type { Queryable } from '../../../knowledge/ports.ts';
import { INPUT_FAULTS } from '../../input-faults.ts';
import { Problem } from '../../problem.ts';
import type { Caller } from '../../route.ts';
import { leastLoaded } from '../assignment.ts';
import { UNKNOWN_FIELDS, writtenDay } from '../fields.ts';
import type { TicketParts } from '../parts.ts';
import { changeTicket, lockForStaff, type Ticket, tell } from '../tickets.ts';
import type { WriteLetter } from '../views.ts';
import { BLANK, TEMPLATE_FILES } from './fields.ts';
import type { Templates } from './templates.ts';

type Input = z.output<typeof WriteLetter>;
type Apology = Extract<Input, { kind: 'apology' }>;

export type Letters = ReturnType<typeof createLetters>;

const FACTS = `
select x.name, x.what, x.dossier_code as "dossierCode", a.name as agency,
  (select e.text from ticket_replies r join ticket_events e on e.id = r.event_id
   where r.ticket_id = x.ticket_id and r.state <> 'undone' order by r.event_id desc limit 1) as answer
from tickets t join ticket_texts x on x.ticket_id = t.id left join agencies a on a.id = t.agency_id
where t.id = $1`;

type Facts = {
  name: string | null;
  what: string;
  dossierCode: string | null;
  agency: string | null;
  answer: string | null;
};

// The same letter printed again is no second extension.
const EXTEND = `
insert into dossier_extensions (dossier_code, ticket_id, new_day, made_by, made_at) values ($1, $2, $3, $4, $5)
on conflict (dossier_code) do update set made_at = dossier_extensions.made_at
  where dossier_extensions.ticket_id = excluded.ticket_id and dossier_extensions.new_day = excluded.new_day
returning dossier_code`;

export function createLetters({
  templates,
  ...parts
}: Pick<TicketParts, 'database' | 'notices' | 'calendar' | 'now'> & { templates: Templates }) {
  const { database, notices, calendar, now } = parts;

  /**
   * The letter and the name of its file. Throws Problem `no_such_ticket`, `invalid`, `not_a_working_day`,
   * `letter_template`; for a dossier that was extended before `second_extension`, and the coordinator gets the ticket.
   */
  async function write(
    caller: Caller,
    code: string,
    input: Input,
  ): Promise<{ file: string; bytes: Uint8Array }> {
    const outcome = await database.transaction(async (tx) => {
      const ticket = await lockForStaff(tx, { caller, code });
      const facts = (await tx.query<Facts>(FACTS, [ticket.id])).rows[0]!;
      const bytes =
        input.kind === 'apology'
          ? await apologise(tx, caller, ticket, facts, input)
          : await answer(caller, ticket, facts, input.text);
      if (bytes === null) return null;
      const text = input.kind === 'apology' ? writtenDay(input.newDay) : null;
      await tell(tx, notices, ticket, { kind: 'letter', by: caller, at: now(), to: input.kind, text });
      return { file: `${ticket.code}-${TEMPLATE_FILES[input.kind]}`, bytes };
    });
    if (outcome === null) throw new Problem('second_extension');
    return outcome;
  }

  /** Null, with the ticket passed up, when the dossier has had its extension. */
  async function apologise(
    tx: Queryable,
    caller: Caller,
    ticket: Ticket,
    facts: Facts,
    input: Apology,
  ): Promise<Uint8Array | null> {
    const written = input.dossierCode ?? facts.dossierCode;
    if (written === null) throw invalid('dossierCode', INPUT_FAULTS.dossierCode);
    const dossierCode = findDossierCode(written) ?? written.toUpperCase();
    if (!calendar.isWorkingDay(input.newDay)) throw new Problem('not_a_working_day');
    if (input.newDay <= dayOf(now()) || input.newDay <= (input.dueOn ?? ''))
      throw invalid('newDay', INPUT_FAULTS.newDay);
    const extension = [dossierCode, ticket.id, input.newDay, caller.staffId, now()];
    if ((await tx.query(EXTEND, extension)).rowCount === 0) {
      await escalate(tx, caller, ticket, dossierCode);
      return null;
    }
    return templates.fill('apology', {
      ...sharedValues(caller, ticket, facts),
      ma_ho_so: dossierCode,
      thu_tuc: input.procedure ?? BLANK,
      ngay_tiep_nhan: input.receivedOn === null ? BLANK : writtenDay(input.receivedOn),
      ngay_hen: input.dueOn === null ? BLANK : writtenDay(input.dueOn),
      ngay_hen_moi: writtenDay(input.newDay),
      ly_do: input.reason,
    });
  }

  async function escalate(tx: Queryable, caller: Caller, ticket: Ticket, dossierCode: string): Promise<void> {
    const coordinator = await leastLoaded(tx, { agencyId: null });
    const changed =
      coordinator === null ? ticket : await changeTicket(tx, ticket, { assigneeId: coordinator.id });
    const to = coordinator?.name ?? null;
    await tell(tx, notices, changed, { kind: 'escalated', by: caller, at: now(), to, text: dossierCode });
  }

  async function answer(
    caller: Caller,
    ticket: Ticket,
    facts: Facts,
    given: string | null,
  ): Promise<Uint8Array> {
    const text = given ?? facts.answer;
    if (text === null) throw invalid('text', INPUT_FAULTS.answer);
    return templates.fill('answer', {
      ...sharedValues(caller, ticket, facts),
      ngay_gui: writtenDay(dayOf(ticket.openedAt)),
      noi_dung: facts.what,
      tra_loi: text,
    });
  }

  function sharedValues(caller: Caller, { code }: Ticket, { name, agency }: Facts) {
    const [year, month, day] = dayOf(now()).split('-');
    return {
      co_quan: agency ?? UNKNOWN_FIELDS.co_quan,
      ngay_lap: `ngày ${day} tháng ${month} năm ${year}`,
      ten: name ?? BLANK,
      ma: code,
      can_bo: caller.name,
    };
  }

  return { write };
}

function invalid(field: string, message: string): Problem {
  return new Problem('invalid', { more: { errors: [{ field, message }] } });
}
