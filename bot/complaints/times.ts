// When something happened, as the citizen put it: phrases kept as data, and the small words that hold them together.

import { type Run, readPhrases, runsOf, type Word } from './words.ts';

/** In times.txt `0` stands for any number and `0/0` for a date such as 15/8 or 15/8/2026. */
const PHRASES = readPhrases('times.txt');
const DATE = /^(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2])(?:\/\d{2,4})?$/;
const WEEKDAYS = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'];
/** They stand between two times, or before one, and belong to it. */
const LINKS = new Set(
  'khoảng lúc vào hồi tầm từ đến tới gần hơn cho cách đây sáng trưa chiều tối đêm'.split(' '),
);
const LONGEST_LINK = 3;

/** The times of a message as runs of its words, in order and apart from each other. */
export function findTimes(words: readonly Word[]): Run[] {
  const tokens = words.map(({ text }, at) => standIn(text, words[at - 1]?.text));
  const groups: Run[] = [];
  for (const { from, to } of runsOf(tokens, PHRASES)) {
    const last = groups.at(-1);
    if (last && isLinked(tokens.slice(last.to, from))) last.to = Math.max(last.to, to);
    else groups.push({ from: withLinksBefore(tokens, from, last?.to ?? 0), to });
  }
  return groups;
}

/** "thứ 2" is a day of the week, "thu 50" is none. */
function standIn(token: string, before: string | undefined): string {
  if (!/^\d/.test(token)) return token;
  if (before === 'thứ' || before === 'thu') return WEEKDAYS[Number(token) - 2] ?? token;
  return DATE.test(token) ? '0/0' : '0';
}

function isLinked(between: readonly string[]): boolean {
  return between.length <= LONGEST_LINK && between.every((token) => LINKS.has(token));
}

function withLinksBefore(tokens: readonly string[], from: number, least: number): number {
  let at = from;
  while (at > least && LINKS.has(tokens[at - 1]!)) at--;
  return at;
}
