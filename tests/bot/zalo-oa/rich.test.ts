// Buttons and the form for contact details: within Zalo's limits or not at all, and never instead of words that lose something.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesOf, type RichSettings } from '../../../bot/channels/zalo-oa/rich.ts';
import { TEXT_LIMIT, textsOf, ZALO_TEXTS } from '../../../bot/channels/zalo-text.ts';
import { messageActivity } from '../../../bot/reply.ts';
import { takesAttachment } from '../../support/zalo-attachments.ts';

const contactRequest = {
  title: 'Trung tâm',
  subtitle: 'Xin chia sẻ',
  imageUrl: 'https://example.gov.vn/b.png',
};
const ON: RichSettings = { buttons: { templateType: null }, contactRequest };
const OFF: RichSettings = { buttons: null, contactRequest: null };

const show = (text: string, suggestions: string[], settings = ON, asksContact = false) =>
  messagesOf(messageActivity({ text, suggestions, asksContact }), settings);

describe('messagesOf', () => {
  it('offers choices as buttons, with the words as they go without', () => {
    expect(show('Hỏi gì?', ['Lệ phí', 'Nộp ở đâu'])).toEqual([
      {
        text: `Hỏi gì?\n\n${ZALO_TEXTS.choices}\n1. Lệ phí\n2. Nộp ở đâu`,
        rich: {
          kind: 'buttons',
          text: 'Hỏi gì?',
          attachment: {
            type: 'template',
            payload: {
              buttons: [
                { title: 'Lệ phí', type: 'oa.query.show', payload: 'Lệ phí' },
                { title: 'Nộp ở đâu', type: 'oa.query.show', payload: 'Nộp ở đâu' },
              ],
            },
          },
        },
      },
    ]);
  });

  it('names the template where Zalo wants to know', () => {
    const [message] = show('Hỏi gì?', ['Lệ phí'], { ...ON, buttons: { templateType: 'buttons' } });
    expect(message?.rich?.attachment).toMatchObject({ payload: { template_type: 'buttons' } });
  });

  it.each([
    ['six choices', 'Hỏi gì?', ['1', '2', '3', '4', '5', '6'], ON],
    ['a long choice', 'Hỏi gì?', ['x'.repeat(101)], ON],
    ['nothing said', '', ['Lệ phí'], ON],
    ['no choices', 'Xong.', [], ON],
    ['buttons switched off', 'Hỏi gì?', ['Lệ phí'], OFF],
  ])('goes in words with %s', (_name, text, suggestions, settings) => {
    expect(show(text, suggestions, settings).map(({ rich }) => rich)).toEqual([null]);
  });

  it('shows the form where name and number are asked for, and leaves the choices in the words', () => {
    const [message] = show('Xin cho số điện thoại.', ['Không cần gọi lại'], ON, true);
    expect(message?.rich).toMatchObject({ kind: 'contact', text: message?.text });
    expect(message?.text).toContain('1. Không cần gọi lại');
    expect(takesAttachment(message?.rich?.attachment)).toBe(true);
    expect(show('Xin cho số điện thoại.', [], OFF, true)[0]?.rich).toBeNull();
  });

  it('carries only what Zalo takes, on the last message, and the words stay what they are', () => {
    const title = fc.string({ unit: fc.constantFrom(...'aă ếđ😀.'), maxLength: 110 });
    const text = fc.string({ unit: fc.constantFrom(...'aăế. \n'), maxLength: 5_000 });
    fc.assert(
      fc.property(text, fc.array(title, { maxLength: 7 }), fc.boolean(), (said, titles, asksContact) => {
        const activity = messageActivity({ text: said, suggestions: titles, asksContact });
        const messages = messagesOf(activity, ON);
        expect(messages.map((message) => message.text)).toEqual(textsOf(activity));
        for (const { rich } of messages.slice(0, -1)) expect(rich).toBeNull();
        const rich = messages.at(-1)?.rich ?? null;
        if (rich === null) return;
        expect(takesAttachment(rich.attachment)).toBe(true);
        expect(Array.from(rich.text).length).toBeLessThanOrEqual(TEXT_LIMIT);
        expect(rich.text).not.toBe('');
        expect(messages.at(-1)?.text.startsWith(rich.text)).toBe(true);
      }),
    );
  });
});
