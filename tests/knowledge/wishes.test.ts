// Several wishes in one message are answered apart when each is clear, and read as one story when not.

import { describe, expect, test } from 'vitest';
import type { Answer } from '../../knowledge/answer.ts';
import { together, wishesOf } from '../../knowledge/wishes.ts';

function anAnswer(differing: Partial<Answer>): Answer {
  return {
    outcome: 'answered',
    facet: 'documents',
    text: 'trả lời',
    procedure: { code: '1.000001', title: 'Đăng ký khai sinh' },
    choices: [],
    ranked: [],
    next: [],
    spoken: 'vi',
    confidence: 0.9,
    ...differing,
  };
}

describe('wishesOf', () => {
  test.each([
    ['làm khai sinh cần gì? lệ phí bao nhiêu?', ['làm khai sinh cần gì?', 'lệ phí bao nhiêu?']],
    ['làm khai sinh cần gì\nlệ phí bao nhiêu', ['làm khai sinh cần gì', 'lệ phí bao nhiêu']],
    ['làm khai sinh cần gì?', ['làm khai sinh cần gì?']],
    ['làm khai sinh cần gì??? ạ', ['làm khai sinh cần gì??? ạ']],
    ['a b? c d? e f? g h?', ['a b? c d? e f? g h?']],
    ['', ['']],
  ])('reads %j', (text, wishes) => {
    expect(wishesOf(text)).toEqual(wishes);
  });
});

describe('together', () => {
  test('puts sure answers to different questions below each other and goes on with the last', () => {
    const fee = anAnswer({ facet: 'fee', text: 'phí', procedure: { code: '1.000002', title: 'Kết hôn' } });
    expect(together([anAnswer({}), fee])).toMatchObject({
      text: 'trả lời\n\nphí',
      facet: 'documents',
      procedure: { code: '1.000002' },
    });
  });

  test('leaves out an overview of what another part asks more of', () => {
    const overview = anAnswer({ facet: 'overview', text: 'tóm tắt' });
    expect(together([overview, anAnswer({})])).toMatchObject({ text: 'trả lời', facet: 'documents' });
    const other = anAnswer({ procedure: { code: '1.000002', title: 'Kết hôn' } });
    expect(together([overview, other])?.text).toBe('tóm tắt\n\ntrả lời');
  });

  test.each([
    ['one is unsure', [anAnswer({}), anAnswer({ facet: 'fee', confidence: 0.4 })]],
    ['one asks back', [anAnswer({}), anAnswer({ facet: 'fee', outcome: 'asked_back' })]],
    ['both say the same', [anAnswer({}), anAnswer({})]],
    ['there is none', []],
  ])('is null when %s', (_, answers) => {
    expect(together(answers)).toBeNull();
  });
});
