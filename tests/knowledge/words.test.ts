// The glossary at work: spellings are mended, other names widen the search, nothing else is touched.

import { array, assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise } from '../../knowledge/vietnamese.ts';
import { createWords, parseGlossary, shippedWords } from '../../knowledge/words.ts';

const words = createWords(
  parseGlossary(
    [
      'đky\tđăng ký\tviết tắt',
      'dk kh\tđăng ký kết hôn\tviết tắt',
      'chi\tchị\tphương ngữ; giữ "chi phí, chi nhánh"',
      'sổ đỏ\tGiấy chứng nhận quyền sử dụng đất\tđất đai',
      'sổ\tsổ hộ khẩu / sổ đỏ\thộ tịch',
      'bằng\tbằng tốt nghiệp hoặc giấy phép lái xe\tmơ hồ',
      'cs\tcông an / cơ sở\tviết tắt',
    ].join('\n'),
  ),
);

describe('a spelling', () => {
  test.each([
    ['mún đky', 'mún đăng ký'],
    ['đky rồi đky', 'đăng ký rồi đăng ký'],
    ['dk kh', 'đăng ký kết hôn'],
    ['hỏi chi', 'hỏi chị'],
    ['chi phí ở chi nhánh', 'chi phí ở chi nhánh'],
    ['đăng ký', 'đăng ký'],
  ])('"%s" is mended to "%s"', (typed, mended) => {
    expect(words.rewrite(tokenise(typed)).join(' ')).toBe(mended);
  });

  test('with two readings is not mended but searched for', () => {
    expect(words.rewrite(['cs'])).toEqual(['cs']);
    expect(words.expand(['cs'])).toEqual([
      { phrase: 'cs', official: 'công an / cơ sở', ambiguous: true, short: true },
    ]);
  });
});

describe('another name', () => {
  test('leaves what was typed and gives the official words beside it', () => {
    expect(words.rewrite(tokenise('sang tên sổ đỏ'))).toEqual(['sang', 'tên', 'sổ', 'đỏ']);
    expect(words.expand(tokenise('sang tên sổ đỏ'))).toEqual([
      { phrase: 'sổ đỏ', official: 'Giấy chứng nhận quyền sử dụng đất', ambiguous: false, short: false },
    ]);
  });

  test('of several words is known without marks; of one word only with them', () => {
    expect(words.expand(tokenise('so do')).map(({ phrase }) => phrase)).toEqual(['sổ đỏ']);
    expect(words.expand(tokenise('so bang'))).toEqual([]);
  });

  test('is ambiguous by its note or by several readings', () => {
    const ambiguous = words.expand(tokenise('sổ, bằng')).map((found) => [found.phrase, found.ambiguous]);
    expect(ambiguous).toEqual([
      ['sổ', true],
      ['bằng', true],
    ]);
  });
});

describe('the shipped glossary', () => {
  const shipped = shippedWords();

  test.each([
    ['mk mún đky kết hôn', 'đăng ký kết hôn'],
    ['hk cần chi phí', 'chi phí'],
  ])('reads "%s"', (typed, expected) => {
    expect(shipped.rewrite(tokenise(typed)).join(' ')).toContain(expected);
  });

  test('knows what a sổ đỏ is', () => {
    expect(shipped.expand(['sổ', 'đỏ'])[0]?.official).toContain('quyền sử dụng đất');
  });

  test('leaves words that it does not know as they are, in their order', () => {
    assert(
      property(array(string()), (texts) => {
        const unknown = texts.flatMap(tokenise).map((token) => `zz${token}`);
        expect(shipped.rewrite(unknown)).toEqual(unknown);
        expect(shipped.expand(unknown)).toEqual([]);
      }),
    );
  });
});
