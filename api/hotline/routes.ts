// The hotline desk: search while listening, what a caller asked before, and what this call was about.

import { maskPersonalData } from '../../bot/personal-data.ts';
import type { Answerer } from '../../knowledge/answer.ts';
import { currentProcedure } from '../../knowledge/catalogue.ts';
import type { Database } from '../../knowledge/ports.ts';
import { cutAtWord } from '../../knowledge/vietnamese.ts';
import { Problem } from '../problem.ts';
import { type Role, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import { askForCaller } from './ask.ts';
import { callsOf, logCall } from './calls.ts';
import { callerOf, localNumber } from './phone.ts';
import { ticketsOfPhone } from './tickets-of-phone.ts';
import { CallerHistory, CallerQuery, HotlineAnswer, HotlineQuestion, LogCall, LoggedCall } from './views.ts';

const ON_THE_LINE: readonly Role[] = ['operator', 'coordinator', 'administrator'];
const MOST_EARLIER = 20;
const LONGEST_SUMMARY = 160;
/** Clocks differ a little; a call logged days later is a mistake. */
const CLOCK_SLACK_MS = 5 * 60_000;
const LONGEST_AGO_MS = 24 * 60 * 60_000;

/** `callerSecret` keys the digests of callers' numbers. */
export function hotlineRoutes({
  database,
  answerer,
  callerSecret,
  now,
}: {
  database: Database;
  answerer: Answerer;
  callerSecret: string;
  now: () => Date;
}): Route[] {
  /** The last search of each operator: searches of one wait for each other, and those left behind are not begun. */
  const searching = new Map<string, Promise<unknown>>();

  function inTurn<T>(staffId: string, work: () => Promise<T>): Promise<T> {
    const turn = (searching.get(staffId) ?? Promise.resolve()).then(work, work);
    searching.set(staffId, turn);
    const forget = () => {
      if (searching.get(staffId) === turn) searching.delete(staffId);
    };
    turn.then(forget, forget);
    return turn;
  }

  return [
    route({
      method: 'get',
      path: '/api/hotline/ask',
      roles: ON_THE_LINE,
      summary: 'Câu trả lời để đọc cho người gọi, kèm các ý chính của thủ tục.',
      query: HotlineQuestion,
      output: HotlineAnswer,
      async handle({ caller, query, response }) {
        const answer = await inTurn(staffOf(caller).staffId, async () => {
          // The operator has typed on meanwhile, and nobody reads this any more.
          if (response.destroyed) throw new Problem('too_many');
          return askForCaller({ answerer, database }, query);
        });
        if (answer === null) throw new Problem('no_such_procedure');
        return answer;
      },
    }),
    route({
      method: 'get',
      path: '/api/hotline/caller',
      roles: ON_THE_LINE,
      summary: 'Phản ánh và cuộc gọi trước đây của một số điện thoại.',
      query: CallerQuery,
      output: CallerHistory,
      async handle({ caller, query }) {
        const number = numberOf(query.phone);
        const { hash } = callerOf(number, callerSecret);
        await recordAudit(database, {
          staffId: staffOf(caller).staffId,
          action: 'caller.read',
          subject: `caller:${hash}`,
          at: now(),
        });
        const calls = await callsOf(database, hash, MOST_EARLIER);
        return {
          tickets: await ticketsOfPhone(database, number, MOST_EARLIER),
          calls: calls.map(({ at, question, ticketCode }) => ({
            at: at.toISOString(),
            summary: cutAtWord(question, LONGEST_SUMMARY),
            ticketCode,
          })),
        };
      },
    }),
    route({
      method: 'post',
      path: '/api/hotline/calls',
      roles: ON_THE_LINE,
      summary: 'Ghi lại một cuộc gọi: người dân hỏi gì, đã trả lời gì, theo nguồn nào.',
      body: LogCall,
      output: LoggedCall,
      status: 201,
      async handle({ caller, body }) {
        const startedAt = new Date(body.startedAt);
        const ago = now().getTime() - startedAt.getTime();
        if (ago < -CLOCK_SLACK_MS || ago > LONGEST_AGO_MS) throw new Problem('call_time');
        const source = body.procedureCode === null ? null : await sourceNow(body.procedureCode);
        const id = await logCall(database, {
          staffId: staffOf(caller).staffId,
          startedAt,
          loggedAt: now(),
          caller: body.phone === null ? null : callerOf(numberOf(body.phone), callerSecret),
          question: maskPersonalData(body.question),
          told: maskPersonalData(body.told),
          sources: source === null ? [] : [source],
          ticketCode: body.ticketCode,
        });
        return { id };
      },
    }),
  ];

  async function sourceNow(code: string) {
    const entry = await currentProcedure(database, code);
    if (entry === null) throw new Problem('no_such_procedure');
    return { code, title: entry.procedure.title, version: entry.version };
  }
}

function numberOf(phone: string): string {
  const number = localNumber(phone);
  if (number === null) throw new Problem('no_phone_number');
  return number;
}
