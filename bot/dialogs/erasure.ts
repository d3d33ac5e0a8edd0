// "Xóa dữ liệu": asked once whether it is meant, then the words are gone, except those that an open ticket needs.

import { parsePhrase } from '../../knowledge/phrases.ts';
import type { Language } from '../../knowledge/question.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';
import type { AttachmentStore } from '../attachments.ts';
import { eraseConversation } from '../erasure.ts';
import type { TicketDesk, TicketNews, TicketStatus } from '../ports.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import { freshState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { isBarely } from './bare-phrase.ts';

const WISH = [
  'xóa dữ liệu',
  'xóa thông tin',
  'xóa nội dung',
  'xóa tin nhắn',
  'xóa chat',
  'xóa đoạn chat',
  'xóa cuộc trò chuyện',
  'xóa lịch sử',
].map(parsePhrase);
const YES = ['xóa hết', 'xóa đi', 'xóa', 'đồng ý', 'xác nhận', 'có', 'ừ', 'ok', 'vâng', 'đúng'].map(
  parsePhrase,
);
const NO = ['giữ lại', 'không', 'thôi', 'khoan', 'đừng', 'đừng xóa', 'không xóa'].map(parsePhrase);

const AROUND = new Set(
  'dạ ạ à ơ cho giúp giùm tôi tui mình em anh chị con bác muốn xin yêu cầu hãy của hết toàn bộ tất cả đã nhắn chat trò chuyện cuộc này cá nhân nha nhé đi rồi bot ad ơi lại nữa'
    .split(' ')
    .flatMap((word) => [word, fold(word)]),
);

/** The words that led to a ticket were said before it was opened, within this time. */
const TOLD_BEFORE_MS = 24 * 60 * 60_000;
const OPEN: readonly TicketStatus[] = ['received', 'info_requested', 'info_given', 'processing'];

export interface ErasureDialog {
  /** Answers who wants the conversation erased, or was just asked about it; null otherwise. */
  erase(text: string, turn: Turn): Promise<Reply | null>;
}

/** `desk` null: no tickets are kept; `files` null: no files are. */
export function createErasureDialog({
  desk,
  files,
  words,
}: {
  desk: Pick<TicketDesk, 'ofConversation'> | null;
  files: Pick<AttachmentStore, 'forgetOf'> | null;
} & Pick<Language, 'words'>): ErasureDialog {
  return {
    async erase(text, turn) {
      const { conversation, state } = turn;
      const tokens = words.rewrite(tokenise(text));
      const wasAsked = state.erasing;
      state.erasing = false;
      if (isBarely(tokens, WISH, AROUND)) {
        state.erasing = true;
        const kept = keptLines((await desk?.ofConversation(conversation.id)) ?? []);
        return answer([replies.eraseAsk, ...kept], [replies.eraseYes, replies.eraseNo]);
      }
      if (!wasAsked) return null;
      if (isBarely(tokens, NO, AROUND)) return answer([replies.eraseDropped]);
      if (!isBarely(tokens, YES, AROUND)) return null;
      const tickets = (await desk?.ofConversation(conversation.id)) ?? [];
      const keptSince = neededSince(tickets);
      await files?.forgetOf(conversation.id);
      Object.assign(state, freshState());
      turn.together.push((tx) =>
        eraseConversation(tx, conversation.id, { upTo: turn.position, keptSince, at: turn.now }),
      );
      return { ...answer([replies.erased, ...keptLines(tickets)]), final: true };
    },
  };
}

function neededSince(tickets: readonly TicketNews[]): Date | null {
  const opened = tickets.filter(isOpen).map(({ openedAt }) => openedAt.getTime());
  return opened.length === 0 ? null : new Date(Math.min(...opened) - TOLD_BEFORE_MS);
}

function keptLines(tickets: readonly TicketNews[]): string[] {
  const open = codesOf(tickets.filter(isOpen));
  const filed = codesOf(tickets.filter((ticket) => !isOpen(ticket)));
  return [
    open === '' ? null : replies.eraseKeepsOpen(open),
    filed === '' ? null : replies.eraseKeepsFiled(filed),
  ].filter((line) => line !== null);
}

function isOpen({ status }: TicketNews): boolean {
  return OPEN.includes(status);
}

function codesOf(tickets: readonly TicketNews[]): string {
  return tickets.map(({ code }) => code).join(', ');
}

function answer(lines: readonly string[], suggestions: readonly string[] = []): Reply {
  return { text: lines.join('\n'), suggestions, record: { intent: 'erasure', outcome: 'answered' } };
}
