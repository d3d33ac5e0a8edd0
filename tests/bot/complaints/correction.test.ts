// Corrections in words, and sentences that only look like one.

import { describe, expect, it } from 'vitest';
import { readCorrection } from '../../../bot/complaints/correction.ts';

describe('a correction', () => {
  it.each([
    ['sửa chỗ: ở phường Nghĩa Lộ chứ không phải Trà Câu', 'where', 'phường Nghĩa Lộ'],
    ['sua noi xay ra: xa Binh Son', 'where', 'xa Binh Son'],
    ['không phải Trà Câu, Nghĩa Lộ mới đúng', 'where', 'Nghĩa Lộ'],
    ['không phải hôm qua mà là sáng nay', 'when', 'sáng nay'],
    ['sửa giùm thời gian thành 9h sáng nay', 'when', '9h sáng nay'],
    ['lúc 8 giờ chứ không phải 9 giờ', 'when', 'lúc 8 giờ'],
    ['sửa mã hồ sơ H48.18-250701-0123', 'dossier', 'H48.18-250701-0123'],
    ['sửa nội dung: cán bộ quát tôi.', 'what', 'cán bộ quát tôi'],
    ['sửa sđt 0912345678', 'phone', '0912345678'],
  ])('is read from "%s"', (text, part, value) => {
    expect(readCorrection(text)).toEqual({ part, value });
  });

  it.each([
    'Sửa nội dung',
    'không phải nộp lệ phí hả?',
    'cán bộ chứ không phải bảo vệ',
    'sửa quy định',
    'dạ đúng rồi',
  ])('is not read from "%s"', (text) => {
    expect(readCorrection(text)).toBeNull();
  });
});
