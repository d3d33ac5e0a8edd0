// What Zalo is given to show: plain, short enough, choices as numbers, nothing cut without a word.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_MESSAGES, TEXT_LIMIT, textsOf, ZALO_TEXTS } from '../../bot/channels/zalo-text.ts';
import { messageActivity } from '../../bot/reply.ts';

const say = (text: string, suggestions: string[] = []) => textsOf(messageActivity({ text, suggestions }));

describe('textsOf', () => {
  it('leaves out the marks of Markdown and keeps links', () => {
    expect(say('**Đăng ký kết hôn**\n- Tờ khai\nhttps://dichvucong.gov.vn/x')).toEqual([
      'Đăng ký kết hôn\n- Tờ khai\nhttps://dichvucong.gov.vn/x',
    ]);
    expect(say('[mẫu](https://a.vn/m)')).toEqual(['mẫu: https://a.vn/m']);
  });

  it('offers choices as numbers at the end of the last message', () => {
    expect(say('Hỏi gì?', ['Lệ phí', 'Nộp ở đâu'])).toEqual([
      `Hỏi gì?\n\n${ZALO_TEXTS.choices}\n1. Lệ phí\n2. Nộp ở đâu`,
    ]);
    const [head, tail] = say(`${'Một câu dài. '.repeat(200)}`, ['Lệ phí']);
    expect(head?.endsWith('.')).toBe(true);
    expect(tail?.endsWith('1. Lệ phí')).toBe(true);
  });

  it('sends 2,000 characters as one and 2,001 as two, counted in NFC', () => {
    expect(say('ế'.normalize('NFD').repeat(2000))).toEqual(['ế'.repeat(2000)]);
    expect(say('ế'.repeat(2001))).toHaveLength(2);
    expect(say('😀'.repeat(2000))).toHaveLength(1);
  });

  it('says nothing for what says nothing', () => {
    expect(textsOf({ type: 'event', name: 'x' })).toEqual([]);
    expect(say('')).toEqual([]);
  });

  it('never gives more or longer messages than Zalo takes, and loses words only with a word about it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aăâbcdđeêghi. \n'), minLength: 1, maxLength: 30 });
    const anyText = fc.array(word, { maxLength: 300 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(anyText, fc.array(fc.string({ maxLength: 90 }), { maxLength: 5 }), (text, suggestions) => {
        const texts = say(text, suggestions);
        expect(texts.length).toBeLessThanOrEqual(MOST_MESSAGES);
        for (const one of texts) expect(Array.from(one).length).toBeLessThanOrEqual(TEXT_LIMIT);
        const squeeze = (some: string) => some.replace(/\s+/g, '');
        const whole = squeeze(texts.join(''));
        if (!whole.includes(squeeze(ZALO_TEXTS.cut)))
          expect(whole.startsWith(squeeze(text.normalize('NFC')))).toBe(true);
      }),
    );
  });
});
