// What a model wrote for an officer, held to what was looked up: each way to claim more cuts its sentence, and only that.

import { describe, expect, it } from 'vitest';
import { checked } from '../../../api/copilot/checking.ts';
import { createMasking } from '../../../api/copilot/masking.ts';

const SAID = [
  'Sở Xây dựng',
  '1.000894: Đăng ký kết hôn',
  'Lệ phí: 30.000 đồng. Thời hạn: 5 ngày làm việc, chậm nhất ba ngày nếu phải xác minh. Căn cứ 104/2022/NĐ-CP ngày 21/12/2022.',
  'Nguồn: https://dichvucong.gov.vn/p/1.000894',
  'Liên hệ «số điện thoại 1».',
].join('\n');

const masking = createMasking([]);
masking.mask('Gọi 0905 371 946');

const check = (text: string) => checked(text, { said: SAID, masking });

it('keeps what stands in the sources, with placeholders and fields', async () => {
  const text =
    'Kính gửi {ten}, phiếu {ma} đã đến {co_quan}. Thủ tục 1.000894 có lệ phí 30.000 đồng, thời hạn 5 ngày làm việc.\n\nXem https://dichvucong.gov.vn/p/1.000894 hoặc gọi «số điện thoại 1», hạn {han}. Phải xác minh thì chậm nhất ba ngày.';
  expect(await check(text)).toEqual({ text, faults: [] });
});

describe.each([
  ['a fee', 'Lệ phí là 5.000.000 đồng.', 'claim'],
  ['a fee in words', 'Lệ phí là năm mươi nghìn đồng.', 'claim'],
  ['a fee in words without marks', 'nop phi nam muoi nghin dong.', 'claim'],
  ['a time in words', 'Xong trong hai tuần.', 'claim'],
  ['free of charge', 'Thủ tục này miễn phí.', 'claim'],
  ['a date', 'Hạn là 01/01/2099.', 'claim'],
  ['a decree', 'Theo Nghị định 999/2099/NĐ-CP.', 'claim'],
  ['a procedure', 'Thủ tục 9.999999 là đúng.', 'claim'],
  ['a link', 'Xem https://dichvucong.evil.example/nop.', 'claim'],
  ['an address without a scheme', 'Xem dichvucong.evil.example nhé.', 'address'],
  ['a mail address', 'Gửi về canbo@evil.example nhé.', 'address'],
  ['digits of other scripts', 'Hạn là ٣ ngày.', 'sign'],
  ['wide digits', 'Lệ phí ５００.０００ đồng.', 'claim'],
  ['markup', 'Xem <img src=x onerror=alert(1)> ngay.', 'sign'],
  ['a dressed-up link', 'Xem [tại đây](/console) ngay.', 'sign'],
  ['a placeholder of its own', 'Gọi «số điện thoại 2» nhé.', 'placeholder'],
  ['a field of its own', 'Kính gửi {mat_khau}.', 'field'],
  ['half a placeholder', 'Gọi «số điện thoại nhé.', 'sign'],
  ['somebody’s number', 'Gọi 0912345678 nhé.', 'claim'],
  ['somebody’s name', 'Xin gặp ông Nguyễn Văn Bảy nhé.', 'personal'],
])('a sentence with %s', (_, bad, fault) => {
  it('is cut, and the others stay', async () => {
    expect(await check(`Kính gửi {ten}. ${bad} Trân trọng cảm ơn.`)).toEqual({
      text: 'Kính gửi {ten}. Trân trọng cảm ơn.',
      faults: [fault],
    });
    expect((await check(bad)).text).toBe('');
  });
});

it('drops what cannot be seen, and what goes on for ever', async () => {
  expect((await check('Dạ\u200b\u202e xin chào\u0000.')).text).toBe('Dạ xin chào.');
  const { text, faults } = await check('Xin cảm ơn anh chị đã phản ánh. '.repeat(200));
  expect(text.length).toBeLessThanOrEqual(3_500);
  expect(new Set(faults)).toEqual(new Set(['long']));
});
