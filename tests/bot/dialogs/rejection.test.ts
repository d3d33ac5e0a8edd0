// A message that does nothing but reject the answer just given, and messages that only look like it.

import { describe, expect, it } from 'vitest';
import { createRejection } from '../../../bot/dialogs/rejection.ts';
import { replies } from '../../../bot/replies.ts';
import { type ConversationState, freshState } from '../../../bot/state.ts';
import { shippedLanguage } from '../../../knowledge/question.ts';

const { reject } = createRejection(shippedLanguage());
const OTHERS = [
  { code: '1.000002', title: 'Đăng ký lại kết hôn' },
  { code: '1.000003', title: 'Ghi chú kết hôn' },
];

function justAnswered(others = OTHERS): ConversationState {
  return { ...freshState(), answered: { asked: 'làm giấy cưới', code: '1.000001', others } };
}

describe('a rejection', () => {
  it.each([
    'không phải',
    'Ko phải!',
    'k phải',
    'hông phải vậy',
    'khong phai cai nay',
    'dạ sai rồi bạn ơi',
    'không đúng ý tui',
    'trả lời sai rồi',
    'không liên quan',
    'đâu phải',
  ])('is heard in "%s"', (text) => {
    expect(reject(text, justAnswered())).not.toBeNull();
  });

  it.each([
    'không phải nộp lệ phí hả?',
    'sai thông tin trên sổ đỏ',
    'không phải, tui hỏi cấp lại',
    'không',
    'đúng rồi',
    'cảm ơn',
  ])('is not heard in "%s"', (text) => {
    const state = justAnswered();
    expect(reject(text, state)).toBeNull();
    expect(state).toEqual(justAnswered());
  });

  it('is not heard where nothing was answered', () => {
    expect(reject('không phải', freshState())).toBeNull();
  });

  it('offers what else might have been meant, and is told to the officers once', () => {
    const state = justAnswered();
    const reply = reject('không phải', state)!;
    expect(reply.suggestions).toEqual(['Đăng ký lại kết hôn', 'Ghi chú kết hôn', replies.human]);
    expect(reply.gaps).toEqual([
      { kind: 'missed', text: 'làm giấy cưới', outcome: 'rejected', codes: ['1.000001'] },
    ]);
    expect(state).toMatchObject({ choices: OTHERS, asked: 'làm giấy cưới', topic: null, answered: null });
    expect(reject('không phải', state)).toBeNull();
  });

  it('asks for other words, or a person, where nothing else is near', () => {
    const reply = reject('sai rồi', justAnswered([]))!;
    expect(reply.text).toContain(replies.rejectedNothingElse);
    expect(reply.suggestions).toEqual([replies.human]);
  });
});
