// Plays the made-up month of the desk in the running application, in the order in which things happened.

import { RATING_CHOICES } from '../../bot/ticket-news.ts';
import { CASES, type MadeUpCase, PEOPLE, QUESTIONS, type Username } from './cases.ts';
import { beginChat, type Receipt } from './chat.ts';
import { type Member, takeUp } from './member.ts';

const PASSWORD = 'thuyền thúng chở trăng về';
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const DAYS = 30;
/** Things of one day happen so far apart. */
const APART_MS = 7 * MINUTE_MS;

export interface MadeUpDesk {
  coordinator: Member;
  operator: Member;
  /** Codes of the tickets, as `CASES` are listed. */
  codes: readonly string[];
}

interface Step {
  daysAgo: number;
  run(): Promise<void>;
}

/** `clock.set` moves the clock of the application, which ends at `end`; `firstInvitation` as the application gave it. */
export async function playMonth({
  url,
  firstInvitation,
  clock,
  end,
}: {
  url: string;
  firstInvitation: string;
  clock: { now: () => Date; set(at: Date): void };
  end: Date;
}): Promise<MadeUpDesk> {
  const codes: string[] = [];
  const { now } = clock;
  const administrator = await takeUp({ url, link: firstInvitation, password: PASSWORD, now });
  const members = {} as Record<Username, Member>;
  for (const person of PEOPLE) {
    const { id } = await administrator.change<{ id: string }>('/api/staff', person);
    const { url: link } = await administrator.change<{ url: string }>(`/api/staff/${id}/invitation`);
    members[person.username] = await takeUp({ url, link, password: PASSWORD, now });
  }

  async function act(who: Username, code: string, action: string, body: object): Promise<void> {
    const { version } = await members[who].read<{ version: number }>(`/api/tickets/${code}`);
    await members[who].change(`/api/tickets/${code}/${action}`, { version, ...body });
  }

  async function open(one: MadeUpCase): Promise<Receipt> {
    const { words: what, where, when, first, caller } = one;
    if (caller === undefined) {
      const chat = await beginChat(url);
      if (first !== undefined) await chat.say(first);
      return chat.complain(one);
    }
    const receipt = await members.hoa.change<Receipt>('/api/tickets', {
      ...{ what, where, when, ...caller },
      ...{ category: 'other', agencyId: null, dossierCode: null, urgent: false, anonymous: false },
    });
    await members.hoa.change('/api/hotline/calls', {
      ...{ phone: caller.phone, question: what, told: `Đã ghi nhận phản ánh ${receipt.code}.` },
      ...{ procedureCode: null, ticketCode: receipt.code, startedAt: now().toISOString() },
    });
    return receipt;
  }

  async function give(code: string, { triage }: MadeUpCase): Promise<void> {
    if (triage === undefined) return;
    const { officer, urgent = false, ...rest } = triage;
    const { class: kind } = await members.tam.read<{ class: string }>(`/api/tickets/${code}`);
    await act('tam', code, 'triage', { ...rest, class: kind, urgent });
    if (officer === null) return;
    await act('tam', code, 'assign', { assigneeId: members[officer].id });
    await act(officer, code, 'move', { to: 'processing', why: 'Nhận giải quyết' });
  }

  function stepsOf(one: MadeUpCase, index: number): Step[] {
    let receipt: Receipt;
    const officer = one.triage?.officer ?? 'tam';
    const first: Step = {
      daysAgo: one.daysAgo,
      async run() {
        receipt = await open(one);
        codes[index] = receipt.code;
        await give(receipt.code, one);
        if (one.asked !== undefined)
          await act(officer, receipt.code, 'move', { to: 'info_requested', why: one.asked });
      },
    };
    if (one.answer === undefined) return [first];
    const { after, text, rating, reopened } = one.answer;
    const second: Step = {
      daysAgo: one.daysAgo - after,
      async run() {
        await act(officer, receipt.code, 'reply', { text, closing: true });
        if (rating === undefined) return;
        const chat = await beginChat(url);
        await chat.say(`${receipt.code} ${receipt.key}`);
        await chat.say(RATING_CHOICES[rating]);
        if (reopened !== undefined) await chat.say(reopened);
      },
    };
    const third: Step = {
      daysAgo: one.daysAgo - after - 1,
      run: () => act('tam', receipt.code, 'move', { to: 'published', why: 'Công khai câu trả lời' }),
    };
    return reopened === undefined && third.daysAgo >= 0 ? [first, second, third] : [first, second];
  }

  const questions = Array.from({ length: DAYS }, (_, daysAgo) =>
    Array.from({ length: 3 + ((daysAgo * 4) % 7) }, (_, nr) => ({
      daysAgo,
      run: async () =>
        void (await (await beginChat(url)).say(QUESTIONS[(daysAgo * 3 + nr) % QUESTIONS.length]!)),
    })),
  ).flat();
  const waiting = {
    daysAgo: 0,
    run: async () => void (await (await beginChat(url)).say('cho tôi gặp cán bộ hỏi về sổ đỏ')),
  };

  const steps = [...CASES.flatMap(stepsOf), ...questions, waiting].toSorted(
    (one, other) => other.daysAgo - one.daysAgo,
  );
  for (const [nr, { daysAgo, run }] of steps.entries()) {
    const after = steps.slice(nr).filter((step) => step.daysAgo === daysAgo).length;
    clock.set(new Date(end.getTime() - daysAgo * DAY_MS - after * APART_MS));
    await run();
  }
  clock.set(end);
  return { coordinator: members.tam, operator: members.hoa, codes };
}

/** When the month begins, so that the application can be started then. */
export const beginOf = (end: Date): Date => new Date(end.getTime() - (DAYS + 1) * DAY_MS);
