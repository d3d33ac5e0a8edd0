// Name and number in one message, and what stands beside a number without being a name.

import { describe, expect, it } from 'vitest';
import { readContact } from '../../../bot/complaints/contact.ts';

describe('readContact', () => {
  it.each<[string, string | null]>([
    ['Nguyễn Văn A, 84912345678', 'Nguyễn Văn A'],
    ['nguyễn thị lan, 0912 345 678', 'nguyễn thị lan'],
    ['Bà Năm 0912345678', 'Bà Năm'],
    ['0912345678 Trần Văn Bốn', 'Trần Văn Bốn'],
    ['Liên, 0912.345.678', 'Liên'],
    ['Nguyễn Thị Ánh Tuyết, 0912345678'.normalize('NFD'), 'Nguyễn Thị Ánh Tuyết'],
    ['0912345678', null],
    ['Số 0912345678', null],
    ['gọi tôi số 0912345678', null],
    ['dạ, 0912345678', null],
    ['Gọi Cho Tôi 0912345678', null],
    ['ghe của tôi hỏng máy, 0912345678', null],
  ])('%s', (said, name) => {
    expect(readContact(said)).toEqual({ name, phone: '0912345678' });
  });

  it('is nothing without a number', () => {
    expect(readContact('Nguyễn Văn A')).toBeNull();
    expect(readContact('Nguyễn Văn A, 12345')).toBeNull();
  });
});
