// Personal data in the ways people write it is masked; codes, law numbers, money, years and plain words are left alone.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findPersonalData,
  maskPersonalData,
  PLACEHOLDERS,
  withoutPlaceholders,
} from '../../bot/personal-data.ts';
import { shippedAliases } from '../../knowledge/aliases.ts';
import { readStarter } from '../../knowledge/starter.ts';

/** As written, and as it reads masked. Every name and number is made up. */
const MASKED: readonly [string, string][] = [
  // Telephone numbers
  ['gọi tôi 0912345678 nhé', 'gọi tôi «số điện thoại» nhé'],
  ['0912 345 678', '«số điện thoại»'],
  ['0912.345.678', '«số điện thoại»'],
  ['0912-345-678', '«số điện thoại»'],
  ['091 234 56 78', '«số điện thoại»'],
  ['09 12 34 56 78', '«số điện thoại»'],
  ['(0912) 345 678', '(«số điện thoại»'],
  ['+84912345678', '«số điện thoại»'],
  ['+84 912 345 678', '«số điện thoại»'],
  ['(+84) 912 345 678', '«số điện thoại»'],
  ['+84 (0) 912 345 678', '«số điện thoại»'],
  ['84912345678', '«số điện thoại»'],
  ['0084912345678', '«số điện thoại»'],
  ['sdt 0389123456 ko ai nghe', 'sdt «số điện thoại» ko ai nghe'],
  ['o912345678', '«số điện thoại»'],
  ['số cũ 01662345678', 'số cũ «số điện thoại»'],
  ['máy bàn 02553822333', 'máy bàn «số điện thoại»'],
  ['0255 3822 333', '«số điện thoại»'],
  ['0255.3.822.333', '«số điện thoại»'],
  ['gọi số 3822 333 giùm', 'gọi số «số điện thoại» giùm'],
  ['sđt: 912345678', 'sđt: «số điện thoại»'],
  ['zalo của em 0977.123.456 ạ', 'zalo của em «số điện thoại» ạ'],
  ['sđt 0912345678, 0387654321', 'sđt «số điện thoại», «số điện thoại»'],
  ['0912345678 2 lần', '«số điện thoại» 2 lần'],
  ['gọi không chín một hai ba bốn năm sáu bảy tám', 'gọi «số điện thoại»'],
  ['ĐT:0905123456', 'ĐT:«số điện thoại»'],
  // E-mail
  ['gửi hoa.nguyen90@gmail.com', 'gửi «thư điện tử»'],
  ['HOA_90@Yahoo.com.vn nha', '«thư điện tử» nha'],
  ['hoa90 @ gmail . com', '«thư điện tử»'],
  ['hoa90 a còng gmail chấm com', '«thư điện tử»'],
  // Identity numbers
  ['cccd 051095001234', 'cccd «số định danh»'],
  ['CCCD: 051 095 001 234', 'CCCD: «số định danh»'],
  ['số căn cước của tôi là 051195004321', 'số căn cước của tôi là «số định danh»'],
  ['051195004321', '«số định danh»'],
  ['0511 9500 4321', '«số định danh»'],
  ['cmnd 212345678', 'cmnd «số định danh»'],
  ['212345678 cấp ở quảng ngãi', '«số định danh» cấp ở quảng ngãi'],
  ['chứng minh nhân dân số 212.345.678', 'chứng minh nhân dân số «số định danh»'],
  ['số định danh cá nhân 051314009876', 'số định danh cá nhân «số định danh»'],
  ['hộ chiếu số B1234567', 'hộ chiếu số «số định danh»'],
  ['C12345678 hết hạn', '«số định danh» hết hạn'],
  ['bằng lái số 510123456789', 'bằng lái số «số định danh»'],
  ['mã số bhxh 5120123456', 'mã số bhxh «số bảo hiểm»'],
  ['thẻ bảo hiểm y tế DN4515120123456', 'thẻ bảo hiểm y tế «số bảo hiểm»'],
  ['GD 4 51 5120123456', '«số bảo hiểm»'],
  // Tax, accounts, plates
  ['mst 4300123456', 'mst «mã số thuế»'],
  ['mã số thuế: 4300123456-001', 'mã số thuế: «mã số thuế»'],
  ['4300123456-001', '«mã số thuế»'],
  ['stk 0071001234567 vietcombank', 'stk «số tài khoản» vietcombank'],
  ['số tài khoản agribank 4506 2051 23456', 'số tài khoản agribank «số tài khoản»'],
  ['chuyển vào tk 19033445566778', 'chuyển vào tk «số tài khoản»'],
  ['thẻ 9704 1234 5678 9012', 'thẻ «số tài khoản»'],
  ['xe biển số 76A-123.45', 'xe biển số «biển số»'],
  ['76C1-234.56 bị giữ', '«biển số» bị giữ'],
  ['xe 76b1 12345', 'xe «biển số»'],
  ['76A12345', '«biển số»'],
  ['biển 76 K1 1234', 'biển «biển số»'],
  // Dossiers, land, secrets, anything else that is long
  ['hồ sơ H48.18-250701-0123 tới đâu', 'hồ sơ «mã hồ sơ» tới đâu'],
  ['000.00.18.H48-200625-0001', '«mã hồ sơ»'],
  ['h48 18 250701 0123', '«mã hồ sơ»'],
  ['phản ánh PA-2026-000123', 'phản ánh «mã hồ sơ»'],
  ['thửa đất số 123, tờ bản đồ số 45', 'thửa đất số «số thửa đất», tờ bản đồ số «số thửa đất»'],
  ['thua 88 to 12', 'thua «số thửa đất» to «số thửa đất»'],
  ['mật khẩu vneid là Hoa@1990', 'mật khẩu vneid là «mật khẩu»'],
  ['otp 482913', 'otp «mật khẩu»'],
  ['mã vận đơn 8412345678901234', 'mã vận đơn «dãy số»'],
  // Names
  ['tôi tên Nguyễn Thị Hoa', 'tôi tên «họ tên»'],
  ['tên nguyễn thị hoa muốn làm khai sinh', 'tên «họ tên» muốn làm khai sinh'],
  ['ten tran van binh muon hoi', 'ten «họ tên» muon hoi'],
  ['TÔI TÊN LÊ THỊ HỒNG MUỐN HỎI THỦ TỤC', 'TÔI TÊN «họ tên» MUỐN HỎI THỦ TỤC'],
  ['ông Trần Văn A xã Tịnh Khê', 'ông «họ tên» xã Tịnh Khê'],
  ['bà lê thị bảy đứng đơn', 'bà «họ tên» đứng đơn'],
  ['em là Phạm Hoàng Anh Thư, hỏi giùm mẹ', 'em là «họ tên», hỏi giùm mẹ'],
  ['họ và tên: Đinh Y Blong', 'họ và tên: «họ tên»'],
  ['chồng tên Huỳnh Tấn Phát', 'chồng tên «họ tên»'],
  ['con gái Võ Ngọc Ánh sinh hôm qua', 'con gái «họ tên» sinh hôm qua'],
  ['anh Tuấn ở một cửa hẹn thứ hai', 'anh «họ tên» ở một cửa hẹn thứ hai'],
  ['cán bộ Nguyễn Văn Bình nhận hồ sơ', 'cán bộ «họ tên» nhận hồ sơ'],
  ['tôi tên Thảo, cho hỏi đăng ký tạm trú', 'tôi tên «họ tên», cho hỏi đăng ký tạm trú'],
  ['con gái tên là Mít sinh hôm qua', 'con gái tên là «họ tên» sinh hôm qua'],
  ['em tên thảo muốn hỏi', 'em tên «họ tên» muốn hỏi'],
  ['em tên gì', 'em tên gì'],
  ['tôi tên giấy tờ bị sai', 'tôi tên giấy tờ bị sai'],
  ['làm giùm cho Huỳnh Thị Bích Thảo', 'làm giùm cho «họ tên»'],
  ['sổ đứng tên Đặng Thị Lụa', 'sổ đứng tên «họ tên»'],
  ['chủ tịch Bùi Quang Dũng ký', 'chủ tịch «họ tên» ký'],
  ['nhờ trần thị mười ký thay', 'nhờ «họ tên» ký thay'],
  ['rác ở chợ Lê Hồng Phong', 'rác ở chợ Lê Hồng Phong'],
  // Birth and address
  ['sinh ngày 12/03/1990', 'sinh ngày «ngày sinh»'],
  ['con tui sinh 5-3-2024', 'con tui sinh «ngày sinh»'],
  ['ngày sinh: 01.02.1988', 'ngày sinh: «ngày sinh»'],
  ['sinh ngày 1 tháng 2 năm 1990', 'sinh ngày «ngày sinh»'],
  ['nhà số 12 đường Lê Lợi', '«địa chỉ»'],
  ['số nhà 45/7 hẻm 12, phường Cẩm Thành', '«địa chỉ», phường Cẩm Thành'],
  ['ở 12 Hùng Vương, phường Cẩm Thành', 'ở «địa chỉ», phường Cẩm Thành'],
  ['tui ở thôn An Vĩnh xã Tịnh Khê', 'tui ở «địa chỉ» xã Tịnh Khê'],
  ['ở xóm 3 thôn Phước Thiện', 'ở «địa chỉ»'],
  ['địa chỉ tổ 5 khu phố 2', 'địa chỉ «địa chỉ»'],
  ['kiệt 34 đường nguyễn du phường nghĩa lộ', '«địa chỉ» phường nghĩa lộ'],
  ['nhà em 123 đường Quang Trung bị ngập', 'nhà em «địa chỉ» bị ngập'],
  // Several at once
  [
    'Tôi là Nguyễn Thị Hoa, sinh ngày 12/03/1990, cccd 051190001234, sđt 0912 345 678, ở thôn An Vĩnh',
    'Tôi là «họ tên», sinh ngày «ngày sinh», cccd «số định danh», sđt «số điện thoại», ở «địa chỉ»',
  ],
  ['Nguyễn Văn Bình'.normalize('NFD'), '«họ tên»'],
];

