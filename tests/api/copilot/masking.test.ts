// Placeholders of one run: nothing of a citizen stays, the same value is one placeholder, and the officer reads it again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasking } from '../../../api/copilot/masking.ts';
import { secretsIn, TOLD } from '../../support/told-secrets.ts';

const { name, identity, phone, address, dossier } = TOLD;
const known = [
  { kind: 'name', value: name },
  { kind: 'phone', value: null },
] as const;

describe('masking for the copilot', () => {
  it('numbers what it hides, one placeholder for one value however it is written', () => {
    const masking = createMasking(known);
    const masked = masking.mask(
      `Tôi tên ${name}, số 0905 371 946, hồ sơ ${dossier}. huynh thi bich thao hỏi phiếu PA-2026-000123 và PA-2026-000124, gọi 0905371946.`,
    );
    expect(masked).toBe(
      'Tôi tên «họ tên 1», số «số điện thoại 1», hồ sơ «mã 1». «họ tên 1» hỏi phiếu «mã 2» và «mã 3», gọi «số điện thoại 1».',
    );
    expect(masking.restore('Thưa «họ tên 1», phiếu «mã 3».')).toBe(`Thưa ${name}, phiếu PA-2026-000124.`);
    expect(masking.mask('Phiếu PA-2026-000124')).toBe('Phiếu «mã 3»');
  });

  it('takes nothing typed for a placeholder of its own, and restores none that it never gave', () => {
    const masking = createMasking(known);
    expect(masking.mask(`«họ tên 1» là ${name}`)).toBe('"họ tên 1" là «họ tên 1»');
    expect(masking.restore('«họ tên 2» «mã 1»')).toBe('«họ tên 2» «mã 1»');
    expect(masking.knows('«họ tên 1»')).toBe(true);
    expect(masking.knows('«họ tên 1» và «mã 1»')).toBe(false);
    expect(masking.knows('không có gì')).toBe(true);
  });

  it('hides the key of a ticket for good, and whole words only', () => {
    const masking = createMasking([{ kind: 'name', value: 'An' }]);
    expect(masking.mask('Mã tra cứu ACDE-FHJK')).not.toContain('ACDE');
    expect(masking.mask('Anh An nói chưa an toàn để ăn')).toBe('Anh «họ tên 1» nói chưa an toàn để ăn');
  });

  it('leaves what names nobody', () => {
    const plain =
      'Thủ tục 1.000894 có lệ phí 30.000 đồng, 15 ngày, theo Nghị định 104/2022/NĐ-CP ngày 21/12/2022.';
    expect(createMasking(known).mask(plain)).toBe(plain);
  });

  it('hides all of it in any order, and restores exactly what was masked', () => {
    const pieces = [
      `tôi tên ${name}`,
      `căn cước ${identity}`,
      `điện thoại ${phone}`,
      `nhà ở ${address}`,
      `hồ sơ ${dossier}`,
      'bãi rác hôi thối',
      'mong được trả lời',
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: 1 }), (told) => {
        const masking = createMasking(known);
        const text = told.join(', ');
        const masked = masking.mask(text);
        expect(secretsIn(masked)).toEqual([]);
        expect(masking.knows(masked)).toBe(true);
        expect(masking.restore(masked)).toBe(text);
      }),
    );
  });
});
