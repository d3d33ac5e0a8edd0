// What is read from a question: the facet asked for, the act, and which words carry it.

import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readActs } from '../../knowledge/acts.ts';
import { occurrences, parsePhrase } from '../../knowledge/phrases.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { WORD_WEIGHTS } from '../../knowledge/term-weights.ts';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';

const language = shippedLanguage();
const read = (text: string) => readQuestion(language, text);

describe('a listed phrase', () => {
  test.each([
    ['mất bao lâu', 'làm cái này mất bao lâu vậy', [[3, 6]]],
    ['mất bao lâu', 'mat bao lau', [[0, 3]]],
    ['mất tiền', 'nhà mặt tiền', []],
    ['có … được không', 'có nộp thay được không', [[0, 5]]],
    ['có … được không', 'có được không', []],
    ['có … được không', 'có một hai ba bốn năm được không', []],
    [
      'phí',
      'phí và phí',
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ])('"%s" in "%s" stands at %j', (phrase, text, places) => {
    expect(occurrences(tokenise(text), parsePhrase(phrase))).toEqual(places);
  });
});

describe('the facet', () => {
  test.each([
    ['đăng ký kết hôn cần giấy tờ gì', 'documents'],
    ['dang ky ket hon can giay to gi', 'documents'],
    ['làm giấy khai sinh tốn bao nhiêu tiền', 'fee'],
    ['lệ phí bao nhiêu?', 'fee'],
    ['cấp sổ đỏ mất bao lâu', 'time'],
    ['nộp hồ sơ ở đâu', 'where'],
    ['có nộp qua mạng được không', 'online'],
    ['dùng mẫu đơn nào', 'form'],
    ['theo nghị định nào', 'legal'],
    ['thôi giám hộ thì xã cấp cho tôi tờ giấy gì', 'result'],
    ['đứng bán thuốc sâu phải có bằng cấp cỡ nào', 'conditions'],
    ['mất giấy tờ hết, giờ muốn có lại tờ khai sinh thì phải làm sao', 'overview'],
    [
      'Tôm chết, mất trắng bao nhiêu tiền. Tiền vay trả không nổi, lãi đẻ thêm. Muốn khoanh nợ thì làm cách nào?',
      'overview',
    ],
  ])('of "%s" is %s', (text, facet) => {
    expect(read(text).facet).toMatchObject({ facet, asked: true });
  });

  test('is the overview when none is named', () => {
    expect(read('đăng ký kết hôn').facet).toMatchObject({ facet: 'overview', mentioned: [] });
  });

  test('lists all that are mentioned', () => {
    const { mentioned } = read('đăng ký kết hôn cần giấy tờ gì, lệ phí bao nhiêu').facet;
    expect(mentioned).toEqual(expect.arrayContaining(['documents', 'fee']));
  });
});

describe('the act', () => {
  test.each([
    ['cấp lại bằng lái', 'reissue'],
    ['cap lai bang lai', 'reissue'],
    ['gia hạn tạm trú', 'extend'],
    ['cấp đổi giấy phép', 'exchange'],
  ] as const)('of "%s" is to %s', (text, act) => {
    expect([...readActs(language.actPhrases, tokenise(text))]).toContain(act);
  });
});

describe('the terms', () => {
  test('of what it is about weigh more than the words of the facet and filler', () => {
    const { terms } = read('cho em hỏi đăng ký kết hôn cần giấy tờ gì ạ');
    expect(terms.get('hon')).toBe(1);
    for (const light of ['giay', 'to', 'gi', 'a']) expect(terms.get(light) ?? 0).toBeLessThan(0.5);
  });

  test('include official words for everyday ones, lightly', () => {
    const { terms } = read('tấm sổ đỏ');
    expect(terms.get('chung') ?? 0).toBeGreaterThan(0);
    expect(terms.get('chung') ?? 1).toBeLessThan(terms.get('do') ?? 0);
  });

  test('are between 0 and 1 for any text, and few for an endless one', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        for (const weight of read(text).terms.values()) {
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
        }
      }),
    );
    const endless = read(Array.from({ length: 5000 }, (_, i) => `từ${i}`).join(' '));
    expect(endless.tokens.length).toBeLessThanOrEqual(200);
  });

  test.each(['hk', 'đk', 'ck'])('"%s" counts little beside what it may stand for', (short) => {
    const { terms } = read(`đứng ${short} riêng`);
    expect(terms.get(fold(short))).toBe(WORD_WEIGHTS.filler);
    expect(terms.get('rieng')).toBe(1);
    const readings = language.words.expand([short]).flatMap(({ official }) => tokenise(fold(official)));
    expect(readings.some((word) => terms.get(word) === WORD_WEIGHTS.abbreviation)).toBe(true);
  });

  test('do not depend on composition or capitals', () => {
    const text = 'Đăng ký tạm trú ở xã cần giấy tờ gì';
    expect(read(text.normalize('NFD').toUpperCase()).terms).toEqual(read(text).terms);
  });
});

describe('a story', () => {
  const { terms, sentences } = read(
    'Chồng em mất năm ngoái. Nhà neo người. Giờ em làm đám giỗ thì cần mang mũ gì?',
  );

  test('counts the more the later it is told, and the last sentence whole', () => {
    expect(sentences.map(({ share }) => share)).toEqual([0.5, 0.75, 1]);
    expect([terms.get('chong'), terms.get('neo'), terms.get('gio')]).toEqual([0.5, 0.75, 1]);
  });

  test('joins no words over the end of a sentence', () => {
    expect(terms.has('chong_em')).toBe(true);
    expect(terms.has('ngoai_nha')).toBe(false);
  });

  test('of one sentence, or of none, is read as it is', () => {
    const one = read('đăng ký kết hôn ở xã 8.000 dân');
    expect(one.sentences).toEqual([{ share: 1, terms: one.terms }]);
    expect(read('?!').sentences).toEqual([{ share: 1, terms: new Map() }]);
  });
});

test('hints say what to look for in the record', () => {
  expect(read('nhờ người khác đi thay được không').hints).toContain('ủy quyền');
  expect(read('lệ phí bao nhiêu').hints).not.toContain('ủy quyền');
});
