// The ticket desk of one process over a given database: staff and agencies, the transcript, and the routes on a port.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import type { z } from 'zod';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { answerProblems } from '../../api/problem.ts';
import { type Caller, mountRoutes } from '../../api/route.ts';
import type { AttachmentFiles } from '../../api/tickets/attachments.ts';
import { createDelivery } from '../../api/tickets/delivery.ts';
import { createTicketDesk } from '../../api/tickets/desk.ts';
import { createTemplates } from '../../api/tickets/letters/templates.ts';
import type { TicketRules } from '../../api/tickets/parts.ts';
import { ticketRoutes } from '../../api/tickets/routes.ts';
import type { QueuePage, TicketView } from '../../api/tickets/views.ts';
import { type ConversationId, createConversations } from '../../bot/conversations.ts';
import { createNotices } from '../../bot/notices.ts';
import type { PreparedTicket, TicketDraft } from '../../bot/ports.ts';
import { createCalendar } from '../../knowledge/calendar.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import { shippedFillers } from '../../knowledge/question.ts';
import { createClock, type TestClock } from './clock.ts';

export const RULES: TicketRules = {
  days: { refuse: 2, ask: 5, answer: 15, publish: 2 },
  dueSoonDays: 2,
  reopenings: 1,
  undoSeconds: 60,
  tries: { perConversation: 5, perCaller: 20, lockMinutes: 30 },
};

const PEOPLE = {
  hoa: { role: 'operator', agencyId: null },
  an: { role: 'officer', agencyId: 'so-xay-dung' },
  binh: { role: 'officer', agencyId: 'so-xay-dung' },
  chi: { role: 'officer', agencyId: 'so-y-te' },
  dung: { role: 'coordinator', agencyId: null },
  em: { role: 'administrator', agencyId: null },
} as const satisfies Record<string, Pick<Caller, 'role' | 'agencyId'>>;
export type Person = keyof typeof PEOPLE;

export type View = z.output<typeof TicketView>;
export type Page = z.output<typeof QueuePage>;
export type Answer<Body = View> = { status: number; type: string | null; body: Body };

const fillers = shippedFillers();
const logger = pino({ level: 'silent' });

/** Agencies and people of the tests; to be put into a fresh database once. */
export async function seedStaff(database: OpenDatabase): Promise<void> {
  await database.query(
    `insert into agencies (id, name, kind) values ('so-xay-dung', 'Sở Xây dựng', 'department'), ('so-y-te', 'Sở Y tế', 'department')`,
  );
  for (const [name, { role, agencyId }] of Object.entries(PEOPLE))
    await database.query(
      'insert into staff (username, name, role, agency_id, created_at) values ($1, $1, $2, $3, now())',
      [name, role, agencyId],
    );
}

export function aDraft(differing: Partial<TicketDraft> = {}): TicketDraft {
  return {
    conversationId: null,
    channel: 'direct-line',
    category: 'environment',
    what: 'Bãi rác sau chợ Thu Lộ bốc mùi hôi thối, tôi tên Lê Văn Tám, số 0912 345 678',
    where: 'chợ Thu Lộ',
    when: 'mấy hôm nay',
    agencyId: 'so-xay-dung',
    dossierCode: null,
    urgent: false,
    anonymous: false,
    name: 'Lê Văn Tám',
    phone: '0912345678',
    attachments: [],
    incidentCode: null,
    ...differing,
  };
}

export type Desk = Awaited<ReturnType<typeof startTicketDesk>>;

/** After `seedStaff`. `delivery` works only when told to `sweep`; `held` is when replies may go. */
export async function startTicketDesk({
  database,
  clock = createClock(),
  rules = {},
  templates: directory = null,
  files = null,
}: {
  database: OpenDatabase;
  clock?: TestClock;
  rules?: Partial<TicketRules>;
  templates?: string | null;
  files?: AttachmentFiles | null;
}) {
  const { now } = clock;
  const notices = createNotices({ database, processId: randomUUID(), now });
  const conversations = createConversations({ database, notices, now });
  const calendar = createCalendar({ days: shippedHolidays(), hours: null });
  const parts = { database, conversations, notices, calendar, rules: { ...RULES, ...rules }, now };
  const desk = createTicketDesk({ ...parts, fillers });
  const delivery = createDelivery({ ...parts, logger });
  const { rows } = await database.query<{ id: string; username: Person }>('select id, username from staff');
  const ids = Object.fromEntries(rows.map(({ id, username }) => [username, id])) as Record<Person, string>;
  const held: Date[] = [];

  const app = express();
  app.use(express.json());
  app.use(
    mountRoutes(
      ticketRoutes({
        ...parts,
        fillers,
        templates: createTemplates({ directory }),
        files,
        onHeld: (until) => held.push(until),
      }),
      async (request) => {
        const name = request.get('x-person') as Person | undefined;
        return name === undefined ? null : { staffId: ids[name], name, ...PEOPLE[name] };
      },
    ),
  );
  app.use(answerProblems({ logger }));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** What a person asks of the desk; without a person nobody is signed in. */
  async function raw(person: Person | null, method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(person !== null && { 'x-person': person }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function call<Body = View>(
    person: Person | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>> {
    const response = await raw(person, method, path, body);
    const parsed = response.status === 204 ? null : await response.json();
    const { type = null } = (parsed ?? {}) as { type?: string };
    return { status: response.status, type, body: parsed as Body };
  }

  async function open(draft: Partial<TicketDraft> = {}): Promise<PreparedTicket> {
    const prepared = await desk.prepare(aDraft(draft), now());
    await database.transaction(prepared.write);
    return prepared;
  }

  /** A conversation that the citizen began with a message. */
  async function converse(name: string): Promise<ConversationId> {
    const conversationId: ConversationId = `direct-line:${name}`;
    await conversations.accept({
      conversationId,
      channel: 'direct-line',
      userId: `dl_${name}`,
      messageId: null,
      activity: { type: 'message', text: 'tôi muốn phản ánh' },
    });
    return conversationId;
  }

  /** What the citizen was told in a conversation, oldest first. */
  async function told(id: ConversationId) {
    const page = await conversations.read(id, 0);
    return page!.activities
      .filter(({ direction }) => direction === 'outbound')
      .map(({ activity }) => ({
        text: activity.text ?? '',
        buttons: (activity.suggestedActions?.actions ?? []).map(({ title }) => title),
      }));
  }

  return {
    ...{ clock, database, desk, delivery, notices, conversations, calendar, ids, held },
    ...{ raw, call, open, converse, told },
    async close() {
      await delivery.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
