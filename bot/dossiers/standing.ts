// How the standing of a dossier reads: status, dates, what is left of the time, what to do; and the news of a change.

import type { Activity } from 'botbuilder-core';
import type { DossierStanding } from '../ports.ts';
import { replies } from '../replies.ts';
import { messageActivity } from '../reply.ts';
import { dayTold, momentTold } from '../told-time.ts';
import { dossierReplies as said } from './replies.ts';
import { dossierStatus } from './statuses.ts';

/** Statuses after which nothing more is to be expected. */
const FINAL: ReadonlySet<number> = new Set([3, 7, 10]);

/** The whole answer, and the buttons that belong to it. */
export function tellStanding(standing: DossierStanding): { text: string; suggestions: string[] } {
  const { code, procedureTitle, agency, status, receivedAt, dueAt, finishedAt } = standing;
  const { name, sentence, next } = dossierStatus(status);
  const overdue = isOverdue(standing);
  const lines = [
    said.headline(code, name),
    standing.madeUp ? said.madeUp : null,
    sentence,
    overdue ? overdueLine(standing) : null,
    said.procedure(procedureTitle),
    said.agency(agency),
    receivedAt && said.received(dayTold(receivedAt)),
    dueAt && said.due(momentTold(dueAt)),
    finishedAt && said.finished(dayTold(finishedAt)),
    overdue ? null : timeLeft(standing),
    said.next(next),
    ...(overdue ? [said.overdueRight, said.overdueReport] : []),
    standing.stale ? said.stale(momentTold(standing.asOf)) : said.asOf(momentTold(standing.asOf)),
  ];
  return {
    text: lines.filter((line) => line !== null).join('\n'),
    suggestions: [
      ...(overdue ? [said.reportLate] : []),
      ...(FINAL.has(status) ? [] : [said.follow]),
      said.another,
      ...(overdue ? [replies.human] : []),
    ],
  };
}

/** Whether the clock runs and the promised day has passed. */
export function isOverdue({ workingDaysLeft }: Pick<DossierStanding, 'workingDaysLeft'>): boolean {
  return workingDaysLeft !== null && workingDaysLeft < 0;
}

/** What a conversation that follows a dossier reads when its status has changed. */
export function dossierNews(news: {
  code: string;
  status: number;
  agency: string;
  madeUp: boolean;
}): Partial<Activity> {
  const { name, sentence, next } = dossierStatus(news.status);
  const lines = [
    said.news(news.code, name),
    news.madeUp ? said.madeUp : null,
    sentence,
    said.agency(news.agency),
    said.next(next),
  ];
  return messageActivity({
    text: lines.filter((line) => line !== null).join('\n'),
    suggestions: FINAL.has(news.status) ? [] : [said.unfollow],
  });
}

function overdueLine({ code, workingDaysLeft, dueAt }: DossierStanding): string | null {
  return workingDaysLeft === null || dueAt === null
    ? null
    : said.overdue(code, -workingDaysLeft, dayTold(dueAt));
}

function timeLeft({ workingDaysLeft }: DossierStanding): string | null {
  if (workingDaysLeft === null) return null;
  return workingDaysLeft === 0 ? said.dueToday : said.left(workingDaysLeft);
}
