// The word lists we ship, walked whole: each line has its columns, is NFC, stands once, and can be met in a question.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ACTS, parseActPhrases, shippedActPhrases } from '../../knowledge/acts.ts';
import { FACETS, parseFacetPhrases, shippedFacetPhrases } from '../../knowledge/facet.ts';
import { occurs } from '../../knowledge/phrases.ts';
import { parseFillers, parseHints } from '../../knowledge/question.ts';
import { tokenise } from '../../knowledge/vietnamese.ts';
import { parseGlossary } from '../../knowledge/words.ts';

const LISTS = [
  { name: 'glossary.tsv', columns: 3, keys: (cells: string[]) => tokenise(cells[0]!).join(' ') },
  { name: 'facets.tsv', columns: 3, keys: (cells: string[]) => `${cells[0]}: ${cells[2]}` },
  { name: 'acts.tsv', columns: 2, keys: (cells: string[]) => cells.join(': ') },
  { name: 'hints.tsv', columns: 2, keys: (cells: string[]) => cells[0]! },
  { name: 'fillers.txt', columns: 1, keys: (cells: string[]) => cells[0]! },
] as const;

function textOf(name: string): string {
  return readFileSync(new URL(`../../knowledge/catalogue/${name}`, import.meta.url), 'utf8');
}

function linesOf(name: string): string[] {
  return textOf(name)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

describe.each(LISTS)('$name', ({ name, columns, keys }) => {
  const lines = linesOf(name);

  test('has entries in NFC, without invisible characters or spaces at the ends of cells', () => {
    expect(lines.length).toBeGreaterThan(20);
    const odd = lines.filter(
      (line) =>
        line !== line.normalize('NFC') ||
        /\p{Cf}|\r/u.test(line) ||
        line.split('\t').some((cell) => cell !== cell.trim()),
    );
    expect(odd).toEqual([]);
  });

  test(`has ${columns} columns in every line, none of the first two empty`, () => {
    const odd = lines.filter((line) => {
      const cells = line.split('\t');
      return cells.length !== columns || cells.slice(0, 2).includes('');
    });
    expect(odd).toEqual([]);
  });

  test('says nothing twice', () => {
    const seen = lines.map((line) => keys(line.split('\t')));
    expect(seen.filter((key, i) => seen.indexOf(key) !== i)).toEqual([]);
  });
});

describe('every list', () => {
  test('is read line for line', () => {
    expect(parseGlossary(textOf('glossary.tsv'))).toHaveLength(linesOf('glossary.tsv').length);
    expect(shippedFacetPhrases()).toHaveLength(linesOf('facets.tsv').length);
    expect(shippedActPhrases()).toHaveLength(linesOf('acts.tsv').length);
    expect(parseHints(textOf('hints.tsv'))).toHaveLength(linesOf('hints.tsv').length);
    expect(parseFillers(textOf('fillers.txt'))).toHaveLength(linesOf('fillers.txt').length);
  });

  test('has phrases that are found in themselves, with and without marks', () => {
    const phrases = [
      ...shippedFacetPhrases().map(({ phrase }) => phrase),
      ...shippedActPhrases().map(({ phrase }) => phrase),
      ...parseHints(textOf('hints.tsv')).map(({ phrase }) => phrase),
      ...parseFillers(textOf('fillers.txt')),
    ];
    const lost = phrases.filter((phrase) => {
      const typed = phrase.words.map((word) => (word === '…' ? 'gì' : word));
      const plain = phrase.folded.map((word) => (word === '…' ? 'gi' : word));
      return !occurs(typed, phrase) || !occurs(plain, phrase);
    });
    expect(lost).toEqual([]);
  });

  test('knows every facet but the default, and every act', () => {
    const facets = new Set(shippedFacetPhrases().map(({ facet }) => facet));
    expect(FACETS.filter((facet) => facet !== 'overview' && !facets.has(facet))).toEqual([]);
    const acts = new Set(shippedActPhrases().map(({ act }) => act));
    expect(ACTS.filter((act) => !acts.has(act))).toEqual([]);
  });
});

describe('a line that cannot be read is refused, naming its number', () => {
  test.each(['fees\t3\tbao nhiêu', 'fee\tnặng\tbao nhiêu', 'fee\t3\t', 'fee\t0\tbao nhiêu', 'fee'])(
    'facets: %j',
    (line) => {
      expect(() => parseFacetPhrases(`fee\t3\tlệ phí\n${line}`)).toThrow('facets.tsv line 2');
    },
  );

  test.each(['give\tcấp', 'issue\t', 'issue'])('acts: %j', (line) => {
    expect(() => parseActPhrases(`issue\tcấp mới\n${line}`)).toThrow('acts.tsv line 2');
  });
});
