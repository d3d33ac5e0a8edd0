// A desk that a test directs: the console served as the product serves it, and its interface answered from memory.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { pino } from 'pino';
import { buildConsole } from '../../api/console/build.ts';
import type {
  AuditPage,
  CannedReply,
  ConversationRow,
  Said,
  Session,
  TicketRow,
  TicketView,
} from '../../api/console/client/shapes.ts';
import { createConsoleRouter } from '../../api/console/serve.ts';
import { answerProblems, unknownRoute } from '../../api/problem.ts';
import type { Role } from '../../api/route.ts';
import { securityHeaders } from '../../api/security-headers.ts';
import * as views from '../../api/tickets/views.ts';
import {
  ACTIVITIES,
  AGENCIES,
  ANSWER,
  ago,
  CONVERSATIONS,
  GAPS,
  HOLIDAYS,
  ME,
  OVERVIEW,
  ROWS,
  STAFF,
  viewOf,
} from './desk-data.ts';

const TOKEN = 'csrf-of-the-test';
const PAGE = 5;

interface Refusing {
  status: number;
  kind: string;
  title: string;
  detail: string;
}
export const CONFLICT: Refusing = {
  status: 409,
  kind: 'conflict',
  title: 'Dữ liệu đã thay đổi',
  detail: 'Dữ liệu vừa được thay đổi ở nơi khác.',
};

