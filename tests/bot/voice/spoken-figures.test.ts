// Numbers said aloud become figures; years, counts and everything else stay words.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDossierCode } from '../../../bot/entities.ts';
import { readPhone } from '../../../bot/phone.ts';
import { writeFigures } from '../../../bot/voice/spoken-figures.ts';

const WORDS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const spelled = (digits: string) => [...digits].map((digit) => WORDS[Number(digit)]).join(' ');

describe('figures said aloud', () => {
  it.each([
    ['Số của tôi là không chín không năm, một hai ba, bốn năm sáu.', 'Số của tôi là 0905123456.'],
    ['không chín một hai ba bốn năm sáu bảy tám', '0912345678'],
    ['số cuối là sáu chín ba tư nhé', 'số cuối là 6934 nhé'],
    ['hồ sơ 0905 123 456 tới đâu', 'hồ sơ 0905123456 tới đâu'],
    ['Nhà tôi có năm người, hai con nhỏ', 'Nhà tôi có năm người, hai con nhỏ'],
    ['làm giấy khai sinh mất ba bốn ngày', 'làm giấy khai sinh mất ba bốn ngày'],
    ['năm hai không hai sáu chưa xong', 'năm 2026 chưa xong'],
    ['Mất 8 ngày.', 'Mất 8 ngày.'],
    ['', ''],
  ])('%s', (said, written) => {
    expect(writeFigures(said)).toBe(written);
  });

  it.each([
    'hát bốn tám chấm mười tám gạch hai sáu một một không hai gạch không không không một',
    'hờ bốn mươi tám chấm mười tám gạch ngang hai sáu mười một không hai gạch ngang không không không một',
    'hồ sơ H48.18 gạch 261102 gạch không không không một',
    'H48 chấm 18, gạch 261102, gạch 0001',
  ])('give the dossier code of "%s"', (said) => {
    expect(findDossierCode(writeFigures(said))).toBe('H48.18-261102-0001');
  });

  it('give every telephone number that is spelled', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0[35789]\d{8}$/), (phone) => {
        expect(readPhone(writeFigures(`gọi tôi số ${spelled(phone)} ạ`))).toBe(phone);
      }),
    );
  });

  it('leave words without figures as they are', () => {
    const word = fc.constantFrom(
      'đèn',
      'đường',
      'hỏng',
      'ở',
      'ngã',
      'tư,',
      'xã',
      'Bình',
      'Sơn.',
      'ba',
      'ngày',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        fc.pre(!/(?:tư|ba)[,.]? (?:tư|ba)/.test(words.join(' ')));
        expect(writeFigures(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });
});
