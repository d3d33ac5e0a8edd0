// Passwords and the second factor by themselves: what is guessed early, and secrets that open for their account only.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, isCommon, isPassword } from '../../../api/staff/passwords.ts';
import { createSecondFactor } from '../../../api/staff/second-factor.ts';
import { codeOf } from '../../support/staff.ts';

const words = readFileSync(join(import.meta.dirname, '../../../api/staff/common-passwords.txt'), 'utf8')
  .trimEnd()
  .split('\n');

describe('a password', () => {
  it('is compared in any writing of its letters, and never equal to nothing', async () => {
    const stored = await hashPassword('Sông Trà Khúc mùa nước');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword('Sông Trà Khúc mùa nước'.normalize('NFD'), stored)).toBe(true);
    expect(await isPassword('sông Trà Khúc mùa nước', stored)).toBe(false);
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });

  it('is listed in the form in which it is compared, once', () => {
    for (const word of words) expect(word).toMatch(/^[a-z]+$/);
    expect(words).toEqual([...new Set(words)].sort());
  });

  it.each(words)('made of %s and digits is common', (word) => {
    for (const password of [word, `${word}2026`, `123${word.toUpperCase()}!!!`, [...word].join(' ')])
      expect(isCommon(password, 'hoa'), password).toBe(true);
  });

  it.each(['Mật Khẩu 123456', '0123 456 789 012', 'abcabcabcabc', '!!!!!!!!!!!!', 'Nguyen.Hoa-1990'])(
    '%s is common',
    (password) => expect(isCommon(password, 'nguyen.hoa')).toBe(true),
  );

  it.each(['thuyền thúng chở trăng về', 'quảng ngãi có núi thiên ấn', 'xK7#pq2LmZ9w'])(
    '%s is not',
    (password) => expect(isCommon(password, 'hoa')).toBe(false),
  );
});

describe('a second factor', () => {
  const factor = createSecondFactor({ key: 'a key of these tests' });

  it('takes the codes of now and half a minute around, each with its own step', async () => {
    const { sealed, otpauthUrl } = await factor.enrol({ id: '7', username: 'hoa' });
    expect(decodeURIComponent(otpauthUrl)).toMatch(/^otpauth:\/\/totp\/TTPVHCC Quảng Ngãi:hoa\?/);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: -10, max: 10 }), (second, steps) => {
        const now = new Date(second * 1000);
        const code = codeOf(otpauthUrl, new Date((second + steps * 30) * 1000));
        const step = factor.stepOf({ code, sealed, staffId: '7', now });
        if (Math.abs(steps) <= 1) expect(step).toBe(Math.floor(second / 30) + steps);
        else if (step !== null) expect(Math.abs(step - Math.floor(second / 30))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('opens for its account and its key only', async () => {
    const { sealed, otpauthUrl } = await factor.enrol({ id: '7', username: 'hoa' });
    const now = new Date('2026-11-02T08:00:00Z');
    const given = { code: codeOf(otpauthUrl, now), sealed, now };
    expect(sealed).not.toContain(new URL(otpauthUrl).searchParams.get('secret'));
    expect(() => factor.stepOf({ ...given, staffId: '8' })).toThrow();
    const other = createSecondFactor({ key: 'another key' });
    expect(() => other.stepOf({ ...given, staffId: '7' })).toThrow();
  });
});
