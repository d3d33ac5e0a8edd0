// The built-in embedder keeps the contract, and knows words it has learned as well as spellings it has not.

import { describe, expect, it } from 'vitest';
import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import { describeEmbedder } from '../embedder-contract.ts';

describeEmbedder('word space', wordSpaceEmbedder);

describe('the word space', () => {
  const embedder = wordSpaceEmbedder();

  async function nearness(a: string, b: string): Promise<number> {
    const [first, second] = await embedder.embed([a, b]);
    return first!.reduce((sum, value, i) => sum + value * second![i]!, 0);
  }

  it('puts words of one procedure near each other though they share no letter', async () => {
    const margins: number[] = [];
    for (const [word, related, unrelated] of [
      ['hôn nhân', 'độc thân', 'tàu cá'],
      ['hộ chiếu', 'xuất cảnh', 'đất đai'],
      ['khai sinh', 'em bé', 'kinh doanh'],
      ['khai tử', 'mất', 'thuế'],
      ['sổ đỏ', 'đất', 'kết hôn'],
      ['lái xe', 'bằng', 'rượu'],
      ['rượu', 'bia', 'hộ khẩu'],
    ] as const)
      margins.push((await nearness(word, related)) - (await nearness(word, unrelated)));
    expect(margins.filter((margin) => margin > 0).length).toBeGreaterThanOrEqual(6);
    expect(margins.reduce((sum, margin) => sum + margin, 0) / margins.length).toBeGreaterThan(0.07);
  });

  it('finds a misspelt word near the right one by its letters', async () => {
    const misspelt = await nearness('giấy khai sinhh', 'giấy khai sinh');
    expect(misspelt).toBeGreaterThan((await nearness('giấy khai sinhh', 'giấy phép lái xe')) + 0.2);
  });

  it('gives unknown words a vector from their letters alone', async () => {
    const [vector] = await embedder.embed(['xyzzy']);
    expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
  });
});
