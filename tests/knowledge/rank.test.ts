// What speaks for a candidate beside the words it shares: its title where it has nothing else, and the sentence that asks.

import { describe, expect, test } from 'vitest';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { type Candidate, rank, rankingFeatures } from '../../knowledge/rank.ts';

const language = shippedLanguage();
const idf = () => 3;

function candidate(code: string, phrases: string[]): Candidate {
  const described = { title: phrases[0]!, levels: [], demand: 0, phrases };
  const features = rankingFeatures(described, language.actPhrases);
  return { code, procedureId: code, lexical: 10, dense: 0.5, features };
}

function ranked(text: string, candidates: readonly Candidate[]) {
  return rank(readQuestion(language, text), candidates, idf);
}

describe('a title without aliases', () => {
  const aliases = ['a', 'b', 'c', 'd', 'e', 'g'].map((letter) => `cách nói ${letter}`);

  test('speaks louder than that of a procedure with many', () => {
    const [bare, known] = [
      candidate('1.000002', ['đăng ký giám hộ']),
      candidate('1.000001', ['đăng ký giám hộ', ...aliases]),
    ];
    expect(ranked('đăng ký giám hộ', [known, bare])[0]?.code).toBe(bare.code);
  });

  test('speaks by the share of it that was said', () => {
    const [short, long] = [
      candidate('1.000002', ['giám hộ']),
      candidate('1.000001', ['giám hộ cho người nước ngoài ở nơi khác']),
    ];
    expect(ranked('giám hộ', [long, short])[0]?.code).toBe(short.code);
  });
});

describe('in a story', () => {
  const [told, wished] = [
    candidate('1.000001', ['đăng ký khai tử']),
    candidate('1.000002', ['đăng ký giám hộ']),
  ];

  test.each([
    ['Cha mẹ cháu mất, đã đăng ký khai tử. Giờ muốn đăng ký giám hộ.', wished],
    ['Cha mẹ cháu mất, đã đăng ký giám hộ. Giờ muốn đăng ký khai tử.', told],
  ])('the last sentence decides: "%s"', (text, right) => {
    expect(ranked(text, [told, wished])[0]?.code).toBe(right.code);
  });

  test('a phrase fits as well as it fits the sentence that it is about', () => {
    const wish = 'Giờ muốn đăng ký giám hộ.';
    const alone = ranked(wish, [wished])[0]!.phrase.fit;
    const after = ranked(`Hôm qua trời mưa to lắm nhà dột hết trơn. ${wish}`, [wished])[0]!.phrase.fit;
    expect(alone).toBeGreaterThan(0.3);
    expect(after).toBe(alone);
  });
});
