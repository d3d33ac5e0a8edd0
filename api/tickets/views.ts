// What the desk shows of tickets and takes about them: the shapes of /api/tickets, shared by server and console.

import { z } from 'zod';
import { RATINGS, TICKET_CLASSES, TICKET_STATUSES } from '../../bot/ports.ts';
import { CATEGORIES } from '../../bot/understand.ts';

const time = z.iso.datetime();
const id = z.string().regex(/^[1-9]\d{0,17}$/);

/** `overdue` and `due_soon` are of the running clock; `paused` while the citizen must act; `stopped` at the end. */
export const CLOCKS = ['none', 'running', 'due_soon', 'overdue', 'paused', 'stopped'] as const;

/**
 * `waiting` until the citizen writes; `announced` too, and told that there is news; `no_quota` until the citizen writes
 * or the channel lets us send more; `no_channel`: there is no conversation to tell it in.
 */
export const DELIVERIES = [
  'queued',
  'waiting',
  'announced',
  'no_quota',
  'delivered',
  'failed',
  'no_channel',
] as const;
export type DeliveryState = (typeof DELIVERIES)[number];

const person = z.object({ id, name: z.string() });
const agency = z.object({ id: z.string(), name: z.string() });

/** A line of the queue; what the citizen wrote is masked. */
export const TicketRow = z.object({
  code: z.string(),
  version: z.int(),
  status: z.enum(TICKET_STATUSES),
  category: z.enum(CATEGORIES),
  class: z.enum(TICKET_CLASSES),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  channel: z.string(),
  summary: z.string(),
  agency: agency.nullable(),
  assignee: person.nullable(),
  openedAt: time,
  dueAt: time.nullable(),
  clock: z.enum(CLOCKS),
  workingDaysLeft: z.number().nullable(),
  reopened: z.int(),
  incidentCode: z.string().nullable(),
  /** How many others are linked to it as their incident. */
  linked: z.int(),
});

export const TicketEvent = z.object({
  id,
  at: time,
  /** opened, triaged, assigned, transferred, noted, replied, reply_undone, moved, info_requested, info_given, linked, rated, reopened, continued, read … */
  kind: z.string(),
  by: z.union([person, z.literal('citizen'), z.literal('assistant'), z.literal('system')]),
  from: z.string().nullable(),
  to: z.string().nullable(),
  text: z.string().nullable(),
  /** Of a reply to the citizen, or of news about the ticket. */
  delivery: z.enum(DELIVERIES).nullable(),
  /** Why the last try to send it did not arrive, in plain words. */
  deliveryReason: z.string().nullable(),
});

export const TicketView = TicketRow.extend({
  what: z.string(),
  where: z.string().nullable(),
  when: z.string().nullable(),
  dossierCode: z.string().nullable(),
  citizen: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  attachments: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), bytes: z.int() })),
  /** Has the ticket now: news and replies go there. */
  conversationId: z.string().nullable(),
  /** Where it was sent from, when that is another. */
  openedIn: z.string().nullable(),
  rating: z.enum(RATINGS).nullable(),
  mayTransfer: z.boolean(),
  /** Statuses it may move to now, for this caller. */
  moves: z.array(z.enum(TICKET_STATUSES)),
  /** Until when the last reply can be taken back. */
  undoUntil: time.nullable(),
  events: z.array(TicketEvent),
  linkedCodes: z.array(z.string()),
  similar: z.array(z.object({ code: z.string(), summary: z.string(), openedAt: time })),
});

