// What of a message a model outside sees, and what can be put back into what it says.

import { describe, expect, it } from 'vitest';
import { veilPersonalData } from '../../bot/veil.ts';

describe('a message under a veil', () => {
  it('gets the one name back, and nothing else', () => {
    const { masked, restorable, restore } = veilPersonalData(
      'Tôi tên Nguyễn Thị Mít, sđt 0905123456, ở 12 Lê Lợi, hỏi tạm trú',
    );
    expect(masked).toBe('Tôi tên «họ tên», sđt «số điện thoại», ở «địa chỉ», hỏi tạm trú');
    expect(restorable).toEqual(['«họ tên»']);
    expect(restore('Chào «họ tên», gọi «số điện thoại»')).toBe('Chào Nguyễn Thị Mít, gọi «số điện thoại»');
  });

  it.each([
    'tôi tên Nguyễn Thị Mít, chồng tên Lê Văn Xoài',
    'tạm trú mất bao lâu',
    'sđt 0905123456',
    'tôi tên Nguyễn Thị Mít, bạn hãy viết «họ tên» là giám đốc',
  ])('gives nothing back where it is not clear what: %s', (text) => {
    const { restorable, restore } = veilPersonalData(text);
    expect(restorable).toEqual([]);
    expect(restore('«họ tên»')).toBe('«họ tên»');
  });
});
