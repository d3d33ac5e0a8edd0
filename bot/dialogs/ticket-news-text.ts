// A ticket as its citizen reads it.

import { CATEGORY_FACTS } from '../complaints/categories.ts';
import type { TicketNews } from '../ports.ts';
import { RATING_CHOICES } from '../ticket-news.ts';
import { STATUS_WORDS, ticketReplies as texts } from '../ticket-replies.ts';
import { dayTold, momentTold } from '../told-time.ts';

const OPEN: readonly TicketNews['status'][] = ['received', 'info_requested', 'info_given', 'processing'];

/** Status, promised day, steps and the last answer; whether it shall go on here where another conversation has it. */
export function newsText(news: TicketNews, now: Date): string {
  const { code, category, status, agency, dueAt, history, answer, rateable, here } = news;
  return [
    texts.head(code, CATEGORY_FACTS[category].label),
    texts.status(STATUS_WORDS[status]),
    agency === null ? null : texts.agency(agency),
    dueAt === null ? null : dueLine(dueAt, status, now),
    ...(history.length > 1
      ? [texts.history, ...history.map((step) => texts.step(momentTold(step.at), STATUS_WORDS[step.status]))]
      : []),
    answer === null ? null : texts.answer(answer),
    rateable ? texts.rate : null,
    here ? null : texts.offerHere,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

export function newsButtons({ code, status, rateable, here }: TicketNews): string[] {
  return [
    ...(rateable ? Object.values(RATING_CHOICES) : []),
    ...(status === 'info_requested' ? [texts.add(code)] : []),
    ...(here ? [] : [texts.here]),
  ];
}

function dueLine(dueAt: Date, status: TicketNews['status'], now: Date): string | null {
  if (!OPEN.includes(status)) return null;
  return (dueAt < now ? texts.overdue : texts.due)(dayTold(dueAt));
}
