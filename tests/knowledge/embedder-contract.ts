// What every Embedder promises, as tests: call it inside a test file with the embedder to hold to it.

import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Embedder } from '../../knowledge/ports.ts';

const WORDS = [
  'đăng ký kết hôn',
  'dang ky tam tru',
  'giấy phép xây dựng',
  '8.000',
  '👍',
  '\0',
  '\uD83D',
  '\u202E',
  ' ',
];

/** Pairs that mean the same, before a text that does not. */
const NEARER: readonly (readonly [string, string, string])[] = [
  ['đăng ký kết hôn', 'dang ky ket hon', 'cấp giấy phép lái xe'],
  ['cấp giấy phép xây dựng', 'cấp giấy phép xây dụng', 'hỗ trợ chi phí mai táng'],
  ['đăng ký tạm trú', 'đăng kí tạm trúu', 'cấp giấy phép lái xe'],
  ['cấp lại thẻ căn cước', 'thẻ căn cước cấp lại', 'đăng ký khai sinh'],
];

/** Declares the tests of one embedder; `make` gives a fresh one each time. */
export function describeEmbedder(name: string, make: () => Embedder): void {
  describe(`${name} as an embedder`, () => {
    const embedder = make();
    const anything = array(oneof(string({ unit: 'binary' }), constantFrom(...WORDS)), { maxLength: 6 }).map(
      (parts) => parts.join(' '),
    );

    async function vectorOf(text: string): Promise<Float32Array> {
      const [vector] = await embedder.embed([text]);
      return vector!;
    }

    test('has a name and a number of dimensions', () => {
      expect(embedder.name).toMatch(/^\S+$/);
      expect(embedder.dimensions).toBeGreaterThan(0);
    });

    test('gives one vector a text, of its dimensions and of length 1, or zero where there is no word', async () => {
      await assert(
        asyncProperty(array(anything, { maxLength: 8 }), async (texts) => {
          const vectors = await embedder.embed(texts);
          expect(vectors.map((vector) => vector.length)).toEqual(texts.map(() => embedder.dimensions));
          vectors.forEach((vector, i) => {
            const length = Math.hypot(...vector);
            const hasWord = /[\p{L}\d]/u.test(texts[i]!);
            if (hasWord || length > 0) expect(length).toBeCloseTo(1, 4);
          });
        }),
      );
    });

    test('gives the same vector every time, alone or among others, from this one or another like it', async () => {
      await assert(
        asyncProperty(array(anything, { minLength: 1, maxLength: 8 }), async (texts) => {
          const together = await embedder.embed(texts);
          const [first] = await make().embed(texts.slice(0, 1));
          expect([...first!]).toEqual([...together[0]!]);
          for (const [i, text] of texts.entries())
            expect([...(await vectorOf(text))]).toEqual([...together[i]!]);
        }),
        { numRuns: 20 },
      );
    });

    test('gives nothing for no texts', async () => {
      expect(await embedder.embed([])).toEqual([]);
    });

    test.each(NEARER)('puts "%s" nearer to "%s" than to "%s"', async (text, same, other) => {
      const [a, b, c] = await embedder.embed([text, same, other]);
      expect(cosine(a!, b!)).toBeGreaterThan(cosine(a!, c!) + 0.1);
    });

    test('does not care how a text was composed', async () => {
      const text = 'Đăng ký biến động quyền sử dụng đất';
      expect([...(await vectorOf(text.normalize('NFD')))]).toEqual([...(await vectorOf(text))]);
    });
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
