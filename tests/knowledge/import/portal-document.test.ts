// The portal's ".doc" export of one procedure.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../../knowledge/import/gather.ts';
import { DEFAULT_SCOPE } from '../../../knowledge/import/scope.ts';
import { docx, type WordBlock } from '../../support/office-files.ts';
import { hasSharedData, sharedFile } from '../../support/shared-data.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function gatherDocument(blocks: readonly WordBlock[]) {
  const file = join(folder, 'ChiTiet.doc');
  await writeFile(file, docx(blocks));
  return gather({ files: [file], scope: DEFAULT_SCOPE });
}

const HEAD = ['Hình thức nộp', 'Thời hạn giải quyết', 'Phí, lệ phí', 'Mô tả'];
const PAPER_HEAD = ['Tên giấy tờ', 'Mẫu đơn, tờ khai', 'Số lượng'];

const document: WordBlock[] = [
  'Chi tiết thủ tục hành chính',
  'Mã thủ tục: 1.000001',
  'Số quyết định: 12/QĐ-BTP',
  'Tên thủ tục: CẤP BẢN SAO',
  'Cấp thực hiện: Cấp Tỉnh, Cấp Xã',
  'Lĩnh vực: Đăng ký, quản lý cư trú',
  'Trình tự thực hiện: ',
  'Bước 1: Nộp hồ sơ.\n Bước 2: Nhận kết quả.\nKết quả thực hiện: xem dưới',
  'Cách thức thực hiện: ',
  [
    HEAD,
    [
      'Trực tiếp',
      '03 Ngày làm việc',
      'Phí : 10.000 Đồng (Theo danh sách: một người)\nLệ phí : Miễn phí Đồng (HĐND tỉnh quy định)\nPhí : 0 Đồng',
      'Nộp tại quầy',
    ],
    ['Trực tuyến', '2,5 Ngày', 'Phí : 25 USD (một lần)', ''],
    ['Dịch vụ bưu chính', 'Theo hẹn', '', ''],
  ],
  'Thành phần hồ sơ: ',
  '* Hồ sơ gồm: ',
  [
    PAPER_HEAD,
    ['- Tờ khai (Mẫu CT01);', '1.MauCT01.doc', 'Bản chính: 1\vBản sao: 0'],
    ['Ví dụ: giấy tờ khác', '', 'Bản chính: 0\vBản sao: 0'],
  ],
  'Bao gồm',
  [PAPER_HEAD, ['Đơn', '', 'Bản chính: 0\vBản sao: 2']],
  'Đối tượng thực hiện: Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức',
  'Cơ quan thực hiện: Sở Văn hóa, Thể thao và Du lịch, Công an Xã',
  'Địa chỉ tiếp nhận HS: Không có thông tin',
  'Kết quả thực hiện: Thông báo, hủy bỏ thông báo, Giấy xác nhận',
  'Căn cứ pháp lý: ',
  [
    ['Số ký hiệu', 'Trích yếu', 'Ngày ban hành', 'Cơ quan ban hành'],
    ['68/2020/QH14', 'Luật 68/2020/QH14', '13-11-2020', ''],
  ],
  'Yêu cầu, điều kiện thực hiện: Không',
  'Từ khóa: bản sao',
  'Mô tả: Không có thông tin',
];

