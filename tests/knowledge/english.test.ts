// English: told from Vietnamese however it is typed, translated by a list that an officer can mend, answered in English.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedAliases } from '../../knowledge/aliases.ts';
import {
  createEnglish,
  englishKey,
  parseEnglishPhrases,
  SPOKEN,
  shippedEnglish,
} from '../../knowledge/english.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { fold } from '../../knowledge/vietnamese.ts';
import { VIETNAMESE } from '../../knowledge/wording.ts';
import { ENGLISH } from '../../knowledge/wording-english.ts';

const english = shippedEnglish();

function linesOf(name: string): string[] {
  return readFileSync(new URL(`../../knowledge/catalogue/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

function markedWords(phrase: string): number {
  return phrase.split(' ').filter((word) => fold(word) !== word).length;
}

describe('the list of phrases', () => {
  const lines = linesOf('english.tsv');
  const rows = lines.map((line) => line.split('\t'));

  test('covers what foreigners and returnees need', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
    const fields = new Set(rows.map(([, , field]) => field));
    for (const field of [
      'marriage',
      'birth and family',
      'residence',
      'visa and passport',
      'nationality',
      'work',
      'business and investment',
      'tax',
      'driving',
      'land, house and building',
      'notarisation',
      'criminal record',
      'health and social insurance',
      'education',
    ])
      expect(fields).toContain(field);
  });

  test('has three columns in NFC, English without marks, and no phrase twice', () => {
    const odd = lines.filter((line, i) => {
      const cells = rows[i]!;
      return (
        line !== line.normalize('NFC') ||
        cells.length !== 3 ||
        cells.some((cell) => cell === '' || cell !== cell.trim()) ||
        fold(cells[0]!) !== cells[0]
      );
    });
    expect(odd).toEqual([]);
    const keys = rows.map(([phrase = '']) => englishKey(phrase));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test('translates each phrase as it says', () => {
    const lost = rows.filter(([phrase = '', vietnamese]) => english.inVietnamese(phrase) !== vietnamese);
    expect(lost).toEqual([]);
  });

  test('is refused where a side is missing, naming the line', () => {
    expect(() => parseEnglishPhrases('visa\tthị thực\tvisa\nfee\t')).toThrow('english.tsv line 2');
    expect(() => parseEnglishPhrases('\tthị thực\tvisa')).toThrow('english.tsv line 1');
  });
});

describe('the language of a message', () => {
  test.each([
    'How do I register a marriage with a Vietnamese citizen, what papers?',
    'fee for a temporary residence registration',
    'passport lost',
    'how long?',
    "I don't want to live anymore",
    'Where is the office in Nghia Lo ward?',
  ])('is English: "%s"', (text) => {
    expect(english.spokenIn(text)).toBe('en');
  });

  test.each([
    'đăng ký kết hôn cần giấy tờ gì',
    'can to khai gi de lam the can cuoc',
    'mat passport thi lam sao',
    'gia hạn visa cho sếp, work permit còn hạn',
    'hello ad, cho hoi the tam tru online',
    'do do nop ho so o dau, may ngay co',
  ])('is Vietnamese: "%s"', (text) => {
    expect(english.spokenIn(text)).toBe('vi');
  });

  test.each(['', '123', 'ok', '1.004194?', 'visa', '😀'])('does not show: "%s"', (text) => {
    expect(english.spokenIn(text)).toBeNull();
  });

  test('of what people ask in Vietnamese is never taken for English, with or without marks', () => {
    // Some aliases have an English name of a paper in them; those may be read either way.
    const phrases = shippedAliases().flatMap((entry) => entry.phrases);
    const marked = phrases.filter(
      (phrase) => markedWords(phrase) >= 2 && !/\b(?:certificate|import|apply)\b/.test(phrase),
    );
    expect(marked.length).toBeGreaterThan(15_000);
    const misread = marked.filter(
      (phrase) => english.spokenIn(phrase) === 'en' || english.spokenIn(fold(phrase)) === 'en',
    );
    expect(misread).toEqual([]);
  });
});

describe('a translation', () => {
  test.each([
    ['How much is it to renew our passports?', 'bao nhiêu tiền cấp hộ chiếu phổ thông ở trong nước'],
    ['What do we need to bring?', 'mang theo giấy tờ gì'],
    ['the KARAOKE fee', 'karaoke lệ phí'],
  ])('of "%s"', (text, vietnamese) => {
    expect(english.inVietnamese(text)).toBe(vietnamese);
  });

  test('asks for the same facet as the Vietnamese question', () => {
    const language = shippedLanguage();
    const facetOf = (text: string) => readQuestion(language, english.inVietnamese(text)).facet.facet;
    for (const facet of Object.keys(ENGLISH.buttons) as (keyof typeof ENGLISH.buttons)[])
      expect(facetOf(ENGLISH.buttons[facet]), ENGLISH.buttons[facet]).toBe(facet);
  });

  test('takes the longest phrase, and leaves what it does not know', () => {
    const small = createEnglish({
      phrases: [
        { english: 'work', vietnamese: 'làm việc' },
        { english: 'work permit', vietnamese: 'giấy phép lao động' },
      ],
      fillers: ['please'],
      loans: [],
    });
    expect(small.inVietnamese('please my work permits, Quảng Ngãi')).toBe('giấy phép lao động quảng ngãi');
  });
});

test('the fixed words stand in both languages, every one, and differ', () => {
  expect(SPOKEN).toEqual(['vi', 'en']);
  expect(Object.keys(ENGLISH.said).sort()).toEqual(Object.keys(VIETNAMESE.said).sort());
  for (const table of ['levels', 'channels', 'headings', 'buttons'] as const)
    for (const [key, said] of Object.entries(ENGLISH[table])) {
      expect(said, key).toMatch(/\p{L}/u);
      expect(Object.values(VIETNAMESE[table])).not.toContain(said);
    }
});