export const QUEUE_VIEWS = ['mine', 'unassigned', 'open', 'due_soon', 'overdue', 'closed', 'all'] as const;
export const QueueQuery = z.strictObject({
  view: z.enum(QUEUE_VIEWS).default('open'),
  status: z.enum(TICKET_STATUSES).optional(),
  category: z.enum(CATEGORIES).optional(),
  agency: z.string().max(100).optional(),
  channel: z.string().max(40).optional(),
  /** Words with or without diacritics, or a code. */
  q: z.string().max(200).optional(),
  /** `due` lists what has no running clock last; the views `closed` and `all` are then listed newest first. */
  sort: z.enum(['due', 'newest', 'oldest']).default('due'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  /** Opaque, from `next` of the page before. */
  after: z.string().max(200).optional(),
});
export const QueuePage = z.object({
  tickets: z.array(TicketRow),
  next: z.string().nullable(),
  /** Of all the caller may see, whatever the filters; counted up to 1000, which means at least so many. */
  counts: z.record(z.enum(QUEUE_VIEWS), z.int()),
});

const version = z.int().min(1);
const text = z.string().trim().min(1).max(4000);
export const TicketPath = z.strictObject({ code: z.string().max(40) });
/** `why` is told to the citizen where more is asked for and where the ticket is returned or refused. */
export const MoveTicket = z.strictObject({ version, to: z.enum(TICKET_STATUSES), why: text });
export const TriageTicket = z.strictObject({
  version,
  category: z.enum(CATEGORIES),
  class: z.enum(TICKET_CLASSES),
  agencyId: z.string().max(100).nullable(),
  urgent: z.boolean(),
});
/** null: back to nobody; 'least_loaded': the officer of the agency with the fewest open tickets. */
export const AssignTicket = z.strictObject({
  version,
  assigneeId: z.union([id, z.literal('least_loaded')]).nullable(),
});
export const TransferTicket = z.strictObject({ version, agencyId: z.string().max(100), why: text });
export const NoteTicket = z.strictObject({ text });
/** `closing`: the reply is the answer, and the ticket moves to `answered`. */
export const ReplyTicket = z.strictObject({
  version,
  /** `{ten}`, `{ma}`, `{han}`, `{co_quan}` are filled for each citizen. */
  text,
  closing: z.boolean(),
  /** The same to every ticket linked to this one, as far as the caller may. */
  linked: z.boolean().default(false),
});
export const LinkTicket = z.strictObject({ version, incidentCode: z.string().max(40).nullable() });
export const MoveTickets = z.strictObject({
  tickets: z
    .array(z.strictObject({ code: z.string().max(40), version }))
    .min(1)
    .max(100),
  to: z.enum(TICKET_STATUSES),
  why: text,
});
export const MovedTickets = z.object({
  moved: z.array(z.string()),
  refused: z.array(z.object({ code: z.string(), problem: z.string() })),
});
/** A caller on the line: an operator logs for them. */
export const LogTicket = z.strictObject({
  category: z.enum(CATEGORIES),
  what: text,
  where: z.string().trim().max(500).nullable(),
  when: z.string().trim().max(200).nullable(),
  agencyId: z.string().max(100).nullable(),
  dossierCode: z.string().trim().max(60).nullable(),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  name: z.string().trim().max(100).nullable(),
  phone: z.string().trim().max(20).nullable(),
});
export const LoggedTicket = z.object({ code: z.string(), key: z.string(), dueAt: time.nullable() });
const day = z.iso.date();
/** What is null is taken from the ticket, or left blank in the letter where the ticket does not say. */
export const WriteLetter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('apology'),
    dossierCode: z.string().trim().min(1).max(60).nullable().default(null),
    procedure: z.string().trim().min(1).max(500).nullable().default(null),
    receivedOn: day.nullable().default(null),
    dueOn: day.nullable().default(null),
    newDay: day,
    reason: text,
  }),
  z.strictObject({ kind: z.literal('answer'), text: text.nullable().default(null) }),
]);
export const UndoReply = z.strictObject({ version });
export const Lookers = z.object({ others: z.array(z.string()) });
export const AttachmentPath = z.strictObject({ code: z.string().max(40), id: z.string().max(100) });
export const CannedReply = z.object({ id, title: z.string(), text: z.string() });
export const CannedReplies = z.object({ replies: z.array(CannedReply) });
/** `ticket`: the texts come with its fields filled. */
export const CannedReplyQuery = z.strictObject({ ticket: z.string().max(40).optional() });
export const CannedReplyPath = z.strictObject({ id });
export const CannedReplyInput = z.strictObject({ title: z.string().trim().min(1).max(100), text });
