// Sets are read line by line, a bad line is named; our own questions keep to their rules.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedAliases } from '../../../knowledge/aliases.ts';
import { FACETS } from '../../../knowledge/facet.ts';
import { readStarter } from '../../../knowledge/starter.ts';
import { tokenise } from '../../../knowledge/vietnamese.ts';
import { OWN_QUESTIONS } from '../../../scripts/evaluation/options.ts';
import { dialog, InvalidSet, message, question, readSet } from '../../../scripts/evaluation/sets.ts';

const GOOD = '{"id":"q1","question":"làm sao","facet":"fee","codes":["1.000001"]}';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(...lines: string[]): string {
  const file = join(folder, 'set.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

describe('a set', () => {
  it('is read with what may be left out filled in', () => {
    expect(readSet(fileOf(GOOD, '', `${GOOD}\r`), question)).toEqual(
      Array(2).fill({
        id: 'q1',
        question: 'làm sao',
        style: 'plain',
        facet: 'fee',
        codes: ['1.000001'],
        facts: [],
        topic: '',
      }),
    );
    expect(readSet(fileOf('{"id":"m1","text":"chào","intent":"smalltalk"}'), message)).toHaveLength(1);
    expect(readSet(fileOf('{"id":"d1","turns":[{"user":"a","expect":{}}]}'), dialog)).toHaveLength(1);
  });

  it.each([
    ['not JSON', '{"id":', 'this is not JSON: {"id":'],
    ['an unknown facet', GOOD.replace('fee', 'price'), 'facet'],
    ['no right code', GOOD.replace('"1.000001"', ''), 'codes'],
    ['no question', GOOD.replace('"question"', '"ask"'), 'question'],
  ])('names file and line of %s', (_, bad, reason) => {
    const file = fileOf(GOOD, '', bad);
    expect(() => readSet(file, question)).toThrow(InvalidSet);
    expect(() => readSet(file, question)).toThrow(`${file} line 3: `);
    expect(() => readSet(file, question)).toThrow(reason);
  });

  it('can be read in part: what is beyond is not even judged', () => {
    expect(readSet(fileOf('', GOOD, 'broken'), question, 1)).toHaveLength(1);
  });
});

const STORIES = join(dirname(OWN_QUESTIONS), 'stories.jsonl');

describe.each([
  { name: 'our own questions', file: OWN_QUESTIONS, prefix: 'own', count: 600 },
  { name: 'the stories and chats', file: STORIES, prefix: 'held', count: 254 },
])('$name', ({ file, prefix, count }) => {
  const questions = readSet(file, question);

  it('are numbered in order, each asked once', () => {
    const ids = Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(3, '0')}`);
    expect(questions.map(({ id }) => id)).toEqual(ids);
    expect(new Set(questions.map((item) => item.question)).size).toBe(count);
  });

  it('are NFC', () => {
    const text = JSON.stringify(questions);
    expect(text).toBe(text.normalize('NFC'));
  });

  it('expect procedures that the starter catalogue has', async () => {
    const { procedures } = await readStarter();
    const known = new Set(procedures.map(({ code }) => code));
    expect(questions.flatMap(({ codes }) => codes.filter((code) => !known.has(code)))).toEqual([]);
  });

  it('hold no telephone or document number, no address of mail', () => {
    const numbers = /\d(?:[ .-]?\d){7,}|@/;
    expect(numbers.test('gọi 0905 123 456')).toBe(true);
    expect(questions.filter((item) => numbers.test(item.question))).toEqual([]);
  });

  it('are not among the aliases', () => {
    const bare = (text: string) => tokenise(text).join(' ');
    const aliases = new Set(
      shippedAliases().flatMap(({ phrases, shared }) => [...phrases, ...shared].map(bare)),
    );
    expect(aliases.size).toBeGreaterThan(1000);
    expect(questions.filter((item) => aliases.has(bare(item.question)))).toEqual([]);
  });
});

it('our own questions ask for every facet in the styles that people use', () => {
  const questions = readSet(OWN_QUESTIONS, question);
  expect(new Set(questions.map(({ facet }) => facet))).toEqual(new Set(FACETS));
  expect(new Set(questions.map(({ style }) => style))).toEqual(
    new Set(['plain', 'nodiacritics', 'teencode', 'story']),
  );
});
