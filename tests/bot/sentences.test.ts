// The sentences that an office may word anew: which, what must stay, and that nothing else is touched.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replies } from '../../bot/replies.ts';
import { lackingIn, SENTENCES, wordedBy } from '../../bot/sentences.ts';

const sentence = (key: string) => SENTENCES.find((one) => one.key === key)!;

describe('sentences of the office', () => {
  it('are whole ones, each once, by keys that an address can hold', () => {
    expect(SENTENCES.length).toBeGreaterThan(50);
    expect(new Set(SENTENCES.map(({ key }) => key)).size).toBe(SENTENCES.length);
    expect(new Set(SENTENCES.map(({ text }) => text)).size).toBe(SENTENCES.length);
    for (const { key, text } of SENTENCES) {
      expect(key).toMatch(/^[a-z]+(?:\.[A-Za-z_]+){1,3}$/);
      expect(text).toMatch(/\s/);
      expect(lackingIn(text, { key, text })).toEqual([]);
    }
    expect(SENTENCES.map(({ text }) => text)).not.toContain(replies.eraseYes);
  });

  it('keep emergency numbers, commands, and that a machine speaks', () => {
    expect(lackingIn('Gọi ngay 113 hoặc 115!', sentence('general.emergency'))).toEqual(['114', 'Tôi là máy']);
    expect(lackingIn('Xin chào!', sentence('general.welcome'))).toEqual([
      'trợ lý tự động',
      'không phải cán bộ',
    ]);
    expect(lackingIn('Xin lỗi. Gõ gặp cán bộ.', sentence('general.abuse'))).toEqual(['“gặp cán bộ”']);
    expect(lackingIn('Xin lỗi. Gõ “gặp cán bộ” nhé.', sentence('general.abuse'))).toEqual([]);
  });

  it('stand in the place of the shipped ones, wherever these are said', () => {
    const worded = wordedBy(new Map([['general.thanks', 'Dạ, $& không có chi $1.']]));
    expect(worded(`Trước.\n${replies.thanks}\nSau.`)).toBe('Trước.\nDạ, $& không có chi $1.\nSau.');
    expect(worded(replies.goodbye)).toBe(replies.goodbye);
  });

  it('leave every other text as it is', () => {
    const worded = wordedBy(
      new Map([['no.such', 'x'], ...SENTENCES.map(({ key }): [string, string] => [key, ''])]),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (SENTENCES.every((one) => !text.includes(one.text))) expect(worded(text)).toBe(text);
      }),
    );
  });
});
