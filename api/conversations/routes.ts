// Officers see who waits, read along, take a conversation over, speak and hand it back.

import type { ConversationId } from '../../bot/conversations.ts';
import type { Handovers } from '../../bot/handover.ts';
import { maskPersonalData } from '../../bot/personal-data.ts';
import type { Database } from '../../knowledge/ports.ts';
import { cutAtWord } from '../../knowledge/vietnamese.ts';
import { Problem } from '../problem.ts';
import { type Caller, ROLES, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { withoutKeys } from '../tickets/codes.ts';
import { isVisible, takeableConversation, ticketsOf, visibleConversation } from './access.ts';
import { type DeskConversation, deskTranscript, openConversations } from './reading.ts';
import { texts } from './texts.ts';
import {
  ConversationList,
  ConversationPath,
  ConversationsQuery,
  ConversationView,
  Say,
  TranscriptQuery,
} from './views.ts';

const PAGE = 200;
const LONGEST_LAST_TEXT = 160;

/** `shownAs`: what citizens know an officer by. */
export function conversationRoutes({
  database,
  handovers,
  shownAs,
  now,
}: {
  database: Database;
  handovers: Handovers;
  shownAs: (caller: Caller) => string;
  now: () => Date;
}): Route[] {
  async function note(caller: Caller, action: string, id: string): Promise<void> {
    await recordAudit(database, {
      staffId: caller.staffId,
      action: `conversation.${action}`,
      subject: `conversation:${id}`,
      at: now(),
    });
  }

  return [
    route({
      method: 'get',
      path: '/api/conversations',
      roles: ROLES,
      summary: 'Các cuộc trò chuyện đang chờ cán bộ hoặc đang có cán bộ.',
      query: ConversationsQuery,
      output: ConversationList,
      async handle({ caller, query }) {
        const staff = staffOf(caller);
        const found = await openConversations(database, {
          waiting: query.waiting !== undefined,
          mine: query.mine === undefined ? null : staff.staffId,
        });
        const all = await ticketsOf(
          database,
          found.map(({ id }) => id),
        );
        return {
          conversations: found.flatMap((one) => {
            const tickets = all.filter(({ conversationId }) => conversationId === one.id);
            return isVisible(one, tickets, staff) ? [rowOf(one, tickets)] : [];
          }),
        };
      },
    }),
    route({
      method: 'get',
      path: '/api/conversations/:id',
      roles: ROLES,
      summary: 'Nội dung một cuộc trò chuyện, kèm nguồn mà trợ lý đã dùng.',
      params: ConversationPath,
      query: TranscriptQuery,
      output: ConversationView,
      async handle({ caller, params, query }) {
        const staff = staffOf(caller);
        const { conversation, tickets } = await visibleConversation(database, staff, params.id);
        const before = query.before ?? Number.MAX_SAFE_INTEGER;
        const found = await deskTranscript(database, conversation.id, { before, limit: PAGE + 1 });
        const shown = found.slice(-PAGE);
        // What the holder reads is told by the hand-over itself.
        if (conversation.holder?.id === staff.staffId)
          await handovers.markRead(conversation.id, staff.staffId, shown.at(-1)?.position ?? 0);
        else await note(staff, 'read', conversation.id);
        return {
          conversation: rowOf(conversation, tickets),
          activities: shown.map((one) => ({
            ...one,
            text: one.text ?? texts.erased,
            at: one.at.toISOString(),
          })),
          earlier: found.length > shown.length,
          tickets: tickets.map(({ code, status, openedAt }) => ({
            code,
            status,
            openedAt: openedAt.toISOString(),
          })),
        };
      },
    }),
    route({
      method: 'post',
      path: '/api/conversations/:id/take',
      roles: ROLES,
      summary: 'Nhận một cuộc trò chuyện; mỗi cuộc chỉ một cán bộ.',
      params: ConversationPath,
      async handle({ caller, params }) {
        const staff = staffOf(caller);
        const id = params.id as ConversationId;
        const holder = { staffId: staff.staffId, shownAs: shownAs(staff) };
        const before = await takeableConversation(database, staff, id);
        const outcome = await handovers.take(id, holder);
        if (outcome === 'gone') throw new Problem('no_such_conversation');
        if (outcome === 'held') throw new Problem('conversation_held');
        if (before.holder === null) await note(staff, 'taken', id);
      },
    }),
    route({
      method: 'post',
      path: '/api/conversations/:id/say',
      roles: ROLES,
      summary: 'Nhắn cho người dân trong cuộc trò chuyện đang giữ.',
      params: ConversationPath,
      body: Say,
      async handle({ caller, params, body }) {
        const { staffId } = staffOf(caller);
        if ((await handovers.say(params.id as ConversationId, staffId, body.text)) === 'not_held')
          throw new Problem('conversation_not_yours');
      },
    }),
    route({
      method: 'post',
      path: '/api/conversations/:id/give-back',
      roles: ROLES,
      summary: 'Trả cuộc trò chuyện lại cho trợ lý tự động.',
      params: ConversationPath,
      async handle({ caller, params }) {
        const staff = staffOf(caller);
        if ((await handovers.giveBack(params.id as ConversationId, staff.staffId)) === 'not_held')
          throw new Problem('conversation_not_yours');
        await note(staff, 'given_back', params.id);
      },
    }),
  ];
}

function rowOf(conversation: DeskConversation, tickets: readonly { code: string }[]) {
  const { lastText, waitingSince } = conversation;
  return {
    ...conversation,
    waitingSince: waitingSince?.toISOString() ?? null,
    lastText:
      lastText === null ? null : cutAtWord(maskPersonalData(withoutKeys(lastText)), LONGEST_LAST_TEXT),
    ticketCodes: tickets.map(({ code }) => code),
  };
}
