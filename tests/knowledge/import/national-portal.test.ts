// Every kind of dirt that the national portal's records were found to hold, each in a record of our own making.

import { describe, expect, test } from 'vitest';
import { readPortalRecord } from '../../../knowledge/import/national-portal.ts';
import { DEFAULT_SCOPE, leftOutBy, publishersNamed } from '../../../knowledge/import/scope.ts';
import type { Procedure } from '../../../knowledge/procedure.ts';

/** 16 January 2026, midnight in Việt Nam, in epoch milliseconds. */
const JANUARY_16 = Date.UTC(2026, 0, 15, 17);

function raw(differing: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    code: '1.000001',
    name: 'Cấp bản sao',
    departmentPromulgateName: 'Bộ Tư pháp',
    isProvince: false,
    isWard: true,
    isInternal: false,
    categoriesDetails: [{ name: 'Hộ tịch' }],
    procedureProposal: { proposalNumber: '163/QĐ-BTP', decisionDate: JANUARY_16, publicationDate: null },
    ...differing,
  };
}

function read(differing: Record<string, unknown> = {}): Procedure {
  return readPortalRecord(raw(differing)).procedure;
}

function feesOf(...fees: Record<string, unknown>[]) {
  const [submission] = read({
    executionMethods: [{ submissionMethod: 'DIRECT', fees: fees.map((fee) => ({ type: 'FEE', ...fee })) }],
  }).submissions;
  return submission?.fees.map(({ amount, currency, text }) => ({ amount, currency, text }));
}

function timesOf(...rows: Record<string, unknown>[]) {
  return read({
    executionMethods: rows.map((row) => ({ submissionMethod: 'DIRECT', fees: [], ...row })),
  }).submissions.map(({ time }) => time);
}

function papersOf(...components: Record<string, unknown>[]) {
  const [set] = read({
    executionCases: [
      {
        name: '',
        profileComponents: components.map((component) => ({
          originalQty: 0,
          copyQty: 0,
          attachments: [],
          ...component,
        })),
      },
    ],
  }).paperSets;
  return { papers: set?.papers.map(({ name }) => name) ?? [], notes: set?.notes ?? [] };
}

describe('wrappings', () => {
  test.each([
    ['bare', raw()],
    ['under detail', { id: 'x', code: '1.000001', detail: raw() }],
    ['in an envelope', { code: 'OK', data: raw() }],
    ['in an envelope, under detail', { code: 'OK', data: { detail: raw() } }],
  ])('%s', (_name, record) => {
    expect(readPortalRecord(record).procedure.title).toBe('Cấp bản sao');
  });
});

describe('fees', () => {
  test('0 stays 0 with the text beside it, and is not turned into words', () => {
    expect(
      feesOf(
        { value: 0, description: 'Hội đồng nhân dân tỉnh quy định' },
        { value: 0, description: '' },
        { value: 0, description: '8.000.000/lần' },
      ),
    ).toEqual([
      { amount: 0, currency: 'VND', text: 'Hội đồng nhân dân tỉnh quy định' },
      { amount: 0, currency: 'VND', text: null },
      { amount: 0, currency: 'VND', text: '8.000.000/lần' },
    ]);
  });

  test('null and missing values are unknown', () => {
    expect(feesOf({ value: null, description: 'Theo Thông tư' }, {})).toEqual([
      { amount: null, currency: 'VND', text: 'Theo Thông tư' },
      { amount: null, currency: 'VND', text: null },
    ]);
  });

  test('USD by name, or by the text beside a number without a currency', () => {
    expect(
      feesOf(
        { value: 25, currencyName: 'USD', description: '' },
        { value: 50, description: 'Phí 50USD/chuyến' },
        { value: 30000, currencyName: 'Việt Nam Đồng', description: '30.000 đồng (1,5 USD)' },
      ),
    ).toEqual([
      { amount: 25, currency: 'USD', text: null },
      { amount: 50, currency: 'USD', text: 'Phí 50USD/chuyến' },
      { amount: 30000, currency: 'VND', text: '30.000 đồng (1,5 USD)' },
    ]);
  });

  test('an amount below 1,000 đồng is a slip: only the text is believed', () => {
    expect(feesOf({ value: 20, description: '20.000 đồng/tờ khai' }, { value: 25, description: '' })).toEqual(
      [
        { amount: null, currency: 'VND', text: '20.000 đồng/tờ khai' },
        { amount: null, currency: 'VND', text: null },
      ],
    );
  });

  test('a temporary reduced rate stays beside the amount', () => {
    const text = 'Áp dụng mức phí: 500.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026';
    expect(feesOf({ value: 1000000, description: text })).toEqual([
      { amount: 1000000, currency: 'VND', text },
    ]);
  });
});

