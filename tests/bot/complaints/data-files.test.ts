// The files that officers mend: every line can be used, every button is a phrase of them, and mistakes are told by line.

import { describe, expect, it } from 'vitest';
import { words } from '../../../api/console/texts/words.ts';
import { shippedAgencies } from '../../../api/staff/agencies.ts';
import { buttons } from '../../../bot/complaint-replies.ts';
import { namedAgency } from '../../../bot/complaints/agencies.ts';
import { CATEGORY_FACTS, parseCategories } from '../../../bot/complaints/categories.ts';
import { commandOf, parseCommands } from '../../../bot/complaints/commands.ts';
import { CATEGORIES } from '../../../bot/understand.ts';

const agencies = shippedAgencies();

describe('the table of categories', () => {
  it('names for every category a label of its own and an agency that exists', () => {
    const labels = CATEGORIES.map((category) => CATEGORY_FACTS[category].label);
    expect(new Set(labels).size).toBe(CATEGORIES.length);
    // A browser cannot read the file.
    expect(labels).toEqual(CATEGORIES.map((category) => words.category[category]));
    const ids = new Set(agencies.map(({ id }) => id));
    for (const { agencyId } of Object.values(CATEGORY_FACTS))
      if (agencyId !== null) expect(ids).toContain(agencyId);
  });

  it.each([
    ['traffic\tservice\t\twhere\tGiao thông\ntraffic\tservice\t\twhere\tGiao thông', /line 2/],
    ['traffic\tservice\t\twho\tGiao thông', /line 1/],
    ['traffic\tnothing\t\twhere\tGiao thông', /line 1/],
    ['bad\tservice\t\twhere\tGiao thông', /line 1/],
    ['traffic\tservice\t\twhere\tGiao thông', /nothing about late-dossier/],
  ])('is refused with its line when it is wrong', (tsv, message) => {
    expect(() => parseCategories(tsv)).toThrow(message);
  });
});

describe('the table of commands', () => {
  it('knows every button but the one that asks for tickets, with diacritics and without', () => {
    const { mine, ...commands } = buttons;
    expect(commandOf(mine)).toBeNull();
    for (const button of Object.values(commands)) {
      expect(commandOf(button), button).not.toBeNull();
      expect(commandOf(button.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd')), button).toBe(
        commandOf(button),
      );
    }
  });

  it('hears a command only where nothing else is said', () => {
    expect(commandOf('dạ gửi đi em')).toBe('send');
    expect(commandOf('gửi đi gửi lại 5 lần chưa xong')).toBeNull();
    expect(commandOf('dạ')).toBeNull();
  });

  it('is refused with its line when a phrase has two meanings', () => {
    expect(() => parseCommands('send\tgửi\ncancel\tgửi đi')).toThrow(/line 2/);
  });
});

describe('agencies in words', () => {
  it.each([
    ['ở phường Nghĩa Lộ', 'phuong-nghia-lo'],
    ['phuong nghia lo', 'phuong-nghia-lo'],
    ['văn phòng đăng ký đất đai', 'chi-nhanh-van-phong-dang-ky-dat-dai'],
    ['sở giao thông', 'so-xay-dung'],
    ['đường Hùng Vương', undefined],
  ])('are recognised in "%s"', (text, id) => {
    expect(namedAgency(text, agencies)?.id).toBe(id);
  });
});
