// A fact is stated or not, however its numbers are written.

import { describe, expect, it } from 'vitest';
import { hasFact } from '../../../scripts/evaluation/fact.ts';

describe('a fact', () => {
  it.each([
    ['Thời hạn: 03 ngày làm việc', '3 ngày'],
    ['Thời hạn: 3 ngày làm việc', '03 ngày'],
    ['Lệ phí: 8.000 đồng/bản', '8000'],
    ['Lệ phí: 8000 đồng', '8.000'],
    ['Lệ phí: 8 000 đồng', '8.000 đồng'],
    ['Lệ phí: 1.000.000 đồng', '1000000 đồng'],
    ['GIẤY CHỨNG SINH (bản chính)', 'giấy chứng sinh'],
    ['Giấy chứng sinh'.normalize('NFD'), 'Giấy chứng sinh'],
    ['Thông tư 01/2022/TT-BNV', '1/2022/TT-BNV'],
    ['Mẫu số 1b (Phụ lục II)', 'Mẫu số 1b'],
    ['mẫu TK-01 [phụ lục]', 'TK-01 [phụ lục]'],
    ['hết hạn ngày 05.03', '05.03'],
  ])('"%s" states "%s"', (text, fact) => {
    expect(hasFact(text, fact)).toBe(true);
  });

  it.each([
    ['Thời hạn: 13 ngày', '3 ngày'],
    ['Lệ phí: 18.000 đồng', '8.000 đồng'],
    ['Lệ phí: 1.008.000 đồng', '8.000 đồng'],
    ['Lệ phí: 80.000 đồng', '8.000 đồng'],
    ['Mẫu số 12', 'Mẫu số 1'],
    ['Lệ phí: 8.000.000 đồng', 'Lệ phí: 8.000'],
    ['Giấy khai sinh', 'Giấy chứng sinh'],
    ['', '3 ngày'],
  ])('"%s" does not state "%s"', (text, fact) => {
    expect(hasFact(text, fact)).toBe(false);
  });
});
