// The routes of canned replies: everybody at the desk reads them, coordinators keep them.

import { storable } from '../../bot/storable.ts';
import { ROLES, type Route, route, staffOf } from '../route.ts';
import { createCannedReplies } from './canned-replies.ts';
import type { TicketParts } from './parts.ts';
import { CannedReplies, CannedReply, CannedReplyInput, CannedReplyPath, CannedReplyQuery } from './views.ts';

export function cannedReplyRoutes(parts: Pick<TicketParts, 'database' | 'now'>): Route[] {
  const canned = createCannedReplies(parts);
  const roles = ['coordinator', 'administrator'] as const;
  return [
    route({
      method: 'get',
      path: '/api/canned-replies',
      roles: ROLES,
      summary: 'Các câu trả lời mẫu; với một phiếu thì đã điền sẵn.',
      query: CannedReplyQuery,
      output: CannedReplies,
      async handle({ caller, query }) {
        return { replies: await canned.list(staffOf(caller), storable(query.ticket)) };
      },
    }),
    route({
      method: 'post',
      path: '/api/canned-replies',
      roles,
      summary: 'Thêm câu trả lời mẫu.',
      body: CannedReplyInput,
      output: CannedReply,
      status: 201,
      handle: ({ caller, body }) => canned.add(staffOf(caller), storable(body)),
    }),
    route({
      method: 'put',
      path: '/api/canned-replies/:id',
      roles,
      summary: 'Sửa câu trả lời mẫu.',
      params: CannedReplyPath,
      body: CannedReplyInput,
      output: CannedReply,
      handle: ({ caller, params, body }) => canned.replace(staffOf(caller), params.id, storable(body)),
    }),
    route({
      method: 'delete',
      path: '/api/canned-replies/:id',
      roles,
      summary: 'Xóa câu trả lời mẫu.',
      params: CannedReplyPath,
      handle: ({ caller, params }) => canned.remove(staffOf(caller), params.id),
    }),
  ];
}