const LEFT_ALONE: readonly string[] = [
  'thủ tục 1.000001 làm sao',
  '2.002192.000.00.00.H48',
  'nghị định 61/2018/NĐ-CP',
  'luật 31/2024/QH15 điều 45',
  'quyết định số 1685/QĐ-UBND ngày 12/3/2026',
  'thông tư 15/2024/TT-BTC',
  'lệ phí 500.000 đồng',
  'lệ phí 8.000đ hay 15k',
  'vốn điều lệ 1.500.000.000 đồng',
  'vốn 1500000000 đồng',
  'vốn điều lệ 100000000',
  'giá trị 120 000 000 đồng',
  'nhà giá 2.500.000.000',
  'sinh năm 1990 thì đổi căn cước năm nào',
  'từ năm 2020-2025',
  'trong 15 ngày làm việc',
  'giờ làm việc 7h30 - 11h30, 13h30-17h',
  'nộp ngày 02/01/2026 hẹn 20/01/2026',
  '03.09.2024 08 giờ',
  'gọi 113 hay 115',
  'tổng đài 1900 1234 hay 18001096',
  'mẫu số 01/ĐKKD',
  'đất 120 m2 ở xã Bình Sơn',
  'thôn đặc biệt khó khăn',
  'tổ 3 người hợp tác',
  'ở 2 tỉnh trở lên',
  'tạm trú 2 năm',
  'bà mẹ Việt Nam anh hùng',
  'Bà mẹ Việt Nam Anh hùng',
  'đường Nguyễn Huệ bị ngập',
  'trường Trần Quốc Tuấn tuyển sinh',
  'phường Trương Quang Trọng',
  'huyện Ba Tơ, huyện Mộ Đức, Lý Sơn',
  'tên công ty TNHH Hoàng Long',
  'đổi tên cho con',
  'cải chính họ tên cha mẹ trong khai sinh',
  'khai sinh 01/01/2025 có phạt không',
  'người không có lương hưu',
  'chủ trương đầu tư',
  'thay đổi phạm vi hoạt động',
  'vo thi hanh an',
  'xu ly van ban',
  'bà con Hrê ở Sơn Hà',
  'ông A, bà B ký',
  'quên mật khẩu vneid',
  'chứng minh nhân dân 9 số đổi sang căn cước 12 số',
  'VNeID mức 2',
  'đăng ký xe 50cc',
  '',
  ' ',
];

