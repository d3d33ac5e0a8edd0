// The shipped aliases, walked whole, and how alias files are read.

import { beforeAll, describe, expect, test } from 'vitest';
import { type AliasEntry, parseAliases, shippedAliases } from '../../knowledge/aliases.ts';
import { titleCore } from '../../knowledge/features.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { normalise } from '../../knowledge/vietnamese.ts';

const FEWEST = 6;
const MANY = 15;

describe('the shipped aliases', () => {
  const entries = shippedAliases();
  const phrasesOf = (entry: AliasEntry) => [...entry.phrases, ...entry.shared];
  let titles: Map<string, string>;

  beforeAll(async () => {
    const { procedures } = await readStarter();
    titles = new Map(procedures.map(({ code, title }) => [code, title]));
  });

  test('cover every procedure of the starter catalogue once, and no other', () => {
    expect(entries.map(({ code }) => code).toSorted()).toEqual([...titles.keys()].toSorted());
  });

  test(`give every procedure at least ${FEWEST} phrases, and ${MANY} to 500 of them`, () => {
    expect(entries.filter((entry) => phrasesOf(entry).length < FEWEST)).toEqual([]);
    expect(entries.filter((entry) => phrasesOf(entry).length >= MANY).length).toBeGreaterThanOrEqual(500);
  });

  test('are trimmed NFC, in letters, without personal data', () => {
    const phrases = entries.flatMap(phrasesOf);
    expect(phrases.length).toBeGreaterThan(20_000);
    const odd = phrases.filter(
      (phrase) =>
        phrase !== phrase.normalize('NFC').trim() ||
        !/\p{L}/u.test(phrase) ||
        /\d{9}/.test(phrase.replace(/[\s.-]/g, '')) ||
        /@|https?:|[\t~\p{Cf}]/u.test(phrase),
    );
    expect(odd).toEqual([]);
  });

  test('stand under one procedure, unless marked as shared wherever they stand', () => {
    const places = new Map<string, { code: string; shared: boolean }[]>();
    for (const { code, phrases, shared } of entries)
      for (const phrase of [...phrases, ...shared]) {
        const key = normalise(phrase);
        places.set(key, [...(places.get(key) ?? []), { code, shared: shared.includes(phrase) }]);
      }
    const twice = [...places].filter(([, at]) => at.length > 1);
    expect(twice.length).toBeGreaterThan(0);
    expect(twice.filter(([, at]) => at.some(({ shared }) => !shared))).toEqual([]);
    expect(twice.filter(([, at]) => new Set(at.map(({ code }) => code)).size < at.length)).toEqual([]);
  });

  test('say something else than the official title, which is searched anyway', () => {
    const echoes = entries.flatMap((entry) => {
      const title = titles.get(entry.code) ?? '';
      const official = [normalise(title), normalise(titleCore(title))];
      return phrasesOf(entry)
        .filter((phrase) => official.includes(normalise(phrase)))
        .map((phrase) => `${entry.code} ${phrase}`);
    });
    expect(echoes).toEqual([]);
  });
});

describe('an alias file', () => {
  test('is codes with their demand and phrases; comments and empty lines do not count', () => {
    const text = [
      '# Nguồn: tự viết',
      '',
      '[1.000894] Đăng ký kết hôn',
      'nhu cầu: 3',
      '  làm giấy kết hôn ',
      '~ lấy vợ',
      '',
      '[2.000806] Kết hôn có yếu tố nước ngoài',
      'lấy chồng tây',
    ].join('\r\n');
    expect(parseAliases('thu.txt', text)).toEqual([
      { code: '1.000894', demand: 3, phrases: ['làm giấy kết hôn'], shared: ['lấy vợ'] },
      { code: '2.000806', demand: 0, phrases: ['lấy chồng tây'], shared: [] },
    ]);
  });

  test('that begins with a phrase is refused, naming file and line', () => {
    expect(() => parseAliases('thu.txt', '# chú thích\nlấy vợ')).toThrow('thu.txt line 2');
  });
});
