// How each facet of a record is put into lines, above all where the record is silent, divided or endless.

import { describe, expect, test } from 'vitest';
import { FACETS } from '../../knowledge/facet.ts';
import { factLines } from '../../knowledge/facts.ts';
import type { Paper, Submission } from '../../knowledge/procedure.ts';
import { CHANNEL_NAMES, SAID } from '../../knowledge/wording.ts';
import { aProcedure } from '../support/procedures.ts';

const SILENT = aProcedure({
  levels: [],
  agencies: [],
  submissions: [],
  paperSets: [],
  results: [],
  legalBases: [],
  wholeOnline: null,
});

function aPaper(name: string, differing: Partial<Paper> = {}): Paper {
  return { name, originals: 1, copies: 0, forms: [], ...differing };
}

function by(
  channel: Submission['channel'],
  time: Submission['time'],
  note: string | null = null,
): Submission {
  return { channel, time, fees: [], note };
}

describe('a silent record', () => {
  test.each([
    ['documents', SAID.noPapers],
    ['fee', SAID.noFee],
    ['time', SAID.noTime],
    ['where', SAID.noPlace],
    ['online', SAID.onlineNotListed],
    ['form', SAID.noForms],
    ['conditions', SAID.starterHasNoText],
    ['result', SAID.noResult],
    ['legal', SAID.noLegal],
  ] as const)('is said to be silent on %s', (facet, said) => {
    expect(factLines(SILENT, facet)).toEqual([said]);
  });

  test('has no conditions, rather than a short edition, when its steps are known', () => {
    const full = { ...SILENT, steps: [{ name: null, text: 'Nộp hồ sơ' }] };
    expect(factLines(full, 'conditions')).toEqual([SAID.noConditions]);
  });
});

describe('time', () => {
  const days = (amount: number) => ({ amount, unit: 'working_day' as const, text: null });

  test('is written the Vietnamese way, with its note', () => {
    const record = aProcedure({ submissions: [by('direct', days(2.5), 'kể từ ngày nhận đủ hồ sơ')] });
    expect(factLines(record, 'time')).toEqual(['2,5 ngày làm việc. kể từ ngày nhận đủ hồ sơ']);
  });

  test('keeps of a long note what speaks of time', () => {
    const note = `${'Nộp tại bộ phận một cửa của xã hoặc trên cổng dịch vụ công. '.repeat(5)}Nhà ở riêng lẻ: 7 ngày.`;
    const record = aProcedure({ submissions: [by('direct', days(10), note)] });
    expect(factLines(record, 'time')).toEqual(['10 ngày làm việc. Nhà ở riêng lẻ: 7 ngày.']);
  });

  test('that only a sentence gives is that sentence', () => {
    const record = aProcedure({
      submissions: [by('direct', { amount: null, unit: null, text: 'Ngay khi nhận hồ sơ' })],
    });
    expect(factLines(record, 'time')).toEqual(['Ngay khi nhận hồ sơ']);
  });

  test('names the ways of filing only where they differ', () => {
    const same = aProcedure({ submissions: [by('direct', days(3)), by('online', days(3))] });
    expect(factLines(same, 'time')).toEqual(['3 ngày làm việc']);
    const other = aProcedure({
      submissions: [by('direct', days(3)), by('online', days(2)), by('postal', days(3))],
    });
    expect(factLines(other, 'time')).toEqual([
      `- ${CHANNEL_NAMES.direct}, ${CHANNEL_NAMES.postal}: 3 ngày làm việc`,
      `- ${CHANNEL_NAMES.online}: 2 ngày làm việc`,
    ]);
  });
});

