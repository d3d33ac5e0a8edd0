// What is read out of a citizen's words: matter, place, time, urgency; with diacritics and without.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerWhen, answerWhere, readComplaint, tellsOfBribery } from '../../../bot/complaints/reading.ts';

describe('a complaint in free words', () => {
  it.each([
    [
      'Ở quầy tiếp nhận phường Nghĩa Lộ, sáng nay khoảng 9 giờ',
      'quầy tiếp nhận phường Nghĩa Lộ',
      'sáng nay khoảng 9 giờ',
    ],
    [
      'Cán bộ ở quầy số 3 trung tâm hành chính phường nói chuyện cộc lốc',
      'quầy số 3 trung tâm hành chính phường',
      null,
    ],
    [
      'Đèn tín hiệu ngã tư Quang Trung - Hùng Vương hỏng 3 ngày nay',
      'ngã tư Quang Trung - Hùng Vương',
      '3 ngày nay',
    ],
    ['o thon an phu xa binh son toi qua', 'thon an phu xa binh son', 'toi qua'],
    ['to dan pho 5 phuong cam thanh, dem nao cung hat', 'to dan pho 5 phuong cam thanh', 'dem nao'],
    ['hẹn ngày 15/8 mà giờ chưa có', null, 'ngày 15/8'],
    ['thứ 2 tuần trước tôi lên UBND xã Tịnh Khê', 'UBND xã Tịnh Khê', 'thứ 2 tuần trước'],
    ['bị thu 50 nghìn không có biên lai', null, null],
    ['cán bộ xã quát dân', null, null],
    ['hồ sơ 000.00.18.H48-250520-0311 trễ hẹn', null, null],
    ['Con nhỏ học mẫu giáo ở thôn. Cô giáo la mắng cháu hoài', null, null],
    ['Ở UBND phường Nghĩa Lộ. Tôi chờ cả buổi', 'UBND phường Nghĩa Lộ', null],
    ['rác đổ đầy đường Q. Trung, TP. Quảng Ngãi. Mong dọn giùm', 'đường Q. Trung, TP. Quảng Ngãi', null],
  ])('tells in "%s" the place and the time', (text, where, when) => {
    expect(readComplaint(text)).toMatchObject({ where, when });
  });

  it.each([
    'tôi muốn phản ánh',
    'cho em gửi phản ánh',
    'Ở phường Nghĩa Lộ, sáng nay',
    'dạ',
    'H48.18-250701-0123',
  ])('has no matter in "%s"', (text) => {
    expect(readComplaint(text).tellsMatter).toBe(false);
  });

  it.each([
    'Tôi muốn phản ánh cán bộ phường có thái độ không tốt',
    'bai rac tran ra le ca tuan khong ai gom',
  ])('has a matter in "%s"', (text) => {
    expect(readComplaint(text).tellsMatter).toBe(true);
  });

  it('hears urgency, the wish to stay unnamed, a code and a number to call', () => {
    expect(
      readComplaint('việc gấp, tôi giấu tên, hồ sơ h48.18-250701-0123, gọi +84 912 345 678'),
    ).toMatchObject({
      urgent: true,
      anonymous: true,
      dossierCode: 'H48.18-250701-0123',
      phone: '0912345678',
    });
  });

  it('takes an answer without the small words around it, and all of it where nothing is recognised', () => {
    expect(answerWhere('dạ ở nhà văn hóa thôn 2, hôm qua')).toBe('nhà văn hóa thôn 2');
    expect(answerWhen('hôm qua lúc 9h30 tại UBND xã Tịnh Khê')).toBe('hôm qua lúc 9h30');
    expect(answerWhen('hồi lúa mới sạ')).toBe('hồi lúa mới sạ');
  });

  it('tells money for favours from money that is owed', () => {
    expect(tellsOfBribery('ảnh gợi ý bồi dưỡng thì mới ký')).toBe(true);
    expect(tellsOfBribery('phai co phong bi moi duoc')).toBe(true);
    expect(tellsOfBribery('chưa nhận tiền trợ cấp, tiền nước tăng')).toBe(false);
  });

  it('cuts place and time out of what was written, whatever was written', () => {
    const piece = fc.constantFrom(
      'ở xã Bình Sơn',
      'sáng nay',
      'ngày 15/8',
      'quầy số 3',
      'cán bộ',
      'H48.18-250701-0123',
      'ồn ào 😀',
      'lúc',
      ',',
      '  ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ');
        const { where, when } = readComplaint(text);
        for (const part of [...(where?.split(', ') ?? []), ...(when?.split(', ') ?? [])])
          expect(text.normalize('NFC')).toContain(part);
        expect(typeof answerWhere(text)).toBe('string');
      }),
    );
  });
});
