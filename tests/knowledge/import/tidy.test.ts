// Cleaning of source text: nothing is said differently afterwards.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCode } from '../../../knowledge/import/code.ts';
import { sentenceCase } from '../../../knowledge/import/sentence-case.ts';
import { tidyLine, tidyList, tidyOrNull, tidyText, withoutMarker } from '../../../knowledge/import/tidy.ts';

describe('tidyText', () => {
  test.each([
    ['decomposed letters become NFC', 'Giấy tờ'.normalize('NFD'), 'Giấy tờ'],
    [
      'no-break spaces, tabs and double spaces become one space',
      'Ủy ban\u00A0 nhân\t\tdân',
      'Ủy ban nhân dân',
    ],
    ['zero-width, direction and soft-hyphen signs go', '\u200Bđơn\u200E đề\u00AD nghị\uFEFF', 'đơn đề nghị'],
    [
      'Wingdings bullets become dashes on their own lines',
      '\uF076\tMột: \uF0FC Hai\n\uF0A7 Ba',
      '- Một:\n- Hai\n- Ba',
    ],
    ['the Wingdings plus becomes a plus', '\uF02B\tBản chính', '+ Bản chính'],
    ['lines are trimmed, empty ones go', '  Bước 1 \r\n\r\n \n Bước 2\n', 'Bước 1\nBước 2'],
    ['NUL and other control signs go', 'a\u0000b\u0007c', 'abc'],
  ])('%s', (_name, source, tidy) => {
    expect(tidyText(source)).toBe(tidy);
  });

  test('tidying twice is tidying once', () => {
    const dirty = fc.string({
      unit: fc.constantFrom(
        'a',
        'ế',
        'e\u0302\u0301',
        ' ',
        '\u00A0',
        '\t',
        '\n',
        '\r',
        '\uF076',
        '\uF0FC',
        '\u200B',
        '-',
      ),
    });
    fc.assert(fc.property(dirty, (text) => tidyText(tidyText(text)) === tidyText(text)));
  });

  test('one line, null for nothing, lists without doubles', () => {
    expect(tidyLine('a\n b')).toBe('a b');
    expect(tidyOrNull(' \n ')).toBeNull();
    expect(tidyOrNull('Không có thông tin')).toBeNull();
    expect(tidyOrNull('Không')).toBe('Không');
    expect(tidyList([' a', null, 'a ', '', undefined, 'b'])).toEqual(['a', 'b']);
  });
});

describe('withoutMarker', () => {
  test.each([
    ['- Đơn đề nghị;', 'Đơn đề nghị'],
    ['++ Bản sao,', 'Bản sao'],
    ['a) Tờ khai.', 'Tờ khai'],
    ['đ) Tờ khai', 'Tờ khai'],
    ['(iv) Cam kết', 'Cam kết'],
    ['(1) Văn bản', 'Văn bản'],
    ['2.1. Đối với thương nhân', 'Đối với thương nhân'],
    ['- 1. Đơn', 'Đơn'],
    ['!Bản sao', 'Bản sao'],
    ['02 ảnh 4x6', '02 ảnh 4x6'],
    ['2 bản sao', '2 bản sao'],
    ['Bản sao (nếu có)', 'Bản sao (nếu có)'],
    ['C/O mẫu D', 'C/O mẫu D'],
    ['và các giấy tờ khác...', 'và các giấy tờ khác...'],
  ])('%s → %s', (source, bare) => {
    expect(withoutMarker(source)).toBe(bare);
  });
});

describe('sentenceCase', () => {
  test.each([
    ['THỦ TỤC THÀNH LẬP HỘI (CẤP TỈNH)', 'Thủ tục thành lập hội (cấp tỉnh)'],
    ['THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)', 'Thủ tục quỹ tự giải thể (Cấp xã)'],
    ['ĐĂNG KÝ BHXH, BHYT TẠI UBND XÃ', 'Đăng ký BHXH, BHYT tại UBND xã'],
    ['NGƯỜI NƯỚC NGOÀI TẠI VIỆT NAM', 'Người nước ngoài tại Việt Nam'],
    ['THEO KHOẢN 2 ĐIỀU 34 CỦA LUẬT TÍN NGƯỠNG', 'Theo khoản 2 Điều 34 của Luật tín ngưỡng'],
    ['CẤP THẺ LUẬT SƯ', 'Cấp thẻ luật sư'],
    ['GIẤY PHÉP THEO MẪU TK1', 'Giấy phép theo mẫu TK1'],
  ])('%s → %s', (shouted, written) => {
    expect(sentenceCase(shouted)).toBe(written);
  });

  test('ordinary writing stays as it is, abbreviations included', () => {
    const title = 'Đăng ký, điều chỉnh đóng BHXH, BHYT, BHTN, BHTNLĐ, BNN; cấp sổ BHXH, thẻ BHYT';
    expect(sentenceCase(title)).toBe(title);
  });
});

describe('readCode', () => {
  test.each([
    ['1.000894', { code: '1.000894', withdrawn: false, asWritten: true }],
    [' 1.014325', { code: '1.014325', withdrawn: false, asWritten: false }],
    ['1.001193.000.00.00.H48', { code: '1.001193', withdrawn: false, asWritten: false }],
    ['1.014955-Xoa', { code: '1.014955', withdrawn: true, asWritten: false }],
    ['1.0133611', { code: '1.0133611', withdrawn: false, asWritten: true }],
    ['2.009182739', { code: '2.009182739', withdrawn: false, asWritten: true }],
  ])('%s', (raw, read) => {
    expect(readCode(raw)).toEqual(read);
  });

  test.each(['', '1.00089', '1000894', 'BTP-1.000894', '1.0008941234', '1.000894.02'])(
    '%s is no code',
    (raw) => {
      expect(readCode(raw)).toBeNull();
    },
  );
});
