// Times, statuses and ways as systems of the province write them.

import { describe, expect, it } from 'vitest';
import { writtenInstant, writtenStatus, writtenWay } from '../../../api/dossiers/written.ts';

describe('times', () => {
  it.each([
    ['2026-11-02T01:30:00Z', '2026-11-02T08:30:00+07:00'],
    ['2026-11-02T08:30:00+07:00', '2026-11-02T08:30:00+07:00'],
    ['2026-11-02T08:30:00', '2026-11-02T08:30:00+07:00'],
    ['2026-11-02 08:30', '2026-11-02T08:30:00+07:00'],
    ['02/11/2026 08:30:15', '2026-11-02T08:30:00+07:00'],
    ['2/11/2026 8h30', '2026-11-02T08:30:00+07:00'],
    ['20261102083000', '2026-11-02T08:30:00+07:00'],
    ['02/11/2026', '2026-11-02T00:00:00+07:00'],
  ])('%s', (text, at) => {
    expect(writtenInstant(text)).toEqual(new Date(at));
  });

  it('end the day where something is due', () => {
    expect(writtenInstant('02/11/2026', { due: true })).toEqual(new Date('2026-11-02T17:00:00+07:00'));
    expect(writtenInstant('02/11/2026 11:30', { due: true })).toEqual(new Date('2026-11-02T11:30:00+07:00'));
  });

  it.each(['', 'hôm qua', '31/02/2026', '02/11/2026 25:00', '20261302083000', '2026-13-02T08:30:00Z'])(
    'not %j',
    (text) => {
      expect(writtenInstant(text)).toBeNull();
    },
  );
});

describe('statuses and ways', () => {
  it.each([
    ['4', 4],
    ['Đang xử lý', 4],
    ['dang xu ly', 4],
    ['ĐÃ TRẢ KẾT QUẢ', 10],
    ['0', null],
    ['11', null],
    ['Đang đi chơi', null],
  ])('%s', (text, status) => {
    expect(writtenStatus(text)).toBe(status);
  });

  it.each([
    ['1', 'direct'],
    ['2', 'online'],
    ['3', 'postal'],
    ['Trực tuyến', 'online'],
    ['Dịch vụ bưu chính công ích', 'postal'],
    ['postal', 'postal'],
    ['0', null],
    ['qua mạng nội bộ', null],
  ])('%s', (text, way) => {
    expect(writtenWay(text)).toBe(way);
  });
});
