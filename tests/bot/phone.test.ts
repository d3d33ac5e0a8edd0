// Telephone numbers by their form.

import { describe, expect, it } from 'vitest';
import { readPhone } from '../../bot/phone.ts';

describe('a telephone number', () => {
  it.each([
    ['0912345678', '0912345678'],
    ['số em 0912.345.678 nha', '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['(84) 912-345-678', '0912345678'],
    ['0084912345678', '0912345678'],
    ['02553 712 345', '02553712345'],
    ['091234567', null],
    ['0123456789', null],
    ['051234567890', null],
    ['H48.18-250701-0123', null],
    ['không có', null],
  ])('in "%s" is %s', (text, phone) => {
    expect(readPhone(text)).toBe(phone);
  });
});
