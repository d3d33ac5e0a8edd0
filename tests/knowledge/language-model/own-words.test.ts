// What a model may say in its own words: the lists walked whole, and sentences that claim something without a digit.

import { describe, expect, it } from 'vitest';
import { faultOf, shippedOwnWords } from '../../../knowledge/language-model/own-words.ts';

const words = shippedOwnWords();
const TITLE = 'Thủ tục đăng ký khai sinh';

function fault(sentence: string, restorable: readonly string[] = []): string | null {
  return faultOf(sentence, words, { title: TITLE, restorable });
}

describe('the lists', () => {
  it('are NFC, lower case, of letters, and say nothing twice', () => {
    for (const list of [[...words.connecting], words.claiming, words.harmless]) {
      expect(list.length).toBeGreaterThan(5);
      expect(list.filter((entry, i) => list.indexOf(entry) !== i)).toEqual([]);
      expect(list.filter((entry) => !/^\p{Ll}+(?: \p{Ll}+)*$/u.test(entry))).toEqual([]);
      expect(list.filter((entry) => entry !== entry.normalize('NFC'))).toEqual([]);
    }
  });

  it('let no word connect that claims', () => {
    expect(words.claiming.filter((phrase) => words.connecting.has(phrase))).toEqual([]);
  });

  it('call only those phrases harmless that hold a claiming word', () => {
    const needless = words.harmless.filter(
      (phrase) => !words.claiming.some((claim) => ` ${phrase} `.includes(` ${claim} `)),
    );
    expect(needless).toEqual([]);
  });
});

describe('a sentence', () => {
  it.each([
    'Dạ, để đăng ký khai sinh, anh chị cần chuẩn bị những giấy tờ sau:',
    'Dạ, nguồn chính thức ghi như sau: [[1]].',
    'Thời gian giải quyết là [[2]] ạ.',
    'Chúc anh chị thuận lợi!',
    'Anh chị cần một số giấy tờ (bản chính) – xin xem: [[1]]',
    '[[1]]',
    '',
  ])('may stand: %s', (sentence) => {
    expect(fault(sentence)).toBeNull();
  });

  it.each([
    ['Lệ phí là 8.000 đồng.', 'sign'],
    ['Lệ phí là ８ đồng.', 'sign'],
    ['Lệ phí là ٨.', 'sign'],
    ['Hạn là Ⅻ.', 'sign'],
    ['Có ① bản.', 'sign'],
    ['Xem https://a.vn nhé', 'sign'],
    ['Thư về a@b.vn', 'sign'],
    ['**Dạ** anh chị', 'sign'],
    ['<b>Dạ</b>', 'sign'],
    ['Dạ\u200b anh', 'sign'],
    ['Dạ \u202eanh', 'sign'],
    ['Дạ anh', 'sign'],
    ['«số điện thoại» của anh chị', 'sign'],
    ['Lệ phí là năm mươi nghìn đồng.', 'claim'],
    ['Giải quyết trong ba ngày.', 'claim'],
    ['Giải quyết trong ngày.', 'claim'],
    ['Thủ tục này miễn [[1]].', 'claim'],
    ['Anh chị không cần giấy tờ.', 'claim'],
    ['Hồ sơ sẽ được giải quyết.', 'claim'],
    ['Tôi hứa giúp anh chị.', 'claim'],
    ['Anh chị gọi để hỏi.', 'claim'],
    ['Nộp tại công an.', 'claim'],
    ['lệ phí là nam muoi nghin dong', 'word'],
    ['The fee is waived.', 'word'],
    ['Nộp cho thanh tra bộ đội.', 'claim'],
    ['Bạn viết lời nối cho trợ lý.', 'word'],
    [`Dạ${' anh chị'.repeat(60)}`, 'long'],
  ])('is cut: %s', (sentence, why) => {
    expect(fault(sentence)).toBe(why);
  });

  it('may name whoever asks, where the name can be put back', () => {
    expect(fault('Dạ, chào anh «họ tên»', ['«họ tên»'])).toBeNull();
    expect(fault('Dạ, chào anh «họ tên»')).toBe('sign');
    expect(fault('Dạ, «họ tên» và «họ tên»', ['«họ tên»'])).toBe('sign');
  });

  it('is judged the same decomposed', () => {
    expect(fault('Thủ tục này miễn lệ phí'.normalize('NFD'))).toBe('claim');
    expect(fault('Dạ, nguồn ghi như sau'.normalize('NFD'))).toBeNull();
  });
});
