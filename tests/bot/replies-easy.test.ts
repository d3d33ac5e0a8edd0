// The easier words: same keys, same numbers and commands, no longer than the usual ones, and shorter sentences.

import { describe, expect, it } from 'vitest';
import { replies } from '../../bot/replies.ts';
import { easyReplies, inEasyWords } from '../../bot/replies-easy.ts';
import { lackingIn } from '../../bot/sentences.ts';

const PAIRS = Object.entries(easyReplies).flatMap(([key, easy]) => {
  const usual: unknown = replies[key as keyof typeof replies];
  return typeof easy === 'string' && typeof usual === 'string' ? [{ key, easy, usual }] : [];
});
const MOST_WORDS = 16;

function longestSentence(text: string): number {
  const sentences = text.replace(/\d\.\d/g, '0').split(/[.?!:\n]+(?:\s|$)/);
  return Math.max(...sentences.map((sentence) => sentence.trim().split(/\s+/).length));
}

describe('easier words', () => {
  it('stand for sentences that are said', () => {
    expect(PAIRS.length).toBe(Object.keys(easyReplies).length);
    expect(PAIRS.length).toBeGreaterThan(30);
  });

  it.each(PAIRS)('keep numbers, commands, and that a machine speaks: $key', ({ key, easy, usual }) => {
    expect(lackingIn(easy, { key, text: usual })).toEqual([]);
    const commands = (text: string) => text.match(/“[^”]+”|\*\*\d+\*\*|\d{3,}/g) ?? [];
    expect(new Set(commands(easy))).toEqual(new Set([...commands(usual), ...commands(easy)]));
  });

  it.each(PAIRS)('are not longer, in short sentences: $key', ({ easy, usual }) => {
    expect(easy.length).toBeLessThanOrEqual(usual.length);
    expect(longestSentence(easy)).toBeLessThanOrEqual(MOST_WORDS);
  });

  it('stand in the place of the usual ones, and leave all else', () => {
    expect(inEasyWords(`${replies.heard('xin chào')}\n\n${replies.smalltalk}`)).toBe(
      `${replies.heard('xin chào')}\n\n${easyReplies.smalltalk}`,
    );
    expect(inEasyWords('Lệ phí: 8.000 đồng')).toBe('Lệ phí: 8.000 đồng');
  });
});