describe('personal data', () => {
  it.each(MASKED)('%s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  it.each(LEFT_ALONE)('is not seen in: %s', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  it('is not seen in any title, law number, code or alias that we ship', async () => {
    const { procedures } = await readStarter();
    const texts = [
      ...procedures.flatMap(({ code, title, legalBases }) => [
        code,
        title,
        ...legalBases.flatMap(({ number }) => number ?? []),
      ]),
      ...shippedAliases().flatMap(({ phrases, shared }) => [...phrases, ...shared]),
    ];
    expect(texts.length).toBeGreaterThan(30_000);
    expect(texts.filter((text) => maskPersonalData(text) !== text.normalize('NFC'))).toEqual([]);
  });

  it('is found at its place, in order, apart from each other', () => {
    const text = 'sđt 0912345678 của bà Lê Thị Bảy';
    expect(findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['phone', '0912345678'],
      ['name', 'Lê Thị Bảy'],
    ]);
  });

  it('leaves the words around a placeholder, without those that announce it', () => {
    expect(withoutPlaceholders('mất bóp, sđt của em là: «số điện thoại», ở «địa chỉ», làm lại cccd')).toBe(
      'mất bóp, làm lại cccd',
    );
    expect(withoutPlaceholders('Toi ten «họ tên», hoi so do')).toBe('hoi so do');
    expect(withoutPlaceholders('«số điện thoại»')).toBe('');
  });
});

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const apart = fc.constantFrom('', ' ', '.', '-');
/** Groups of digits with one kind of separator, as on a visiting card. */
function grouped(head: string, sizes: readonly number[]): fc.Arbitrary<string> {
  return fc.tuple(fc.array(digit, { minLength: 12, maxLength: 12 }), apart).map(([digits, separator]) => {
    let at = 0;
    return sizes
      .map((size, i) => {
        const length = i === 0 ? size - head.length : size;
        at += length;
        return (i === 0 ? head : '') + digits.slice(at - length, at).join('');
      })
      .join(separator);
  });
}
const phones = fc.oneof(
  grouped('09', [4, 3, 3]),
  grouped('03', [10]),
  grouped('+847', [6, 3, 3]),
  grouped('05', [4, 2, 2, 2]),
);
const emails = fc.stringMatching(/^[a-z][a-z0-9._]{0,12}[a-z0-9]@[a-z]{3,10}\.(com|vn|com\.vn)$/);
const names = fc
  .tuple(
    fc.constantFrom('Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Đinh'),
    fc.constantFrom('Thị', 'Văn'),
    fc.constantFrom('Hoa', 'Bình', 'Lụa', 'Tâm'),
  )
  .map((parts) => parts.join(' '));
