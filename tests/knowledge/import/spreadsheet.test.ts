// The Center's own list as .xlsx and .csv.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../../knowledge/import/gather.ts';
import { DEFAULT_SCOPE } from '../../../knowledge/import/scope.ts';
import { writtenAmount, writtenDate, writtenTime } from '../../../knowledge/import/written-values.ts';
import { xlsx } from '../../support/office-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function gatherFile(name: string, content: string | Uint8Array) {
  const file = join(folder, name);
  await writeFile(file, content);
  return gather({ files: [file], scope: DEFAULT_SCOPE });
}

const CSV = `DANH MỤC THỦ TỤC HÀNH CHÍNH;;;
ma tthc;TÊN THỦ TỤC;Cấp;Lĩnh vực;Thời gian;Đơn vị (thời gian);Lệ phí;Giấy tờ;Hình thức nộp;Ngày quyết định;Toàn trình;Ghi chú nội bộ
1.000894;Đăng ký kết hôn;Xã;Hộ tịch;1,5;ngày làm việc;"8.000 đồng/bản
HĐND tỉnh quy định";"Tờ khai đăng ký kết hôn | 1 | 0
- Giấy xác nhận | 0 | 2
Đơn";Trực tiếp; 16/01/2026;có;x

;;;
1.000895;Thiếu cấp;;;;;;;;;;
1.000896;Ngày sai;Xã;;;;;;;31/02/2026;;
`;

describe('a list as csv', () => {
  test('is read by its header, wherever it stands and however it is written', async () => {
    const { procedures, remarks, single } = await gatherFile('danh-muc.csv', CSV);
    expect(single).toBe(false);
    expect(procedures).toEqual([
      expect.objectContaining({
        code: '1.000894',
        title: 'Đăng ký kết hôn',
        levels: ['commune'],
        fields: ['Hộ tịch'],
        decision: { number: null, date: '2026-01-16' },
        submissions: [
          {
            channel: 'direct',
            time: { amount: 1.5, unit: 'working_day', text: null },
            fees: [
              { kind: 'service_fee', amount: 8000, currency: 'VND', text: '8.000 đồng/bản' },
              { kind: 'service_fee', amount: null, currency: 'VND', text: 'HĐND tỉnh quy định' },
            ],
            note: null,
          },
        ],
        paperSets: [
          {
            name: null,
            papers: [
              { name: 'Tờ khai đăng ký kết hôn', originals: 1, copies: 0, forms: [] },
              { name: 'Giấy xác nhận', originals: 0, copies: 2, forms: [] },
              { name: 'Đơn', originals: 1, copies: 0, forms: [] },
            ],
            notes: [],
          },
        ],
        wholeOnline: true,
      }),
    ]);
    expect(remarks).toEqual([expect.stringContaining('"Ghi chú nội bộ"')]);
  });

  test('rows that cannot be read are listed by their line in the file', async () => {
    const { faults, spared } = await gatherFile('danh-muc.csv', CSV);
    expect(faults).toMatchObject([
      { line: 9, code: '1.000895', field: 'Cấp thực hiện', reason: 'còn trống' },
      { line: 10, code: '1.000896', field: 'Ngày quyết định', reason: expect.stringContaining('31/02/2026') },
    ]);
    expect(spared).toEqual(['1.000895', '1.000896']);
  });

  test.each([
    ['a missing required column is named', 'Mã;Tên\n1.000894;Đăng ký kết hôn\n', '"Cấp thực hiện"'],
    [
      'a column that comes twice is named',
      'Mã;Tên;Cấp;Cấp\n1.000894;Đăng ký;Xã;Xã\n',
      '"Cấp thực hiện" có hai lần',
    ],
    ['an open quotation mark is told with its line', 'Mã;Tên;Cấp\n1.000894;"Đăng ký;Xã\n', 'CSV sai cú pháp'],
    ['a text that is no list', 'Kính gửi Trung tâm\n', 'thiếu cột bắt buộc'],
  ])('%s', async (_name, content, message) => {
    await expect(gatherFile('xau.csv', content)).rejects.toThrow(message);
  });
});

describe('a list as xlsx', () => {
  test('numbers, dates and codes that the sheet took for numbers', async () => {
    const { procedures, faults } = await gatherFile(
      'danh-muc.dat',
      xlsx([
        [
          'Mã thủ tục',
          'Tên thủ tục',
          'Cấp thực hiện',
          'Thời gian giải quyết',
          'Đơn vị',
          'Phí',
          'Ngày quyết định',
          'Ngày công khai',
        ],
        [
          1.00119,
          'Đăng ký khai sinh',
          'Cấp Xã',
          3,
          'Ngày làm việc',
          8000,
          new Date(Date.UTC(2026, 0, 16)),
          46000,
        ],
        ['1.000002', 'Chỉ có tên', 'tinh; xa', null, null, 0, null, null],
      ]),
    );
    expect(faults).toEqual([]);
    expect(procedures).toMatchObject([
      {
        code: '1.001190',
        levels: ['commune'],
        decision: { date: '2026-01-16' },
        publishedOn: '2025-12-09',
        submissions: [
          {
            channel: 'direct',
            time: { amount: 3, unit: 'working_day' },
            fees: [{ kind: 'fee', amount: 8000, text: null }],
          },
        ],
      },
      {
        code: '1.000002',
        levels: ['province', 'commune'],
        submissions: [{ fees: [{ amount: 0, text: null }] }],
      },
    ]);
  });
});

describe('values as people write them', () => {
  test.each([
    ['8.000', 8000],
    ['8,000', 8000],
    ['2.000.000', 2_000_000],
    ['12,5', 12.5],
    ['500', 500],
    ['miễn phí', null],
    ['', null],
  ])('amount %s', (text, amount) => {
    expect(writtenAmount(text)).toBe(amount);
  });

  test.each([
    ['16/01/2026', '2026-01-16'],
    ['1-7-2025', '2025-07-01'],
    ['2026-07-01', '2026-07-01'],
    ['46000', '2025-12-09'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2026', null],
    ['13/13/2026', null],
    ['tháng 7', null],
  ])('date %s', (text, date) => {
    expect(writtenDate(text)).toBe(date);
  });

  test.each([
    ['03 Ngày làm việc', '', { amount: 3, unit: 'working_day', text: null }],
    ['8', 'giờ', { amount: 8, unit: 'hour', text: null }],
    ['1', '', null],
    ['0 ngày', '', null],
    ['5 ngày (khi đủ hồ sơ)', '', { amount: null, unit: null, text: '5 ngày (khi đủ hồ sơ)' }],
  ])('time %s %s', (text, unit, time) => {
    expect(writtenTime(text, unit)).toEqual(time);
  });
});