/** `state` is read at every request; `heard` lists what was changed, as `METHOD path` with the body. */
export async function startScriptedDesk() {
  const state = {
    role: 'administrator' as Role,
    signedIn: true,
    /** The next request whose `METHOD path` is this one is refused so, once. */
    refuse: null as { request: string; as: Refusing } | null,
    others: [] as string[],
    undoSeconds: 20,
    tickets: new Map<string, TicketView>(),
    conversations: [] as ConversationRow[],
    activities: [] as Said[],
    canned: [] as CannedReply[],
    heard: [] as { request: string; body: unknown }[],
  };
  function reset(): void {
    Object.assign(state, {
      role: 'administrator',
      signedIn: true,
      refuse: null,
      others: [],
      undoSeconds: 20,
    });
    state.tickets = new Map(ROWS.map((row) => [row.code, structuredClone(viewOf(row))]));
    state.conversations = structuredClone(CONVERSATIONS);
    state.activities = structuredClone(ACTIVITIES);
    state.canned = [
      {
        id: '1',
        title: 'Đã nhận, đang kiểm tra',
        text: 'Kính gửi {ten}, phản ánh {ma} đang được {co_quan} kiểm tra.',
      },
    ];
    state.heard = [];
  }
  reset();

  const listeners = new Set<Response>();
  const app = express();
  app.use(securityHeaders({ https: false }), express.json());
  app.use(createConsoleRouter({ build: buildConsole }));

  const refuse = (response: Response, { status, kind, title, detail }: Refusing) =>
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: `urn:problem:${kind}`, title, status, detail }));
  const session = (): Session => ({
    staff: { ...ME, username: 'hanh.nguyen', role: state.role, agency: null },
    csrfToken: TOKEN,
    permissions: [],
  });
  const signedOut = {
    status: 401,
    kind: 'unauthenticated',
    title: 'Chưa xác thực',
    detail: 'Chưa đăng nhập.',
  };

  app.use('/api', (request, response, next) => {
    const name = `${request.method} ${request.originalUrl.split('?')[0]}`;
    const entering = name.startsWith('POST /api/session');
    if (request.method !== 'GET' && !name.endsWith('/looking'))
      state.heard.push({ request: name, body: request.body });
    if (state.refuse?.request === name) {
      const { as } = state.refuse;
      state.refuse = null;
      return void refuse(response, as);
    }
    if (!state.signedIn && !entering) return void refuse(response, signedOut);
    if (request.method !== 'GET' && !entering && request.get('x-csrf-token') !== TOKEN)
      return void refuse(response, { ...signedOut, status: 403, kind: 'forged' });
    next();
  });

  app.post('/api/session', (request, response) => {
    if (request.body.code === undefined)
      return void refuse(response, { ...signedOut, kind: 'second_factor_needed' });
    state.signedIn = true;
    response.json(session());
  });
  app.get('/api/session', (_request, response) => void response.json(session()));
  app.delete('/api/session', (_request, response) => {
    state.signedIn = false;
    response.status(204).end();
  });
  app.get('/api/session/list', (_request, response) => {
    const own = { createdAt: ago(0.3), lastSeenAt: ago(0.01) };
    const windows = 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36';
    response.json({
      sessions: [
        { ...own, id: '1', userAgent: windows, current: true },
        { ...own, id: '2', userAgent: 'Mozilla/5.0 (Android 15) Firefox/131.0', current: false },
      ],
    });
  });
  app.post('/api/session/invitation', (_request, response) => {
    const qrSvg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1z"/></svg>';
    response.json({ username: 'hanh.nguyen', otpauthUrl: 'otpauth://totp/x?secret=A', qrSvg });
  });
  app.post('/api/session/second-factor', (_request, response) => {
    state.signedIn = true;
    response.json(session());
  });

  app.get('/api/live', (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': ready\n\n');
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  });

  const ticketOf = (request: Request) => state.tickets.get(String(request.params.code))!;
  function show(response: Response, code: string, change: Partial<TicketView>, event?: string): void {
    const old = state.tickets.get(code)!;
    const changed = views.TicketView.parse({
      ...old,
      ...change,
      version: old.version + 1,
      events: event
        ? [
            ...old.events,
            {
              id: String(old.events.length + 1),
              at: new Date().toISOString(),
              kind: event,
              by: ME,
              from: null,
              to: null,
              text: null,
              delivery: null,
              ...(event === 'replied' && {
                text: state.heard.at(-1)!.body && replyText(),
                delivery: 'queued',
              }),
            },
          ]
        : old.events,
    });
    state.tickets.set(code, changed);
    response.json(changed);
  }
  const replyText = () => (state.heard.at(-1)!.body as { text: string }).text;

  app.get('/api/tickets', (request, response) => {
    const query = views.QueueQuery.parse(request.query);
    const inView = {
      mine: (one: TicketRow) => one.assignee?.id === ME.id,
      unassigned: (one: TicketRow) => one.assignee === null,
      open: (one: TicketRow) => one.clock !== 'stopped',
      due_soon: (one: TicketRow) => one.clock === 'due_soon',
      overdue: (one: TicketRow) => one.clock === 'overdue',
      closed: (one: TicketRow) => one.clock === 'stopped',
      all: () => true,
    };
    const all = [...state.tickets.values()];
    const found = all.filter(
      (one) =>
        inView[query.view](one) &&
        (query.status === undefined || one.status === query.status) &&
        (query.category === undefined || one.category === query.category) &&
        (query.agency === undefined || one.agency?.id === query.agency) &&
        (query.q === undefined || one.summary.toLowerCase().includes(query.q.toLowerCase())),
    );
    const start = Number(query.after ?? 0);
    response.json(
      views.QueuePage.parse({
        tickets: found.slice(start, start + PAGE),
        next: start + PAGE < found.length ? String(start + PAGE) : null,
        counts: Object.fromEntries(views.QUEUE_VIEWS.map((view) => [view, all.filter(inView[view]).length])),
      }),
    );
  });
  app.get('/api/tickets/:code', (request, response) => {
    const ticket = ticketOf(request);
    if (ticket) return void response.json(views.TicketView.parse(ticket));
    refuse(response, { ...CONFLICT, status: 404, kind: 'no_such_ticket', title: 'Không có phiếu này' });
  });
  app.post('/api/tickets', (request, response) => {
    views.LogTicket.parse(request.body);
    const logged = { code: 'PA-2026-000144', key: 'K7QM-2XWD', dueAt: ago(-21) };
    response.status(201).json(views.LoggedTicket.parse(logged));
  });
  app.post('/api/tickets/move', (request, response) => {
    const { tickets, to } = views.MoveTickets.parse(request.body);
    const [last, ...moved] = tickets.toReversed();
    for (const { code } of moved) state.tickets.get(code)!.status = to;
    const refused = [{ code: last!.code, problem: 'Không đi được từ trạng thái hiện tại.' }];
    response.json(views.MovedTickets.parse({ moved: moved.map(({ code }) => code), refused }));
  });
  app.post(
    '/api/tickets/:code/looking',
    (_request, response) => void response.json({ others: state.others }),
  );
  app.post('/api/tickets/:code/letter', (_request, response) => {
    response.set('Content-Disposition', 'attachment; filename="van-ban.docx"').send('made up');
  });
  app.get('/api/tickets/:code/attachments/:id', (_request, response) => {
    response.type('image/svg+xml').send('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
  });
  app.post('/api/tickets/:code/reply', (request, response) => {
    const { version, closing } = views.ReplyTicket.parse(request.body);
    if (version !== ticketOf(request).version) return void refuse(response, CONFLICT);
    const undoUntil = new Date(Date.now() + state.undoSeconds * 1000).toISOString();
    show(response, request.params.code, { undoUntil, ...(closing && { status: 'answered' }) }, 'replied');
  });
  app.post('/api/tickets/:code/reply/undo', (request, response) => {
    show(response, request.params.code, { undoUntil: null, status: 'processing' }, 'reply_undone');
  });
  app.post('/api/tickets/:code/assign', (request, response) => {
    const { assigneeId } = views.AssignTicket.parse(request.body);
    show(response, request.params.code, { assignee: assigneeId === null ? null : ME }, 'assigned');
  });
  app.post('/api/tickets/:code/triage', (request, response) => {
    const { category, class: kind, urgent } = views.TriageTicket.parse(request.body);
    show(response, request.params.code, { category, class: kind, urgent }, 'triaged');
  });
  app.post('/api/tickets/:code/transfer', (request, response) => {
    const { agencyId } = views.TransferTicket.parse(request.body);
    const { id, name } = AGENCIES.find((agency) => agency.id === agencyId)!;
    show(response, request.params.code, { agency: { id, name } }, 'transferred');
  });
  app.post('/api/tickets/:code/move', (request, response) => {
    const { to } = views.MoveTicket.parse(request.body);
    show(response, request.params.code, { status: to }, 'moved');
  });
  app.post('/api/tickets/:code/note', (request, response) => {
    views.NoteTicket.parse(request.body);
    show(response, request.params.code, {}, 'noted');
  });
  app.post('/api/tickets/:code/link', (request, response) => {
    const { incidentCode } = views.LinkTicket.parse(request.body);
    show(response, request.params.code, { incidentCode }, 'linked');
  });
  app.get('/api/canned-replies', (_request, response) => void response.json({ replies: state.canned }));
  app.post('/api/canned-replies', (request, response) => {
    const reply = views.CannedReply.parse({ id: String(state.canned.length + 1), ...request.body });
    state.canned.push(reply);
    response.status(201).json(reply);
  });

  app.get('/api/conversations', (request, response) => {
    const mine = (one: ConversationRow) => one.holder?.id === ME.id;
    const conversations = state.conversations.filter((one) =>
      request.query.mine ? mine(one) : one.waitingSince !== null,
    );
    response.json({ conversations });
  });
  const conversationOf = (request: Request) =>
    state.conversations.find(({ id }) => id === request.params.id)!;
  app.get('/api/conversations/:id', (request, response) => {
    const conversation = conversationOf(request);
    const tickets = conversation.ticketCodes.map((code) => state.tickets.get(code));
    response.json({ conversation, activities: state.activities, tickets });
  });
  app.post('/api/conversations/:id/take', (request, response) => {
    Object.assign(conversationOf(request), { mode: 'staff', holder: ME, waitingSince: null, place: null });
    response.status(204).end();
  });
  app.post('/api/conversations/:id/say', (request, response) => {
    const position = state.activities.length + 1;
    const at = new Date().toISOString();
    const { text } = request.body;
    state.activities.push({ position, from: 'officer', text, at, sources: [], delivery: 'delivered' });
    response.status(204).end();
  });
  app.post('/api/conversations/:id/give-back', (request, response) => {
    Object.assign(conversationOf(request), { mode: 'bot', holder: null });
    response.status(204).end();
  });

  app.get('/api/hotline/ask', (_request, response) => void response.json(ANSWER));
  app.get('/api/hotline/caller', (_request, response) => {
    response.json({
      tickets: ROWS.slice(0, 1),
      calls: [{ at: ago(8), summary: 'Hỏi giấy tờ đăng ký kết hôn' }],
    });
  });
  app.post('/api/hotline/calls', (_request, response) => void response.status(201).json({ id: '1' }));
  app.get('/api/gaps', (request, response) => {
    const gaps = request.query.status === 'resolved' ? [] : GAPS;
    response.json({ gaps, total: gaps.length, limit: 20, offset: 0 });
  });
  app.post('/api/gaps/:id/resolve', (_request, response) => void response.json(GAPS[0]));
  app.post('/api/aliases', (request, response) => void response.status(201).json(request.body));
  app.get('/api/procedures', (_request, response) => {
    const { code, title } = ANSWER.procedure!;
    response.json({ procedures: [{ code, title, levels: ['commune'], aliases: ['làm giấy cưới'] }] });
  });
  app.get('/api/procedures/:code', (request, response) => {
    const changes = [
      { field: 'Thời hạn giải quyết', before: '3 ngày làm việc', after: 'Trong ngày làm việc' },
    ];
    response.json({
      current: { code: request.params.code, title: ANSWER.procedure!.title },
      versions: [
        { version: 2, status: 'current', from: '2026-07-01', to: null, changes },
        { version: 1, status: 'past', from: '2024-01-01', to: '2026-06-30', changes: [] },
      ],
    });
  });
  app.get('/api/holidays', (_request, response) => void response.json({ days: HOLIDAYS }));
  app.put('/api/holidays/:day', (_request, response) => void response.status(204).end());
  app.get('/api/agencies', (_request, response) => void response.json({ agencies: AGENCIES }));
  app.get('/api/staff', (_request, response) => void response.json({ staff: STAFF }));
  app.post('/api/staff/:id/invitation', (_request, response) => {
    const url = 'https://example.gov.vn/console/invitation#x7Vd0cYQm2b6rT1nKp9wLz4sEa8uHj5gFi3oBq0vNtM';
    response.json({ url, expiresAt: ago(-3) });
  });
  app.get('/api/audit', (_request, response) => {
    const page: AuditPage = {
      entries: [
        {
          id: '9',
          at: ago(0.1),
          staff: ME,
          action: 'ticket.read',
          subject: 'ticket:PA-2026-000131',
          detail: null,
        },
        { id: '8', at: ago(0.2), staff: null, action: 'session.refused', subject: null, detail: 'password' },
      ],
      next: null,
    };
    response.json(page);
  });
  app.get('/api/overview', (_request, response) => void response.json(OVERVIEW));

  app.use(unknownRoute, answerProblems({ logger: pino({ level: 'silent' }) }));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    reset,
    /** What was changed by `METHOD path`, bodies only. */
    bodies: (request: string) => state.heard.filter((one) => one.request === request).map(({ body }) => body),
    hint(event: 'ticket' | 'conversation' | 'queue', data: object): void {
      for (const response of listeners) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ScriptedDesk = Awaited<ReturnType<typeof startScriptedDesk>>;
