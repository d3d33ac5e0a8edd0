// Terms and weights of the lexical index, and the text form in which vectors reach Postgres.

import { array, assert, double, integer, property, sample, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEXICAL_DIMENSIONS, sparseVector } from '../../knowledge/indexing.ts';
import {
  documentWeight,
  inverseDocumentFrequency,
  kindWeight,
  pairTerm,
  termFrequencies,
  wordTerms,
} from '../../knowledge/lexical.ts';
import { freshDatabase } from '../support/databases.ts';

describe('terms', () => {
  test('are the folded word, and the word as written where it carries a mark', () => {
    expect(wordTerms('đất')).toEqual(['dat', '=đất']);
    expect(wordTerms('dat')).toEqual(['dat']);
    expect(wordTerms('8.000')).toEqual(['8.000']);
    expect(pairTerm('đăng', 'ký')).toBe('dang_ky');
  });

  test('are counted with the weight of the part they stand in; pairs do not cross parts', () => {
    const frequencies = termFrequencies([
      { tokens: ['đăng', 'ký'], weight: 1.5 },
      { tokens: ['ký', 'tên'], weight: 1 },
    ]);
    expect(Object.fromEntries(frequencies)).toEqual({
      dang: 1.5,
      '=đăng': 1.5,
      ky: 2.5,
      '=ký': 2.5,
      dang_ky: 1.5,
      ten: 1,
      '=tên': 1,
      ky_ten: 1,
    });
  });

  test('count most as folded words', () => {
    expect(kindWeight('dat')).toBeGreaterThan(kindWeight('=đất'));
    expect(kindWeight('dat')).toBeGreaterThan(kindWeight('dang_ky'));
  });
});

describe('weights', () => {
  const frequency = double({ min: 1, max: 50, noNaN: true });
  const length = integer({ min: 1, max: 500 });

  test('of a term grow with its frequency, within bounds, and shrink with the length of the document', () => {
    assert(
      property(frequency, length, length, (times, words, mean) => {
        const weight = documentWeight(times, words, mean);
        expect(weight).toBeGreaterThan(0);
        expect(documentWeight(times + 1, words, mean)).toBeGreaterThan(weight);
        expect(documentWeight(times, words + 10, mean)).toBeLessThan(weight);
      }),
    );
  });

  test('of rare terms are greater, and none is negative', () => {
    assert(
      property(integer({ min: 1, max: 5000 }), integer({ min: 0, max: 4999 }), (documents, having) => {
        const some = Math.min(having, documents - 1);
        const idf = inverseDocumentFrequency(documents, some);
        expect(idf).toBeGreaterThan(inverseDocumentFrequency(documents, some + 1));
        expect(inverseDocumentFrequency(documents, documents)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('sparseVector', () => {
  const dimension = integer({ min: 1, max: LEXICAL_DIMENSIONS });
  const entries = uniqueArray(dimension, { maxLength: 50 }).chain((ids) =>
    array(double({ min: 0.001, max: 100, noNaN: true }), {
      minLength: ids.length,
      maxLength: ids.length,
    }).map((weights) => ids.map((id, i): [number, number] => [id, weights[i]!])),
  );

  test('lists the dimensions in order, each with its weight', () => {
    assert(
      property(entries, (pairs) => {
        const [, listed = '', dimensions] = /^\{(.*)\}\/(\d+)$/.exec(sparseVector(pairs)) ?? [];
        expect(Number(dimensions)).toBe(LEXICAL_DIMENSIONS);
        const read = listed === '' ? [] : listed.split(',').map((entry) => entry.split(':').map(Number));
        const sorted = pairs.toSorted((a, b) => a[0] - b[0]);
        expect(read.map(([id]) => id)).toEqual(sorted.map(([id]) => id));
        read.forEach(([, weight], i) => {
          expect(weight).toBeCloseTo(sorted[i]![1], 3);
        });
      }),
    );
  });

  test('is read by Postgres as it was meant, even of nothing', async () => {
    const database = await freshDatabase('embedded');
    try {
      const vectors = sample(entries, 30).map((pairs) => [sparseVector(pairs), pairs.length] as const);
      for (const [text, length] of [...vectors, [sparseVector([]), 0] as const]) {
        const { rows } = await database.query<{ entries: number }>(
          `select coalesce(array_length(string_to_array(nullif(split_part($1::sparsevec::text, '/', 1), '{}'), ','), 1), 0)
             as entries`,
          [text],
        );
        expect(rows).toEqual([{ entries: length }]);
      }
    } finally {
      await database.close();
    }
  });
});