describe('a document of our own', () => {
  test('is read part by part', async () => {
    const { procedures, faults, single } = await gatherDocument(document);
    expect(faults).toEqual([]);
    expect(single).toBe(true);
    expect(procedures).toHaveLength(1);
    expect(procedures[0]).toMatchObject({
      code: '1.000001',
      title: 'Cấp bản sao',
      levels: ['province', 'commune'],
      fields: ['Đăng ký, quản lý cư trú'],
      agencies: ['Sở Văn hóa, Thể thao và Du lịch', 'Công an Xã'],
      receivedAt: null,
      publisher: null,
      decision: { number: '12/QĐ-BTP', date: null },
      subjects: [
        'Công dân Việt Nam',
        'Tổ chức (không bao gồm doanh nghiệp, HTX)',
        'Cán bộ, công chức, viên chức',
      ],
      conditions: 'Không',
      results: ['Thông báo, hủy bỏ thông báo', 'Giấy xác nhận'],
      legalBases: [{ number: '68/2020/QH14', title: 'Luật 68/2020/QH14' }],
      wholeOnline: null,
    });
  });

  test('ways to file with times and fees; "Miễn phí" is how the portal prints 0', async () => {
    const { procedures } = await gatherDocument(document);
    expect(procedures[0]?.submissions).toEqual([
      {
        channel: 'direct',
        time: { amount: 3, unit: 'working_day', text: null },
        fees: [
          { kind: 'fee', amount: 10000, currency: 'VND', text: 'Theo danh sách: một người' },
          { kind: 'service_fee', amount: 0, currency: 'VND', text: 'HĐND tỉnh quy định' },
          { kind: 'fee', amount: 0, currency: 'VND', text: null },
        ],
        note: 'Nộp tại quầy',
      },
      {
        channel: 'online',
        time: { amount: 2.5, unit: 'day', text: null },
        fees: [{ kind: 'fee', amount: 25, currency: 'USD', text: 'một lần' }],
        note: null,
      },
      { channel: 'postal', time: { amount: null, unit: null, text: 'Theo hẹn' }, fees: [], note: null },
    ]);
  });

  test('papers by case, notes apart; a label inside the steps is text', async () => {
    const { procedures } = await gatherDocument(document);
    expect(procedures[0]?.paperSets).toEqual([
      {
        name: 'Hồ sơ gồm',
        papers: [{ name: 'Tờ khai (Mẫu CT01)', originals: 1, copies: 0, forms: ['MauCT01.doc'] }],
        notes: ['Ví dụ: giấy tờ khác'],
      },
      { name: null, papers: [{ name: 'Đơn', originals: 0, copies: 2, forms: [] }], notes: [] },
    ]);
    expect(procedures[0]?.steps).toEqual([
      { name: null, text: 'Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.\nKết quả thực hiện: xem dưới' },
    ]);
  });

  test.each([
    ['Mã thủ tục: 12', 'Mã thủ tục'],
    ['Cấp thực hiện: Cấp Huyện', 'Cấp thực hiện'],
  ])('%s is a fault of that field', async (paragraph, field) => {
    const label = paragraph.split(':')[0]!;
    const changed = document.map((block) =>
      typeof block === 'string' && block.startsWith(`${label}:`) ? paragraph : block,
    );
    const { procedures, faults } = await gatherDocument(changed);
    expect(procedures).toEqual([]);
    expect(faults).toMatchObject([{ line: 1, field }]);
  });
});

describe.runIf(hasSharedData)('the real document beside the checkout', () => {
  test('reads as the procedure that it is', async () => {
    const file = sharedFile('data/raw-samples/csdl-export_ChiTietTTHC_1.004194.doc')!;
    const { procedures, faults } = await gather({ files: [file], scope: DEFAULT_SCOPE });
    expect(faults).toEqual([]);
    expect(procedures).toHaveLength(1);
    const [procedure] = procedures;
    expect(procedure).toMatchObject({
      code: '1.004194',
      title: 'Đăng ký tạm trú',
      levels: ['commune'],
      conditions: 'Không',
    });
    expect(
      procedure?.submissions.map(({ channel, fees }) => [channel, fees.map(({ amount }) => amount)]),
    ).toEqual([
      ['direct', [10000, 15000, 0]],
      ['online', [5000, 7000, 0]],
    ]);
    expect(procedure?.paperSets.map(({ papers, notes }) => [papers.length, notes.length])).toEqual([
      [2, 1],
      [2, 0],
      [3, 0],
      [0, 1],
    ]);
    expect(procedure?.legalBases).toHaveLength(11);
    expect(procedure?.results).toHaveLength(4);
  });
});
