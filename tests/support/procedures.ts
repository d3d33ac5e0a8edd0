// A plain procedure for tests; every test says only what it is about.

import { officialLink, type Procedure } from '../../knowledge/procedure.ts';

export function aProcedure(differing: Partial<Procedure> = {}): Procedure {
  const code = differing.code ?? '1.000001';
  return {
    code,
    title: `Thủ tục số ${code}`,
    levels: ['commune'],
    fields: ['Hộ tịch'],
    agencies: ['Ủy ban nhân dân cấp xã'],
    receivedAt: null,
    publisher: 'Bộ Tư pháp',
    decision: { number: '1/QĐ-BTP', date: '2026-01-16' },
    publishedOn: '2026-04-08',
    subjects: ['Công dân Việt Nam'],
    submissions: [
      { channel: 'direct', time: { amount: 3, unit: 'working_day', text: null }, fees: [], note: null },
    ],
    paperSets: [{ name: null, papers: [{ name: 'Tờ khai', originals: 1, copies: 0, forms: [] }], notes: [] }],
    steps: [],
    conditions: null,
    results: ['Giấy xác nhận'],
    legalBases: [{ number: '60/2014/QH13', title: null }],
    wholeOnline: false,
    link: officialLink(code),
    ...differing,
  };
}