describe('times', () => {
  test('a number needs a unit', () => {
    expect(
      timesOf(
        { processingTime: 3, processingTimeUnit: 'WORKING_DAY' },
        { processingTime: 2.5, processingTimeUnit: 'DAY' },
        { processingTime: 1, processingTimeUnit: 'OTHER' },
        { processingTime: '0', processingTimeUnit: 'OTHER' },
        { processingTime: '-', processingTimeUnit: 'OTHER' },
        { processingTime: 'Không', processingTimeUnit: 'OTHER' },
        { processingTime: 0, processingTimeUnit: 'DAY' },
        {},
      ),
    ).toEqual([
      { amount: 3, unit: 'working_day', text: null },
      { amount: 2.5, unit: 'day', text: null },
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('a sentence in place of the number is kept as text', () => {
    expect(timesOf({ processingTime: 'Tùy theo từng trường hợp ', processingTimeUnit: 'OTHER' })).toEqual([
      { amount: null, unit: null, text: 'Tùy theo từng trường hợp' },
    ]);
  });

  test('without a usable number, the time in the description of the row is the time', () => {
    const [submission] = read({
      executionMethods: [
        {
          submissionMethod: 'ONLINE',
          processingTime: 1,
          processingTimeUnit: 'OTHER',
          description: 'Ngay trong ngày; phải xác minh thì không quá 05 ngày làm việc',
          fees: [],
        },
      ],
    }).submissions;
    expect(submission).toMatchObject({
      time: {
        amount: null,
        unit: null,
        text: 'Ngay trong ngày; phải xác minh thì không quá 05 ngày làm việc',
      },
      note: null,
    });
  });

  test('several rows of one channel stay several rows', () => {
    const { submissions } = read({
      executionMethods: [
        {
          submissionMethod: 'DIRECT',
          processingTime: 3,
          processingTimeUnit: 'DAY',
          description: 'Cấp mới',
          fees: [],
        },
        {
          submissionMethod: 'DIRECT',
          processingTime: 7,
          processingTimeUnit: 'DAY',
          description: 'Cấp lại',
          fees: [],
        },
      ],
    });
    expect(submissions.map(({ channel, time, note }) => [channel, time?.amount, note])).toEqual([
      ['direct', 3, 'Cấp mới'],
      ['direct', 7, 'Cấp lại'],
    ]);
  });
});

describe('agencies', () => {
  test.each([
    [
      'the first key, null entries left out',
      { departmentsExecuting: [null, { name: 'Sở Tư pháp ' }] },
      ['Sở Tư pháp'],
    ],
    [
      'the second key',
      { departmentsExecuting: [], unitGroupsExecuting: [{ name: 'Ủy ban nhân dân cấp xã' }, null] },
      ['Ủy ban nhân dân cấp xã'],
    ],
    [
      'both',
      { departmentsExecuting: [{ name: 'A' }], unitGroupsExecuting: [{ name: 'B' }, { name: 'A' }] },
      ['A', 'B'],
    ],
    [
      'the words',
      { unitGroupsExecuting: [null], executingAgencies: 'Ủy ban\u00A0nhân dân xã, phường.' },
      ['Ủy ban nhân dân xã, phường'],
    ],
    [
      'who has the authority, when nobody executes',
      { departmentsAuthority: [{ name: 'Công an tỉnh' }] },
      ['Công an tỉnh'],
    ],
    ['nobody', {}, []],
  ])('%s', (_name, differing, agencies) => {
    expect(read(differing).agencies).toEqual(agencies);
  });

  test("a ministry's procedure does not send people to another province", () => {
    const names = [
      'Sở Tư pháp Thành phố Hà Nội',
      'Sở Xây dựng - tỉnh Quảng Ngãi',
      'Ủy ban nhân dân cấp tỉnh',
    ];
    const differing = { departmentsExecuting: names.map((name) => ({ name })) };
    expect(read(differing).agencies).toEqual([
      'Sở Tư pháp',
      'Sở Xây dựng - tỉnh Quảng Ngãi',
      'Ủy ban nhân dân cấp tỉnh',
    ]);
    const elsewhere = [{ name: 'Sở Y tế' }, { name: 'Sở An toàn thực phẩm - TP.HCM' }];
    expect(read({ departmentsExecuting: elsewhere }).agencies).toEqual(['Sở Y tế']);
    expect(read({ departmentsExecuting: elsewhere.slice(1) }).agencies).toEqual(['Sở An toàn thực phẩm']);
    expect(read({ ...differing, departmentPromulgateName: 'UBND Thành phố Hà Nội' }).agencies[0]).toBe(
      names[0],
    );
  });
});

describe('papers', () => {
  test('entries with 0 and 0 are notes', () => {
    expect(
      papersOf(
        { name: '- Tờ khai theo mẫu;', originalQty: 1 },
        { name: '* Lưu ý: người nộp phải xuất trình giấy tờ' },
        { name: 'Trường hợp ủy quyền, hồ sơ gồm:' },
        { name: 'Bản chụp các giấy tờ nêu trên phải rõ nét' },
        { name: 'Số lượng hồ sơ: 01 bộ' },
      ),
    ).toEqual({
      papers: ['Tờ khai theo mẫu'],
      notes: [
        'Lưu ý: người nộp phải xuất trình giấy tờ',
        'Trường hợp ủy quyền, hồ sơ gồm:',
        'Bản chụp các giấy tờ nêu trên phải rõ nét',
        'Số lượng hồ sơ: 01 bộ',
      ],
    });
  });

  test('unless a form is attached or they begin like a paper, are short and state no rule', () => {
    expect(
      papersOf(
        { name: 'Theo mẫu đính kèm', attachments: [{ fileName: 'Mau01.docx' }] },
        { name: 'a) Tờ khai hải quan: 02 bản chính' },
        { name: '02 ảnh cỡ 4x6' },
        { name: 'Tờ khai phải có chữ ký' },
        { name: 'Không có tệp', attachments: [{ fileName: '' }] },
      ),
    ).toEqual({
      papers: ['Theo mẫu đính kèm', 'Tờ khai hải quan: 02 bản chính', '02 ảnh cỡ 4x6'],
      notes: ['Tờ khai phải có chữ ký', 'Không có tệp'],
    });
  });

  test('a case keeps its name without marker and colon; an empty case is left out', () => {
    const { paperSets } = read({
      executionCases: [
        { name: '* Giấy tờ phải nộp:', profileComponents: [{ name: 'Đơn', originalQty: 1, copyQty: 2 }] },
        { name: 'Không có gì', profileComponents: [{ name: ' ', originalQty: 1 }] },
      ],
    });
    expect(paperSets).toEqual([
      { name: 'Giấy tờ phải nộp', papers: [{ name: 'Đơn', originals: 1, copies: 2, forms: [] }], notes: [] },
    ]);
  });
});

describe('the rest of a record', () => {
  test('titles in capitals, dates at midnight of Việt Nam, numbers of decisions', () => {
    const procedure = read({
      name: ' THỦ TỤC THÀNH LẬP HỘI (CẤP TỈNH).',
      procedureProposal: {
        proposalNumber: '1122/QĐ-UBND-2026-SXDdacthu ',
        decisionDate: JANUARY_16,
        publicationDate: Date.UTC(2026, 0, 16),
      },
    });
    expect(procedure).toMatchObject({
      title: 'Thủ tục thành lập hội (cấp tỉnh)',
      decision: { number: '1122/QĐ-UBND', date: '2026-01-16' },
      publishedOn: '2026-01-16',
    });
  });

  test('legal documents once each, by number', () => {
    const { legalBases } = read({
      legalBasisesDetails: [
        { code: '131/2025/NĐ-CP', name: '131/2025/NĐ-CP' },
        { code: 'Nghị định số 131/2025/NĐ-CP', name: 'Nghị định về phân định thẩm quyền' },
        { code: '66.7/2025/NQ-CP ', name: 'Nghị quyết' },
        { code: 'Luật', name: 'Luật Thú y' },
      ],
    });
    expect(legalBases).toEqual([
      { number: '131/2025/NĐ-CP', title: 'Nghị định về phân định thẩm quyền' },
      { number: '66.7/2025/NQ-CP', title: 'Nghị quyết' },
      { number: null, title: 'Luật Thú y' },
    ]);
  });

  test('decomposed text reads the same as composed text', () => {
    const decomposed = JSON.parse(JSON.stringify(raw()).normalize('NFD'));
    expect(readPortalRecord(decomposed)).toEqual(readPortalRecord(raw()));
  });

  test('a code with a leading space is repaired and marked; -Xoa is withdrawn', () => {
    expect(readPortalRecord(raw({ code: ' 1.014325' }))).toMatchObject({
      procedure: { code: '1.014325' },
      codeAsWritten: false,
      withdrawn: false,
    });
    expect(readPortalRecord(raw({ code: '1.014955-Xoa' }))).toMatchObject({ withdrawn: true });
  });
});

describe('records that cannot be read say which field and why', () => {
  test.each([
    ['no code', { code: undefined }, 'code'],
    ['a code of another kind', { code: 'TTHC-12' }, 'code'],
    ['an empty name', { name: ' ' }, 'title'],
    [
      'a channel that does not exist',
      { executionMethods: [{ submissionMethod: 'FAX' }] },
      'executionMethods.0.submissionMethod',
    ],
    [
      'a negative amount',
      { executionMethods: [{ submissionMethod: 'DIRECT', fees: [{ value: -1 }] }] },
      'executionMethods.0.fees.0.value',
    ],
  ])('%s', (_name, differing, field) => {
    expect(() => readPortalRecord(raw(differing))).toThrow(expect.objectContaining({ field }));
  });

  test.each([[null], [7], ['text'], [[]]])('%j is no record', (value) => {
    expect(() => readPortalRecord(value)).toThrow(expect.objectContaining({ name: 'UnreadableRecord' }));
  });
});

describe('scope', () => {
  test.each([
    ['a ministry, commune', {}, null],
    ['the ministry in lower case', { departmentPromulgateName: 'Bộ xây dựng (Giao thông vận tải cũ)' }, null],
    ['the State Bank', { departmentPromulgateName: 'Ngân hàng Nhà nước Việt Nam' }, null],
    ['Quảng Ngãi', { departmentPromulgateName: 'Sở Xây dựng - tỉnh Quảng Ngãi' }, null],
    ['another province', { departmentPromulgateName: 'UBND tỉnh Bắc Ninh' }, 'publisher'],
    ['internal', { isInternal: true }, 'internal'],
    ['only at the ministry', { isWard: false, isMinistry: true }, 'level'],
    ['withdrawn', { code: '1.014955-Xoa' }, 'withdrawn'],
  ])('%s → %s', (_name, differing, reason) => {
    expect(leftOutBy(DEFAULT_SCOPE, readPortalRecord(raw(differing)))).toBe(reason);
  });

  test('can be chosen otherwise', () => {
    const scope = {
      levels: ['ministry'] as const,
      publishers: publishersNamed(['tư pháp']),
      includeInternal: true,
    };
    expect(leftOutBy(scope, readPortalRecord(raw({ isMinistry: true, isInternal: true })))).toBeNull();
    expect(leftOutBy(scope, readPortalRecord(raw()))).toBe('level');
    expect(
      leftOutBy(
        { ...scope, publishers: publishersNamed(['Bộ Y tế']) },
        readPortalRecord(raw({ isMinistry: true })),
      ),
    ).toBe('publisher');
    expect('UBND tỉnh Bắc Ninh').toMatch(publishersNamed(['*']));
    expect('abc').not.toMatch(publishersNamed(['a.c']));
  });
});
