// What messages are taken for: the files that it is learned from, and sets of which it has seen nothing.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, createUnderstand, INTENTS, parseMessages, parseSignals } from '../../bot/understand.ts';
import { shippedEnglish } from '../../knowledge/english.ts';
import { shippedLanguage } from '../../knowledge/question.ts';
import { hasSharedData, sharedFile } from '../support/shared-data.ts';

interface SetMessage {
  text: string;
  intent: string;
  category?: string;
}

const SETS = new URL('../../scripts/evaluation/sets/', import.meta.url).pathname;
const FEWEST_EXAMPLES = 60;

const understand = createUnderstand({ ...shippedLanguage(), english: shippedEnglish() });
const learned = parseMessages(
  readFileSync(new URL('../../bot/understanding/messages.tsv', import.meta.url), 'utf8'),
);

function readSet(path: string): SetMessage[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

function shareOf(set: readonly SetMessage[], isRight: (message: SetMessage) => boolean): number {
  return set.filter(isRight).length / set.length;
}

const isIntentRight = ({ text, intent }: SetMessage) => understand(text).intent === intent;
/** Everybody greets in the same few words. */
const isOfItsOwn = ({ text }: SetMessage) => key(text).split(' ').length > 2;
const key = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the messages that it is learned from', () => {
  it('are enough of every intent, and of every category of complaints', () => {
    for (const intent of INTENTS)
      expect(learned.filter((message) => message.intent === intent).length, intent).toBeGreaterThan(
        FEWEST_EXAMPLES,
      );
    for (const category of CATEGORIES.filter((each) => each !== 'distress')) {
      const told = learned.filter(
        (message) => message.intent === 'complaint' && message.category === category,
      );
      expect(told.length, category).toBeGreaterThan(FEWEST_EXAMPLES);
    }
  });

  it('have a category only where there is one, and each text once', () => {
    const seen = new Set<string>();
    for (const { intent, category, text } of learned) {
      if (category !== null) expect(category === 'distress' ? 'emergency' : 'complaint', text).toBe(intent);
      expect(seen.has(text), text).toBe(false);
      seen.add(text);
    }
  });

  it('name no telephone of anybody', () => {
    for (const { text } of learned)
      expect(text.replace(/000/g, ''), text).not.toMatch(/(?<!\d)0\d{2}[ .]?\d{3}[ .]?\d{3,4}(?!\d)/);
  });

  it.each([
    ['messages', () => parseMessages('smalltalk\t\tchào\nnothing\t\tchào'), /line 2/],
    ['messages', () => parseMessages('complaint\tnothing\tchào'), /line 1/],
    ['messages', () => parseMessages('complaint\ttraffic\t '), /line 1/],
    ['signals', () => parseSignals('smalltalk\t4\talo\nsmalltalk\tfour\talo'), /line 2/],
    ['signals', () => parseSignals('smalltalk\t4\t'), /line 1/],
  ])('are refused with their line when it is wrong: %s', (_file, parse, line) => {
    expect(parse).toThrow(line);
  });
});

describe.each(['messages.jsonl', 'hard-messages.jsonl'])('of our own %s', (name) => {
  const set = readSet(`${SETS}${name}`);

  it('none was learned', () => {
    const texts = new Set(learned.map(({ text }) => key(text)));
    expect(set.filter(isOfItsOwn).filter(({ text }) => texts.has(key(text)))).toEqual([]);
  });

  it('95 in 100 are taken for what they are', () => {
    expect(shareOf(set, isIntentRight)).toBeGreaterThanOrEqual(0.95);
  });

  it('no denunciation is taken for a complaint, which those would read whom it denounces', () => {
    const denunciations = set.filter(({ intent }) => intent === 'denunciation');
    expect(denunciations.length).toBeGreaterThan(3);
    for (const { text } of denunciations) expect(understand(text).intent, text).not.toBe('complaint');
  });
});

it.each(['cháy nhà', 'cuu voi', 'nhà tôi đang cháy', 'chet nguoi roi', 'rắn cắn thằng nhỏ rồi'])(
  'hears a danger in a few words: %s',
  (text) => expect(understand(text).intent).toBe('emergency'),
);

it.each([
  'ngã tư Quang Trung - Hùng Vương',
  'cầu Trà Khúc',
  'trên đèo Violak',
  'cho Tu Nghia',
  'con em 3 tuổi rồi',
])('hears none in the name of a place, or in a detail: %s', (text) =>
  expect(understand(text).intent).not.toMatch(/emergency|abuse|denunciation/),
);

it('knows the categories of our own messages', () => {
  const complaints = readSet(`${SETS}messages.jsonl`).filter(({ category }) => category !== undefined);
  expect(shareOf(complaints, ({ text, category }) => understand(text).matter === category)).toBeGreaterThan(
    0.93,
  );
});

it.runIf(hasSharedData)('knows the development messages', () => {
  const set = readSet(sharedFile('eval/dev-messages.jsonl')!);
  expect(shareOf(set, isIntentRight)).toBeGreaterThanOrEqual(0.98);
  const texts = new Set(learned.map(({ text }) => key(text)));
  expect(set.filter(isOfItsOwn).filter(({ text }) => texts.has(key(text)))).toEqual([]);
});
