// Grounding lets through what the source says in any spelling, and catches everything else.

import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsOf, textOf, ungroundedClaims } from '../../knowledge/grounding.ts';
import { aProcedure } from '../support/procedures.ts';

const SOURCE = [
  'Lệ phí: 1.250.000 đồng; hỏa tốc 2,5 lần; bản sao 8.000 đồng/bản. Hồ sơ 02 bộ.',
  'Thời hạn 10 ngày, kể từ ngày 05/7/2026, theo Nghị định số 104/2022/NĐ-CP ngày 21-12-2022 và 60/2014/QH13.',
  'Quyết định 1262/QĐ-BTP, công bố 2026-05-14. Nộp tại https://dichvucong.gov.vn/p/chi-tiet.html?ma=1.000894.',
  'Miễn lệ phí cho người có công. Hotline 1022.',
].join('\n');

describe('what the source says', () => {
  test.each([
    ['thousands with dots', 'Lệ phí 1.250.000 đồng'],
    ['thousands with commas', 'Lệ phí 1,250,000 đồng'],
    ['thousands without separator', 'Lệ phí 1250000đ'],
    ['a decimal comma', 'gấp 2,5 lần'],
    ['a decimal point', 'gấp 2.5 lần'],
    ['a leading zero dropped', '2 bộ hồ sơ'],
    ['a leading zero added', 'trong 010 ngày'],
    ['the day with slashes', 'từ 5/7/2026'],
    ['the day with dashes', 'từ 05-07-2026'],
    ['the day as ISO', 'từ 2026-07-05'],
    ['the day in words', 'từ ngày 5 tháng 7 năm 2026'],
    ['the ISO day of the source in Vietnamese', 'công bố 14/05/2026'],
    ['a document number', 'theo 104/2022/NĐ-CP và 60/2014/QH13'],
    ['parts of a document number', 'nghị định 104 năm 2022'],
    ['a link, full stop after it', 'xem https://dichvucong.gov.vn/p/chi-tiet.html?ma=1.000894.'],
    ['a link in brackets', '(https://dichvucong.gov.vn/p/chi-tiet.html?ma=1.000894)'],
    ['a promise in other letters', 'MIỄN LỆ PHÍ cho người có công'],
    ['decomposed text', 'Miễn lệ phí, theo 104/2022/NĐ-CP'.normalize('NFD')],
    ['nothing at all', 'Xin chào'],
    ['no text', ''],
  ])('in %s is grounded', (_what, text) => {
    expect(ungroundedClaims(text, SOURCE)).toEqual([]);
  });
});

describe('what the source does not say', () => {
  test.each([
    ['another amount', 'Lệ phí 1.250.001 đồng', ['1250001']],
    ['an amount ten times as large', 'Lệ phí 12.500.000 đồng', ['12500000']],
    ['a decimal read as a whole', 'gấp 25 lần', ['25']],
    ['a whole read as a decimal', 'trong 1,0 ngày', ['1.0']],
    ['another day', 'từ 06/7/2026', ['2026-7-6']],
    ['day and month exchanged', 'từ 7/5/2026', ['2026-5-7']],
    ['another day in words', 'ngày 6 tháng 7 năm 2026', ['6']],
    ['a document of another ministry', 'theo 104/2022/NĐ-BTP', ['104/2022/NĐ-BTP']],
    ['a document of another year', 'theo 104/2023/NĐ-CP', ['104/2023/NĐ-CP']],
    ['numbers joined into a document', 'theo 10/2022/NĐ-CP', ['10/2022/NĐ-CP']],
    [
      'a shorter link',
      'https://dichvucong.gov.vn/p/chi-tiet.html',
      ['https://dichvucong.gov.vn/p/chi-tiet.html'],
    ],
    ['another host', 'https://dichvucong.example.vn', ['https://dichvucong.example.vn']],
    ['another telephone number', 'gọi 1023', ['1023']],
    ['free of charge, in other words than the source', 'Miễn phí', ['miễn phí']],
    ['no charge', 'không thu phí', ['không thu phí']],
    ['no cost', 'không mất tiền', ['không mất tiền']],
    ['nothing to pay', 'không phải nộp lệ phí', ['không phải nộp lệ phí']],
    ['several at once', 'nộp 37 triệu, miễn phí', ['37', 'miễn phí']],
  ])('is caught: %s', (_what, text, claims) => {
    expect(ungroundedClaims(text, SOURCE)).toEqual(claims);
  });

  test('is caught without any source', () => {
    expect(ungroundedClaims('8.000 đồng', '')).toEqual(['8000']);
  });
});

test('claims are told apart by kind', () => {
  expect(claimsOf('Miễn phí; 8.000 đ; 01/02/2026; 64/2025/TT-BTC; https://a.vn/b.')).toEqual({
    links: ['https://a.vn/b'],
    documents: ['64/2025/TT-BTC'],
    dates: ['2026-2-1'],
    numbers: ['8000'],
    free: ['miễn phí'],
  });
});

describe('for any source', () => {
  const phrase = constantFrom(
    'lệ phí',
    '8.000 đồng',
    '2,5 ngày',
    '05/7/2026',
    '104/2022/NĐ-CP',
    'https://a.vn/x?y=1',
    'miễn phí',
    'mẫu số 01',
    'hồ sơ',
  );

  test('a text made of its pieces only, in any order, is grounded', () => {
    assert(
      property(array(phrase, { minLength: 1 }), array(integer({ min: 0, max: 99 })), (pieces, picks) => {
        const text = picks.map((pick) => pieces[pick % pieces.length]).join(', ');
        expect(ungroundedClaims(text, pieces.join('\n'))).toEqual([]);
      }),
    );
  });

  test('a number with one digit changed is not', () => {
    const amounts = integer({ min: 1000, max: 9_999_999 });
    assert(
      property(amounts, integer({ min: 0, max: 6 }), integer({ min: 1, max: 9 }), (amount, at, by) => {
        const digits = [...String(amount)].map(Number);
        const place = at % digits.length;
        digits[place] = (digits[place]! + by) % 10;
        const wrong = Number(digits.join(''));
        const source = `thu ${amount.toLocaleString('vi-VN')} đồng`;
        expect(ungroundedClaims(`${amount} đồng`, source)).toEqual([]);
        expect(ungroundedClaims(`${wrong.toLocaleString('vi-VN')} đồng`, source)).toEqual([String(wrong)]);
      }),
    );
  });
});

describe('textOf', () => {
  test('has every text and number of a record, and no quotes or escapes of its own', () => {
    const record = aProcedure({ conditions: 'Xem "http://a.gov.vn"\nvà http://b.gov.vn\nthì rõ' });
    const text = textOf(record);
    expect(ungroundedClaims('http://a.gov.vn và http://b.gov.vn', text)).toEqual([]);
    expect(text.split('\n')).toEqual(expect.arrayContaining([record.title, '3', '60/2014/QH13', 'false']));
    expect(text).not.toMatch(/null|undefined|[{}[\]\\]/);
  });
});
