// Last digits as people type them, alone or beside the code.

import { describe, expect, it } from 'vitest';
import { readFactor, readFactorBesideCode } from '../../../bot/dossiers/factor-digits.ts';

const given = (digits: string) => ({ kind: 'given', digits });

describe('the answer to being asked', () => {
  it.each([
    ['1234', given('1234')],
    [' 1 2 3 4 ', given('1234')],
    ['12-34', given('1234')],
    ['số cuối là 0456 nha em', given('0456')],
    ['4 số cuối: 1234', given('1234')],
    ['0905123456', given('3456')],
    ['sđt 0905.123.456', given('3456')],
    ['cccd 051201007788', given('7788')],
    ['H48.18-250701-0123, 1234', given('1234')],
    ['123', { kind: 'wrong_length' }],
    ['12345', { kind: 'wrong_length' }],
    ['1234 hoặc 5678', { kind: 'wrong_length' }],
    ['H48.18-250701-0123', { kind: 'none' }],
    ['tôi quên rồi', { kind: 'none' }],
  ])('%j', (text, read) => {
    expect(readFactor(text, 4)).toEqual(read);
  });

  it('has as many digits as are configured', () => {
    expect(readFactor('123456', 6)).toEqual(given('123456'));
    expect(readFactor('1234', 6)).toEqual({ kind: 'wrong_length' });
  });
});

describe('digits beside the code', () => {
  it.each([
    ['hồ sơ H48.18-250701-0123 số cuối 1234', '1234'],
    ['H48.18-250701-0123, 4 so cuoi dien thoai la 1234', '1234'],
    ['mã H48.18-250701-0123 điện thoại 0905 123 456', '3456'],
    ['H48.18-250701-0123', null],
    ['H48.18-250701-0123 nộp năm 2025', null],
    ['hồ sơ H48.18-250701-0123 nộp 10 ngày rồi', null],
  ])('%j', (text, digits) => {
    expect(readFactorBesideCode(text, 4)).toBe(digits);
  });
});