describe('papers', () => {
  test('carry their counts, by case, and leave out cases that only have notes', () => {
    const record = aProcedure({
      paperSets: [
        {
          name: 'Cấp mới:',
          papers: [aPaper('Tờ khai', { copies: 2 }), aPaper('Ảnh', { originals: 0 })],
          notes: [],
        },
        { name: 'Lưu ý', papers: [], notes: ['Xuất trình thẻ căn cước'] },
      ],
    });
    expect(factLines(record, 'documents')).toEqual([
      'Cấp mới:',
      '- Tờ khai (1 bản chính, 2 bản sao)',
      '- Ảnh',
    ]);
  });

  test('that are too many are cut, forms to fill in first, and the cut is said', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      aPaper(`Văn bản số ${i + 1} ${'chứng minh '.repeat(8)}`),
    );
    const record = aProcedure({
      paperSets: [{ name: null, papers: [...many, aPaper('Tờ khai')], notes: [] }],
    });
    const lines = factLines(record, 'documents');
    expect(lines[0]).toBe('- Tờ khai (1 bản chính)');
    expect(lines.at(-1)).toBe(SAID.morePapers);
    expect(lines.length).toBeLessThan(30);
  });

  test('of many cases come once each, the case and the papers that were asked about first', () => {
    const common = Array.from({ length: 9 }, (_, i) =>
      aPaper(`Văn bản ${i} ${'xác nhận của xã '.repeat(7)}`),
    );
    const sets = ['nhà ở riêng lẻ', 'công trình tôn giáo', 'tượng đài'].map((name) => ({
      name: `Đối với ${name}`,
      papers: [...common, aPaper(`Bản vẽ ${name}`)],
      notes: [],
    }));
    const record = aProcedure({ paperSets: sets });
    const lines = factLines(record, 'documents');
    expect(lines[0]).toBe(SAID.papersOfSomeCase);
    expect(new Set(lines).size).toBe(lines.length);
    const asked = { relevance: (text: string) => (text.includes('tượng đài') ? 3 : 0) };
    expect(factLines(record, 'documents', asked)[0]).toBe('Đối với tượng đài:');
    const paper = { relevance: (text: string) => (text === 'Bản vẽ tượng đài' ? 3 : 0) };
    expect(factLines(record, 'documents', paper)[1]).toBe('- Bản vẽ tượng đài (1 bản chính)');
  });

  test('with a long name keep the number of the form that would be cut off', () => {
    const name = `Đơn đề nghị ${'của tổ chức '.repeat(25)}theo Mẫu số 12b ban hành kèm theo Nghị định`;
    const record = aProcedure({ paperSets: [{ name: null, papers: [aPaper(name)], notes: [] }] });
    expect(factLines(record, 'documents')[0]).toMatch(/^- Đơn đề nghị .* … \(Mẫu số 12b\) \(1 bản chính\)$/);
  });
});

describe('online', () => {
  test.each([
    ['wholly', { wholeOnline: true }, SAID.onlineWhole],
    ['partly', { submissions: [by('online', null)] }, SAID.onlinePart],
    ['not', { submissions: [by('direct', null)] }, SAID.onlineNotListed],
  ])('%s', (_how, differing, said) => {
    expect(factLines(aProcedure(differing), 'online')[0]).toBe(said);
  });
});

test.each(FACETS)('an endless record gives a short %s that says more is on the official page', (facet) => {
  const text = 'Trường hợp người nộp ở xa thì làm như sau và chờ kết quả '.repeat(120).trim();
  const record = aProcedure({
    agencies: [text],
    receivedAt: text,
    submissions: [
      {
        channel: 'direct',
        time: { amount: null, unit: null, text },
        note: text,
        fees: [{ kind: 'fee', amount: 5000, currency: 'VND', text }],
      },
    ],
    paperSets: [{ name: text, papers: Array.from({ length: 40 }, () => aPaper(`Mẫu ${text}`)), notes: [] }],
    conditions: text,
    results: [text, text],
    legalBases: Array.from({ length: 40 }, () => ({ number: '1/2020/NĐ-CP', title: text })),
  });
  const lines = factLines(record, facet);
  expect(lines.join('\n').length).toBeLessThan(1700);
  if (facet !== 'online') expect(lines.join('\n')).toMatch(/…|Danh sách còn dài/);
});
