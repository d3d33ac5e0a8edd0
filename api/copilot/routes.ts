// The routes of the officers' copilot: they draft, and nothing of theirs is sent.

import { storable } from '../../bot/storable.ts';
import type { Queryable } from '../../knowledge/ports.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Role, type Route, route, staffOf } from '../route.ts';
import { TicketPath } from '../tickets/views.ts';
import type { Copilot } from './copilot.ts';
import { listRuns } from './runs.ts';
import { CopilotRunPage, CopilotRunsQuery, CopilotState, Suggestion, Summary } from './views.ts';

/** Those who answer citizens. */
const DESK: readonly Role[] = ['officer', 'coordinator', 'administrator'];

/** `copilot` null: it is not switched on, and says so. */
export function copilotRoutes({
  database,
  copilot,
}: {
  database: Queryable;
  copilot: Copilot | null;
}): Route[] {
  function switchedOn(): Copilot {
    if (copilot === null) throw new Problem('copilot_off');
    return copilot;
  }

  return [
    route({
      method: 'get',
      path: '/api/copilot',
      roles: ROLES,
      summary: 'Người gọi có dùng được máy gợi ý hay không.',
      output: CopilotState,
      handle: async ({ caller }) => ({ on: copilot !== null && DESK.includes(staffOf(caller).role) }),
    }),
    route({
      method: 'get',
      path: '/api/copilot/runs',
      roles: ['coordinator', 'administrator'],
      summary: 'Những lần hỏi máy gợi ý, đã che thông tin cá nhân, mới nhất trước.',
      query: CopilotRunsQuery,
      output: CopilotRunPage,
      async handle({ query }) {
        const { runs, next } = await listRuns(database, query);
        return { runs: runs.map((run) => ({ ...run, at: run.at.toISOString() })), next };
      },
    }),
    route({
      method: 'post',
      path: '/api/tickets/:code/suggestion',
      roles: DESK,
      summary: 'Gợi ý câu trả lời để cán bộ xem lại, kèm nguồn; không gửi gì cho người dân.',
      params: TicketPath,
      output: Suggestion,
      handle: async ({ caller, params: { code } }) => switchedOn().suggest(staffOf(caller), storable(code)),
    }),
    route({
      method: 'post',
      path: '/api/tickets/:code/summary',
      roles: DESK,
      summary: 'Tóm tắt cuộc trò chuyện của phiếu cho cán bộ.',
      params: TicketPath,
      output: Summary,
      handle: async ({ caller, params: { code } }) => switchedOn().summarise(staffOf(caller), storable(code)),
    }),
  ];
}
