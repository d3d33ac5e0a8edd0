// Answers as they are read aloud: what is said is what was written, without what only eyes can use.

import { describe, expect, it } from 'vitest';
import { localNumber, spellingsOf } from '../../../api/hotline/phone.ts';
import { sourceOf, spokenLines, spokenText } from '../../../api/hotline/spoken.ts';
import { factLines } from '../../../knowledge/facts.ts';
import { readStarter } from '../../../knowledge/starter.ts';

const ANSWER = `**Đăng ký khai sinh**
Phí, lệ phí:
- Nộp trực tiếp: 8.000 đồng/lần – mức ghi ngày 16/01/2026

Nguồn: thủ tục 1.001193 · Quyết định 163/QĐ-BTP ngày 16/01/2026 · số liệu 07/2026
https://dichvucong.gov.vn/p/home`;

describe('a spoken answer', () => {
  it('leaves out markdown, address and source, and reads amounts and dates', () => {
    expect(spokenText(ANSWER)).toBe(
      'Đăng ký khai sinh. Phí, lệ phí: Nộp trực tiếp: tám nghìn đồng một lần – mức ghi ngày mười sáu tháng một năm 2026.',
    );
    expect(sourceOf(ANSWER)).toBe(
      'thủ tục 1.001193 · Quyết định 163/QĐ-BTP ngày 16/01/2026 · số liệu 07/2026',
    );
    expect(sourceOf('Tôi chưa tìm thấy.')).toBeNull();
  });

  it.each([
    ['15 ngày làm việc', 'Mười lăm ngày làm việc.'],
    ['từ 10 - 15 ngày', 'Từ mười đến mười lăm ngày.'],
    ['2,5 ngày', 'Hai phẩy năm ngày.'],
    ['Tờ khai (01 bản chính, 2 bản sao)', 'Tờ khai (một bản chính, hai bản sao).'],
    ['100.000đ/hồ sơ', 'Một trăm nghìn đồng một hồ sơ.'],
    ['giảm 50%', 'Giảm năm mươi phần trăm.'],
    ['Nguồn ghi 0 đồng', 'Nguồn ghi 0 đồng.'],
    ['Thông tư 281/2016/TT-BTC', 'Thông tư 281/2016/TT-BTC.'],
    ['thủ tục 1.001193, mẫu số 01', 'Thủ tục 1.001193, mẫu số 01.'],
    ['Điều 5 Nghị định 123/2015/NĐ-CP', 'Điều 5 Nghị định 123/2015/NĐ-CP.'],
  ])('%s → %s', (line, said) => {
    expect(spokenLines([line])).toBe(said);
  });

  it('of every shipped procedure has no mark of markdown, no address and no amount in figures', async () => {
    const { procedures } = await readStarter();
    const spoken = procedures.flatMap((record) =>
      (['documents', 'fee', 'time', 'where'] as const).map((facet) => spokenLines(factLines(record, facet))),
    );
    expect(spoken.length).toBeGreaterThan(1000);
    expect(spoken.filter((text) => /\*\*|https?:|[1-9][\d.]* ?đồng|\n/.test(text))).toEqual([]);
  });
});

describe('a telephone number', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '+84 912.345.678',
    '84912345678',
    '(0912) 345-678',
    '0084912345678',
  ])('%s is one number', (phone) => expect(localNumber(phone)).toBe('0912345678'));

  it.each(['', '912345678', '113', 'abc', '09123456789012', '0912345678; drop'])('%s is none', (phone) =>
    expect(localNumber(phone)).toBeNull(),
  );

  it('is found in every spelling', () => {
    expect(spellingsOf('0912345678').map(localNumber)).toEqual(Array(6).fill('0912345678'));
  });
});
