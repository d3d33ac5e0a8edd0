// The made-up desk's tickets over HTTP, held to the shapes that the real ones have.
import type { Express, Request, Response } from 'express';
import type { TicketRow, TicketView } from '../../../api/console/client/shapes.ts';
import * as views from '../../../api/tickets/views.ts';
import { AGENCIES, ago, ME } from './people-and-tickets.ts';
import { CONFLICT, type DeskState, refuse } from './state.ts';

const PAGE = 5;

export function answerTickets(app: Express, state: DeskState): void {
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
              deliveryReason: null,
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
}
