// Normalising, folding and tokenising hold for whatever people paste, down to lone surrogates.

import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAtWord, fold, normalise, sentences, tokenise } from '../../knowledge/vietnamese.ts';

const NASTY = [
  '\uD83D',
  '\uDE00',
  '\0',
  '\u200B',
  '\u202E',
  '\u0301',
  '\uF0B7',
  '\u00A0',
  '👩‍🌾',
  'İ',
  'ﬁ',
  'ữ',
  'hoà',
  ' ',
];
/** Any UTF-16, with what breaks naive code well mixed in. */
const anything = array(oneof(string({ unit: 'binary' }), string(), constantFrom(...NASTY))).map((parts) =>
  parts.join(''),
);
const vietnamese = array(constantFrom(...'aàảãáạăằâấđeêếiịoôơởuưữyỳ bcdghklmnpqrstvx '.split(''))).map(
  (letters) => letters.join(''),
);

describe('normalise', () => {
  test.each([
    ['  HOÀ   Bình\u00A0 ', 'hòa bình'],
    ['thuỷ, uỷ quyền, quý, quỳ', 'thủy, ủy quyền, quý, quỳ'],
    ['hoàn, khoán, thuyết', 'hoàn, khoán, thuyết'],
    ['so\u0302\u0309 đo\u0309', 'sổ đỏ'],
    ['e\u200B\u0301', 'é'],
    ['\u202Eđất\u200B \uF0B7 đai\0', 'đất đai'],
    ['giấy 👩‍🌾 khai\uD83D', 'giấy khai'],
    ['một\r\n\thai', 'một hai'],
  ])('%j is %j', (typed, expected) => {
    expect(normalise(typed)).toBe(expected);
  });

  test('is one line of NFC without white space at its ends, and normalising it again changes nothing', () => {
    assert(
      property(anything, (text) => {
        const line = normalise(text);
        expect(normalise(line)).toBe(line);
        expect(line).toBe(line.normalize('NFC').trim());
        expect(line).not.toMatch(/[\n\t\0\p{Cs}\p{Cf}]| {2}/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('fold', () => {
  test('takes every mark away and keeps the case', () => {
    expect(fold('Đường Nguyễn Huệ, xã Đức Phổ – 8.000đ')).toBe('Duong Nguyen Hue, xa Duc Pho – 8.000d');
  });

  test('is the same for composed and decomposed text, and folding twice is folding once', () => {
    assert(
      property(oneof(vietnamese, anything), (text) => {
        expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('leaves plain letters of any Vietnamese word', () => {
    assert(
      property(vietnamese, (text) => {
        expect(fold(text)).toMatch(/^[a-z ]*$/);
      }),
    );
  });
});

describe('tokenise', () => {
  test('keeps numbers with their separators, and words apart from them', () => {
    expect(tokenise('Nộp 8.000đ ở xã, mẫu 12/2024 (CT01)?')).toEqual([
      'nộp',
      '8.000',
      'đ',
      'ở',
      'xã',
      'mẫu',
      '12/2024',
      'ct',
      '01',
    ]);
  });

  test.each(['', '   ', '👍👍', '?!…', '\0\u202E\uD83D'])('finds nothing in %j', (text) => {
    expect(tokenise(text)).toEqual([]);
  });

  test('never throws, and gives words without spaces that are tokens themselves', () => {
    assert(
      property(anything, (text) => {
        for (const token of tokenise(text)) {
          expect(token).toMatch(/^\S+$/);
          expect(tokenise(token)).toEqual([token]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('does not care how the text was composed', () => {
    assert(
      property(vietnamese, (text) => {
        expect(tokenise(text.normalize('NFD'))).toEqual(tokenise(text));
      }),
    );
  });
});

describe('cutAtWord', () => {
  test.each([
    ['vừa đủ', 6, 'vừa đủ'],
    ['cắt ở đây nhé', 9, 'cắt ở đây …'],
    ['cắt ở đây nhé', 8, 'cắt ở …'],
    ['dòng một\ndòng hai', 13, 'dòng một\ndòng …'],
    ['khôngcóchỗnghỉ', 5, 'không …'],
  ])('%j at %i is %j', (text, longest, expected) => {
    expect(cutAtWord(text, longest)).toBe(expected);
  });

  test('keeps a beginning of the text and the length asked for', () => {
    assert(
      property(vietnamese, (text) => {
        const cut = cutAtWord(text, 10);
        expect(cut.length).toBeLessThanOrEqual(12);
        expect(text.startsWith(cut.replace(/ …$/, ''))).toBe(true);
      }),
    );
  });
});

describe('sentences', () => {
  test('cuts at lines, full stops and list items, not inside numbers', () => {
    expect(sentences('Nộp tại xã. Phí 8.000 đồng; - Bản sao\n\n Hạn 3,5 ngày.')).toEqual([
      'Nộp tại xã.',
      'Phí 8.000 đồng;',
      '- Bản sao',
      'Hạn 3,5 ngày.',
    ]);
  });

  test('loses nothing but white space', () => {
    assert(
      property(anything, (text) => {
        expect(sentences(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
