// The words that lead to a person and back, and what the citizen is told about waiting.

import { describe, expect, it } from 'vitest';
import { createHandOverDialog } from '../../../bot/dialogs/hand-over.ts';
import type { HandOver } from '../../../bot/ports.ts';
import { type Contact, handoffText, replies } from '../../../bot/replies.ts';
import { shippedLanguage } from '../../../knowledge/question.ts';
import { aTurn } from '../../support/turns-of.ts';

const contact = { phone: '0255 111 222', address: null, hours: null };
const nothing = { phone: null, address: null, hours: null };
const { words } = shippedLanguage();

function dialog(
  standing: { open: boolean; place: number | null; opensAt: Date | null },
  of: Contact = contact,
) {
  const handOver: HandOver = {
    request: async () => ({ ...standing, write: async () => {} }),
    giveBack: () => async () => {},
  };
  return createHandOverDialog({ handOver, contact: of, words });
}

const waiting = { open: true, place: 3, opensAt: null };

describe('the hand-over', () => {
  it('tells the place in the queue, the opening, or only how else to reach a person', async () => {
    const turn = aTurn();
    const queued = await dialog(waiting).request('gặp cán bộ', turn);
    expect(queued.text).toContain('thứ 3');
    expect(queued.text).toContain(replies.handoffPhone(contact.phone));
    expect((await dialog({ ...waiting, place: 1 }).request('gặp cán bộ', turn)).text).toContain('kế tiếp');
    const closed = dialog({ open: false, place: null, opensAt: new Date('2026-11-30T00:30:00Z') }, nothing);
    expect((await closed.request('gặp cán bộ', turn)).text).toMatch(
      /ngoài giờ làm việc[\s\S]*07:30 Thứ Hai, 30\/11\/2026/,
    );
    const unknown = dialog({ open: false, place: null, opensAt: null });
    expect((await unknown.request('gặp cán bộ', turn)).text).toBe(
      `${handoffText(contact)}\n${replies.requestNoted}`,
    );
    expect(turn.together).toHaveLength(4);
  });

  it.each([
    ['xin số hotline', 0],
    ['cho tôi số điện thoại bộ phận một cửa', 0],
    ['sđt hỗ trợ là số nào', 0],
    ['cho tôi gặp cán bộ, sđt tôi là 0912345678', 1],
    ['sđt tôi 0912 345 678, gọi lại giúp tôi', 1],
    ['không gọi hotline được, cho gặp người thật', 1],
    ['gặp nhân viên', 1],
  ])('"%s" queues %i', async (text, queued) => {
    const turn = aTurn();
    await dialog(waiting).request(text, turn);
    expect(turn.together).toHaveLength(queued);
  });

  it.each([
    'gặp trợ lý',
    'cho tôi gặp lại trợ lý nhé',
    'gap tro ly tu dong',
    'thôi gặp cán bộ',
    'dạ thôi không cần gặp cán bộ nữa ạ',
    'quay lại trợ lý',
    'nói chuyện với bot đi',
  ])('"%s" takes the assistant back', (text) => {
    const turn = aTurn();
    expect(dialog(waiting).takeBack(text, turn)?.text).toBe(replies.assistantTakenBack);
    expect(turn.together).toHaveLength(1);
  });

  it.each(['gặp cán bộ', 'trợ lý trả lời sai rồi', 'không cần giấy khai sinh hả', 'bot', 'cán bộ ơi', ''])(
    '"%s" does not',
    (text) => expect(dialog(waiting).takeBack(text, aTurn())).toBeNull(),
  );

  it('knows only the ways of the Center where there is no desk', async () => {
    const alone = createHandOverDialog({ handOver: null, contact, words });
    const turn = aTurn();
    expect((await alone.request('gặp cán bộ', turn)).text).toBe(handoffText(contact));
    expect(alone.takeBack('gặp trợ lý', turn)).toBeNull();
    expect(turn.together).toEqual([]);
  });
});
