// Whatever a dialog would do for good on words that were only heard is undone and read back; a yes does it once.

import { describe, expect, it } from 'vitest';
import type { Message } from '../../../bot/message.ts';
import { replies } from '../../../bot/replies.ts';
import type { Reply } from '../../../bot/reply.ts';
import { type ConversationState, freshState } from '../../../bot/state.ts';
import type { Turn } from '../../../bot/turn.ts';
import type { Voice } from '../../../bot/voice/hearing.ts';
import { takeReadBack, withReadBack } from '../../../bot/voice/read-back.ts';

const DONE: Reply = { text: 'Đã gửi.', suggestions: [], record: { intent: 'complaint' }, final: true };

function messageOf(text: string, voice: Voice | null, state: ConversationState) {
  const together: Message['turn']['together'] = [async () => {}];
  return { message: { text, voice, state, turn: { together } } as unknown as Message, together };
}

function turnAsked(mode: 'bot' | 'staff'): Turn {
  return { conversation: { mode }, state: { ...freshState(), readBack: 'gửi phản ánh' } } as unknown as Turn;
}

/** A dialog that does something for good. */
async function act({ state, turn }: Message): Promise<Reply> {
  turn.together.push(async () => {});
  Object.assign(state, { complaint: null, lastIntent: 'complaint', offered: ['x'] });
  return DONE;
}

describe('what was only heard', () => {
  it('does nothing final: memory and writing are as before, and the words wait for a yes', async () => {
    const state = { ...freshState(), dossierSeen: 'H48.18-261102-0001' };
    const { message, together } = messageOf('gửi phản ánh', 'heard', state);
    const reply = await withReadBack(message, act);
    expect(reply.text).toBe(replies.readBack('gửi phản ánh'));
    expect(together).toHaveLength(1);
    expect(state).toEqual({
      ...freshState(),
      dossierSeen: 'H48.18-261102-0001',
      readBack: 'gửi phản ánh',
    });
  });

  it('does at once what was written, and says nothing of hearing', async () => {
    const { message, together } = messageOf('gửi phản ánh', null, freshState());
    expect(await withReadBack(message, act)).toEqual(DONE);
    expect(together).toHaveLength(2);
  });

  it('does at once what can be taken back, and tells what was heard', async () => {
    const { message } = messageOf('đèn hỏng', 'heard', freshState());
    const reply = await withReadBack(message, async () => ({ ...DONE, final: undefined }) as never);
    expect(reply.text).toBe(`${replies.heard('đèn hỏng')}\n\nĐã gửi.`);
  });

  it('answers no question about erasing: the dialog is not even asked', async () => {
    const { message } = messageOf('xóa hết', 'heard', { ...freshState(), erasing: true });
    const reply = await withReadBack(message, () => Promise.reject(new Error('asked')));
    expect(reply.text).toBe(replies.readBack('xóa hết'));
    expect(message.state.erasing).toBe(true);
  });

  it.each<[string, ReturnType<typeof takeReadBack>]>([
    [replies.readBackYes, { kind: 'yes', text: 'gửi phản ánh' }],
    ['dạ đúng rồi ạ', { kind: 'yes', text: 'gửi phản ánh' }],
    ['dung roi', { kind: 'yes', text: 'gửi phản ánh' }],
    [replies.readBackNo, { kind: 'no' }],
    ['không đúng', { kind: 'no' }],
    ['đúng là đường này hỏng lâu rồi', { kind: 'none' }],
    ['gửi phản ánh', { kind: 'none' }],
  ])('"%s" answers the read-back once', (text, answer) => {
    const turn = turnAsked('bot');
    expect(takeReadBack(text, turn)).toEqual(answer);
    expect(takeReadBack(text, turn)).toEqual({ kind: 'none' });
  });

  it('is answered to nobody once an officer talks', () => {
    const turn = turnAsked('staff');
    expect(takeReadBack(replies.readBackYes, turn)).toEqual({ kind: 'none' });
    expect(turn.state.readBack).toBeNull();
  });
});
