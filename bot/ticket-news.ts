// What a citizen is told when something happens to a ticket, and how it is asked whether the answer helped: one table.

import type { Activity } from 'botbuilder-core';
import type { Channel } from './conversations.ts';
import type { Rating, TicketStatus } from './ports.ts';
import { messageActivity } from './reply.ts';
import { ticketReplies } from './ticket-replies.ts';

/** What the sentences are filled with; null where it is not known. `why` is the officer's own wording. */
export interface NewsFacts {
  code: string;
  agency: string | null;
  why: string | null;
}

type Sentence = (facts: NewsFacts) => string;

/** Statuses a citizen is told about; an answer is told by the reply itself. */
export const TICKET_NEWS: Readonly<Record<TicketStatus, Sentence | null>> = {
  received: ({ code }) => `Phản ánh **${code}** được tiếp nhận lại để xem xét.`,
  info_requested: ({ code, why }) =>
    [
      `Phản ánh **${code}** cần anh chị cho biết thêm:`,
      why,
      'Xin trả lời ngay tại đây. Thời gian chờ anh chị trả lời không tính vào hạn giải quyết.',
    ]
      .filter((line) => line !== null)
      .join('\n'),
  info_given: null,
  processing: ({ code, agency }) =>
    agency === null
      ? `Phản ánh **${code}** đang được giải quyết.`
      : `Phản ánh **${code}** đang được ${agency} giải quyết.`,
  returned: ({ code, why }) =>
    [`Phản ánh **${code}** không thuộc thẩm quyền của nơi nhận nên được trả lại.`, why]
      .filter((line) => line !== null)
      .join('\n'),
  refused: ({ code, why }) =>
    [`Phản ánh **${code}** không được tiếp nhận.`, why].filter((line) => line !== null).join('\n'),
  answered: null,
  published: ({ code }) => `Kết quả trả lời phản ánh **${code}** đã được công khai.`,
};

export const ticketWords = {
  answer: (code: string): string => `**Trả lời phản ánh ${code}**`,
  message: (code: string): string => `**Cán bộ nhắn về phản ánh ${code}**`,
  askRating: 'Anh chị thấy việc giải quyết thế nào?',
} as const;

/** The three answers of the Center's satisfaction survey, as buttons. */
export const RATING_CHOICES: Readonly<Record<Rating, string>> = {
  very_satisfied: 'Rất hài lòng',
  satisfied: 'Hài lòng',
  dissatisfied: 'Không hài lòng',
};

/** Where a citizen writes, as people call it. */
const PLACES: Readonly<Record<Channel, string>> = {
  'direct-line': 'trang web',
  'zalo-oa': 'Zalo',
  'zalo-bot': 'Zalo',
  'zalo-personal': 'Zalo',
};

/** What the conversation that had a ticket is told when it goes on in another: nobody loses it unknowingly. */
export function continuedNews(code: string, channel: Channel): Partial<Activity> {
  return messageActivity({ text: ticketReplies.continuedElsewhere(code, PLACES[channel]), suggestions: [] });
}

/** What is said to the conversation of a ticket that has come to `status`; nothing where there is no news in it. */
export function statusNews(status: TicketStatus, facts: NewsFacts): Partial<Activity>[] {
  const text = TICKET_NEWS[status]?.(facts);
  const suggestions = status === 'info_requested' ? [ticketReplies.add(facts.code)] : [];
  return text === undefined ? [] : [newsOf(facts.code, { text, suggestions })];
}

/** An officer's reply; the closing one is followed by the question how satisfied the citizen is. */
export function replyNews({
  code,
  text,
  closing,
}: {
  code: string;
  text: string;
  closing: boolean;
}): Partial<Activity>[] {
  const head = closing ? ticketWords.answer(code) : ticketWords.message(code);
  const said = newsOf(code, { text: `${head}\n${text}`, suggestions: [] });
  if (!closing) return [said];
  const question = newsOf(code, {
    text: ticketWords.askRating,
    suggestions: Object.values(RATING_CHOICES),
  });
  return [said, question];
}

/** Marked with its ticket: a channel that cannot send it yet may tell at least of which ticket there is news. */
function newsOf(ticket: string, said: { text: string; suggestions: readonly string[] }): Partial<Activity> {
  return { ...messageActivity(said), channelData: { ticket } };
}
