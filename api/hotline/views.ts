// What the hotline desk shows and takes: the shapes of /api/hotline, shared by server and console.

import { z } from 'zod';
import { OUTCOMES } from '../../knowledge/answer.ts';
import { FACETS } from '../../knowledge/facet.ts';
import { INPUT_FAULTS as SAID } from '../input-faults.ts';
import { TicketRow } from '../tickets/views.ts';

const time = z.iso.datetime();
const procedureCode = z.string().regex(/^\d\.\d{6,9}$/, SAID.code);

/** `code`: the procedure chosen among `choices`. */
export const HotlineQuestion = z.strictObject({
  q: z
    .string(SAID.q)
    .max(500, SAID.q)
    .regex(/[\p{L}\p{N}]/u, SAID.q),
  code: procedureCode.optional(),
});
export const HotlineAnswer = z.object({
  outcome: z.enum(OUTCOMES),
  /** To read aloud: no markdown, numbers as words. */
  spoken: z.string(),
  procedure: z.object({ code: z.string(), title: z.string(), url: z.string() }).nullable(),
  choices: z.array(z.object({ code: z.string(), title: z.string() })),
  facts: z.array(z.object({ facet: z.enum(FACETS), label: z.string(), text: z.string() })),
  source: z.string().nullable(),
});

export const CallerQuery = z.strictObject({ phone: z.string().max(30) });
export const CallerHistory = z.object({
  tickets: z.array(
    TicketRow.pick({ code: true, status: true, category: true, summary: true, openedAt: true, dueAt: true }),
  ),
  calls: z.array(z.object({ at: time, summary: z.string(), ticketCode: z.string().nullable() })),
});

const words = z.string().trim().min(1).max(4000);
export const LogCall = z.strictObject({
  phone: z.string().max(30).nullable(),
  question: words,
  told: words,
  procedureCode: procedureCode.nullable(),
  ticketCode: z.string().trim().max(40).nullable(),
  startedAt: time,
});
export const LoggedCall = z.object({ id: z.string() });
