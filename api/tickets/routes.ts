// The routes of single tickets and of the queue, each with who may use it. An officer sees and touches the own agency's only.

import type { z } from 'zod';
import { storable } from '../../bot/storable.ts';
import type { Phrase } from '../../knowledge/phrases.ts';
import { Problem } from '../problem.ts';
import { type Caller, ROLES, type Role, type Route, route, staffOf } from '../route.ts';
import { type AttachmentFiles, openAttachment } from './attachments.ts';
import { cannedReplyRoutes } from './canned-reply-routes.ts';
import { createHandling } from './handling.ts';
import { letterRoute } from './letters/route.ts';
import type { Templates } from './letters/templates.ts';
import { lookAt } from './looking.ts';
import { createMoving } from './moving.ts';
import { prepareTicket } from './opening.ts';
import type { TicketParts } from './parts.ts';
import { createQueue } from './queue.ts';
import { createReplies } from './replies.ts';
import { createShowing } from './showing.ts';
import * as views from './views.ts';

const DESK: readonly Role[] = ['officer', 'coordinator', 'administrator'];
const LEAD: readonly Role[] = ['coordinator', 'administrator'];

/** What an operator logs comes from a caller on the line. */
const PHONE = 'phone';

/** `onHeld` is told when the next reply may go to its citizen; `files` null: there is no store of attachments. */
export function ticketRoutes({
  fillers,
  templates,
  files,
  onHeld,
  ...parts
}: TicketParts & {
  fillers: readonly Phrase[];
  templates: Templates;
  files: AttachmentFiles | null;
  onHeld: (until: Date) => void;
}): Route[] {
  const queue = createQueue(parts);
  const showing = createShowing({ fillers, ...parts });
  const moving = createMoving(parts);
  const handling = createHandling(parts);
  const replies = createReplies({ ...parts, onHeld });

  /** A change of one ticket, answered with the ticket as it is afterwards. */
  function change<Input extends object>(
    name: string,
    { roles, summary, body }: { roles: readonly Role[]; summary: string; body: z.ZodType<Input> },
    work: (caller: Caller, input: Input & { code: string }) => Promise<void>,
  ): Route {
    return route({
      method: 'post',
      path: `/api/tickets/:code/${name}`,
      roles,
      summary,
      params: views.TicketPath,
      body,
      output: views.TicketView,
      async handle({ caller, params: { code }, body: given }) {
        const staff = staffOf(caller);
        await work(staff, { ...storable(given), code: storable(code) });
        return showing.show(staff, storable(code));
      },
    });
  }

  return [
    route({
      method: 'get',
      path: '/api/tickets',
      roles: ROLES,
      summary: 'Danh sách phiếu theo trang, có lọc và tìm theo từ.',
      query: views.QueueQuery,
      output: views.QueuePage,
      async handle({ caller, query }) {
        const staff = staffOf(caller);
        const page = await queue.page(staff, storable(query));
        return { ...page, counts: await queue.counts(staff) };
      },
    }),
    route({
      method: 'get',
      path: '/api/tickets/:code',
      roles: ROLES,
      summary: 'Một phiếu với toàn bộ lịch sử; việc xem được ghi lại.',
      params: views.TicketPath,
      output: views.TicketView,
      handle: ({ caller, params: { code } }) => showing.read(staffOf(caller), storable(code)),
    }),
    route({
      method: 'post',
      path: '/api/tickets',
      roles: ['operator', ...LEAD],
      summary: 'Ghi phản ánh của người gọi điện.',
      body: views.LogTicket,
      output: views.LoggedTicket,
      status: 201,
      async handle({ caller, body }) {
        const told = { conversationId: null, channel: PHONE, attachments: [], incidentCode: null };
        const { code, key, dueAt, write } = await prepareTicket(parts, {
          draft: { ...body, ...told },
          loggedBy: staffOf(caller).staffId,
          now: parts.now(),
        });
        await parts.database.transaction(write);
        return { code, key, dueAt: dueAt?.toISOString() ?? null };
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/move',
      roles: DESK,
      summary: 'Chuyển trạng thái nhiều phiếu một lúc.',
      body: views.MoveTickets,
      output: views.MovedTickets,
      handle: ({ caller, body }) => moving.moveMany(staffOf(caller), storable(body)),
    }),
    change(
      'triage',
      { roles: LEAD, summary: 'Phân loại phiếu và chọn cơ quan xử lý.', body: views.TriageTicket },
      handling.triage,
    ),
    change(
      'assign',
      { roles: DESK, summary: 'Giao phiếu cho cán bộ.', body: views.AssignTicket },
      handling.assign,
    ),
    change(
      'transfer',
      { roles: DESK, summary: 'Chuyển phiếu sang cơ quan khác, kèm lý do.', body: views.TransferTicket },
      handling.transfer,
    ),
    change(
      'move',
      { roles: ROLES, summary: 'Chuyển trạng thái phiếu.', body: views.MoveTicket },
      moving.move,
    ),
    change('note', { roles: ROLES, summary: 'Ghi chú nội bộ.', body: views.NoteTicket }, handling.note),
    change('reply', { roles: DESK, summary: 'Trả lời người dân.', body: views.ReplyTicket }, replies.reply),
    change(
      'reply/undo',
      { roles: DESK, summary: 'Thu hồi câu trả lời vừa viết.', body: views.UndoReply },
      replies.undo,
    ),
    change(
      'link',
      { roles: DESK, summary: 'Gộp phiếu vào một sự việc.', body: views.LinkTicket },
      handling.link,
    ),
    route({
      method: 'post',
      path: '/api/tickets/:code/looking',
      roles: ROLES,
      summary: 'Báo đang xem phiếu, và ai khác cũng đang xem.',
      params: views.TicketPath,
      output: views.Lookers,
      async handle({ caller, params: { code } }) {
        return { others: await lookAt(parts, staffOf(caller), storable(code)) };
      },
    }),
    route({
      method: 'get',
      path: '/api/tickets/:code/attachments/:id',
      roles: ROLES,
      summary: 'Tệp đính kèm của phiếu.',
      params: views.AttachmentPath,
      async handle({ caller, params, response }) {
        if (files === null) throw new Problem('no_such_attachment');
        const { name, type, bytes } = await openAttachment(parts, files, staffOf(caller), storable(params));
        // Never shown by the browser as a page of ours.
        response.attachment(name).type(type).set('Cache-Control', 'no-store').send(Buffer.from(bytes));
      },
    }),
    letterRoute({ templates, ...parts }),
    ...cannedReplyRoutes(parts),
  ];
}