const words = fc.constantFrom('dạ', 'cho tui hỏi', 'làm giấy khai sinh', 'mất sổ đỏ', 'ở phường', 'bao lâu');

describe('personal data of any kind', () => {
  it.each([
    ['telephone numbers', phones],
    ['e-mail addresses', emails],
    ['names with a cue', names.map((name) => `tên ${name}`)],
    ['identity numbers', grouped('051', [12])],
  ])('%s are gone from between any words', (_, data) => {
    fc.assert(
      fc.property(words, data, words, (before, value, after) => {
        const masked = maskPersonalData(`${before}, ${value}, ${after}`);
        expect(masked.startsWith(`${before}, `) && masked.endsWith(`, ${after}`)).toBe(true);
        expect(masked).toMatch(/«.+»/);
        expect(masked).not.toMatch(/\d{3}|@|Hoa|Bình|Lụa|Tâm/);
      }),
    );
  });

  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.oneof(words, phones, emails, names, fc.string({ maxLength: 8 }), digit), { maxLength: 20 })
      .map((parts) => parts.join(' ')),
  );

  it('is masked once: masking again changes nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = maskPersonalData(text);
        expect(maskPersonalData(once)).toBe(once);
      }),
    );
  });

  it('takes nothing else away: outside the findings the text stays', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const normal = text.normalize('NFC');
        const found = findPersonalData(text);
        let at = 0;
        let rebuilt = '';
        for (const { kind, start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          rebuilt += normal.slice(at, start) + PLACEHOLDERS[kind];
          at = end;
        }
        expect(maskPersonalData(text)).toBe(rebuilt + normal.slice(at));
      }),
    );
  });

  it('leaves no run of nine digits but an amount or a code', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 9, maxLength: 30 }), words, (digits, word) => {
        expect(maskPersonalData(`${word} ${digits.join('')} ${word}`)).not.toMatch(/\d/);
      }),
    );
  });

  it.each([
    '0 '.repeat(20_000),
    'tên '.repeat(10_000),
    'số nhà 1/'.repeat(4_000),
    'Nguyễn Thị '.repeat(4_000),
    '@'.repeat(20_000),
    'a.'.repeat(20_000),
    'thửa đất số '.repeat(4_000),
  ])('reads a hostile text of %#', (text) => {
    expect(maskPersonalData(text).length).toBeGreaterThan(0);
  });
});
