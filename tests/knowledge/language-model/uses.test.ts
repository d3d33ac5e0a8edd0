// Rephrasing for the search and choosing by index: what of a model's answer counts, and what leaves things as they were.

import { describe, expect, it } from 'vitest';
import { choose } from '../../../knowledge/language-model/choose.ts';
import { rephrase } from '../../../knowledge/language-model/rephrase.ts';
import { saying } from '../../support/scripted-language-model.ts';

const FOLLOW_UP = {
  title: 'Đăng ký khai sinh cho trẻ dưới 6 tuổi',
  before: 'làm khai sinh cho bé',
  question: 'còn đứa lớn thì sao',
};

function asks(question: unknown) {
  return rephrase(saying(JSON.stringify({ question })), FOLLOW_UP);
}

describe('rephrasing', () => {
  it('gives a whole question, normalised', async () => {
    expect(await asks('Đăng ký khai sinh cho con lớn   cần gì?')).toMatchObject({
      outcome: 'used',
      value: 'đăng ký khai sinh cho con lớn cần gì?',
    });
  });

  it('may repeat a number that was said, and adds none', async () => {
    expect(await asks('khai sinh cho trẻ trên 6 tuổi')).toMatchObject({ outcome: 'used' });
    for (const added of [
      'khai sinh cho trẻ 16 tuổi',
      'khai sinh 1.001193',
      'khai sinh ６ tuổi',
      'khai sinh ٦',
    ])
      expect(await asks(added)).toMatchObject({ outcome: 'fallback', reason: 'number', value: null });
  });

  it('takes out what is masked, and is not used when it says nothing new', async () => {
    expect((await asks('khai sinh cho «họ tên» ở xã')).value).toBe('khai sinh cho ở xã');
    for (const same of ['Còn đứa lớn thì sao', '', '«họ tên»', '…'])
      expect(await asks(same)).toMatchObject({ outcome: 'fallback', reason: 'same' });
    expect(await asks('khai sinh '.repeat(60))).toMatchObject({ outcome: 'fallback', reason: 'too_long' });
  });
});

describe('choosing', () => {
  const titles = ['Đăng ký khai sinh', 'Đăng ký lại khai sinh'];
  const chosen = (choice: number) =>
    choose(saying(JSON.stringify({ choice })), { question: 'khai sinh', titles, topic: null });

  it('is by index among what was given', async () => {
    expect(await chosen(1)).toMatchObject({ outcome: 'used', value: 0, shown: titles[0] });
    expect(await chosen(2)).toMatchObject({ outcome: 'used', value: 1 });
  });

  it('may choose none, and nothing else', async () => {
    expect(await chosen(0)).toMatchObject({ outcome: 'fallback', reason: 'none', value: null });
    for (const other of [3, -1, 2 ** 40])
      expect(await chosen(other)).toMatchObject({ outcome: 'fallback', reason: 'out_of_range' });
  });
});
