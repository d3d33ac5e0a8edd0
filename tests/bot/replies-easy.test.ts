// The easier words: same keys, same numbers and commands, no longer than the usual ones, and shorter sentences.

import { describe, expect, it } from 'vitest';
import { complaintReplies } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { EASY_REPLIES, inEasyWords } from '../../bot/replies-easy.ts';
import { lackingIn, TABLES } from '../../bot/sentences.ts';
import { ticketReplies } from '../../bot/ticket-replies.ts';

const FIELD = 'X';

interface Pair {
  key: string;
  easy: string;
  usual: string;
}

/** A key without a usual sentence has an empty one. */
function pairs(key: string, easy: unknown, usual: unknown): Pair[] {
  if (typeof easy === 'string') return [{ key, easy, usual: typeof usual === 'string' ? usual : '' }];
  if (typeof easy === 'function')
    return pairs(key, easy(FIELD), typeof usual === 'function' ? usual(FIELD) : '');
  return Object.entries(easy as object).flatMap(([name, one]) =>
    pairs(`${key}.${name}`, one, (usual as Record<string, unknown> | undefined)?.[name]),
  );
}

const PAIRS = Object.entries(EASY_REPLIES).flatMap(([table, easy]) =>
  pairs(table, easy, TABLES[table as keyof typeof TABLES]),
);
const MOST_WORDS = 16;

function longestSentence(text: string): number {
  const sentences = text.replace(/\d\.\d/g, '0').split(/[.?!:\n]+(?:\s|$)/);
  return Math.max(...sentences.map((sentence) => sentence.trim().split(/\s+/).length));
}

describe('easier words', () => {
  it('stand for sentences that are said', () => {
    expect(PAIRS.filter(({ usual }) => usual === '')).toEqual([]);
    expect(Object.keys(EASY_REPLIES)).toEqual(Object.keys(TABLES));
    expect(PAIRS.length).toBeGreaterThan(75);
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
      `${replies.heard('xin chào')}\n\n${EASY_REPLIES.general?.smalltalk}`,
    );
    const { code, key } = { code: 'PA-2026-000123', key: 'K7QM-2F9D' };
    expect(inEasyWords(`${complaintReplies.due('1/9')}\n${complaintReplies.key(key)}`)).toBe(
      `${complaintReplies.due('1/9')}\n${EASY_REPLIES.complaint?.key?.(key)}`,
    );
    expect(inEasyWords(complaintReplies.questions.what)).toBe(EASY_REPLIES.complaint?.questions?.what);
    expect(inEasyWords(ticketReplies.waits(code))).toBe(EASY_REPLIES.ticket?.waits?.(code));
    expect(inEasyWords('Lệ phí: 8.000 đồng')).toBe('Lệ phí: 8.000 đồng');
  });
});
