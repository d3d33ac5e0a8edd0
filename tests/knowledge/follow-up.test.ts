// Whether a question goes on about the procedure in hand: by what search says of its own words alone, and together with the title.

import { describe, expect, test } from 'vitest';
import { findWithTopic } from '../../knowledge/follow-up.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import type { Hit } from '../../knowledge/rank.ts';
import type { Search } from '../../knowledge/search.ts';

const language = shippedLanguage();
const MARRIAGE = { code: '1.000894', title: 'Thủ tục đăng ký kết hôn', papers: ['Giấy khám sức khỏe'] };
const other = '1.004194';

function hit(code: string, differing: Partial<Hit>): Hit {
  const title = code === MARRIAGE.code ? MARRIAGE.title : 'Đăng ký tạm trú';
  const rest = {
    procedureId: code,
    levels: [],
    demand: 0,
    score: 0,
    phrase: { fit: 1, text: title },
    dense: 0,
  };
  return { code, title, chance: 0.5, coverage: 0.4, lexical: 40, ...rest, ...differing };
}

/** `own`: the best hit for the question's own words; together with the title it is the procedure in hand. */
function asked(text: string, own: Partial<Hit>) {
  const search: Search = {
    find: async ({ text: read }) =>
      read === text ? [hit(other, own)] : [hit(MARRIAGE.code, { chance: 1, score: 20 })],
  };
  return findWithTopic(search, language, readQuestion(language, text), MARRIAGE);
}

describe('a question with a procedure in hand', () => {
  test.each(['lệ phí bao nhiêu?', 'mấy ngày', 'nộp qua mạng được không', 'cần giấy khám sức khỏe không'])(
    '"%s" stays without a search',
    async (text) => {
      const never: Search = { find: () => Promise.reject(new Error('searched')) };
      const found = await findWithTopic(never, language, readQuestion(language, text), MARRIAGE);
      expect(found).toEqual({ hits: [], stays: true });
    },
  );

  test('leaves where its words cover another one', async () => {
    const found = await asked('tạm trú ở trọ', { chance: 0.6, coverage: 0.6 });
    expect(found).toMatchObject({ stays: false, hits: [{ code: other }] });
  });

  const wordy = 'sẵn đây cho bác hỏi cái vụ tạm trú cho thằng cháu lên ở trọ đi học thì đem theo giấy gì';
  test.each([
    { chance: 0.95, coverage: 0.35, lexical: 80, stays: false },
    { chance: 0.8, coverage: 0.35, lexical: 80, stays: true },
    { chance: 0.95, coverage: 0.2, lexical: 40, stays: true },
  ])('with talk around it leaves only for one that is sure: %o', async ({ stays, ...own }) => {
    expect(await asked(wordy, own)).toMatchObject({ stays });
  });

  test('of hardly a word is read with the title, however sure its words are of another', async () => {
    expect(await asked('còn trọ thì sao', { chance: 0.99, coverage: 0.4, lexical: 60 })).toMatchObject({
      stays: true,
      hits: [{ code: MARRIAGE.code }],
    });
  });

  test.each([
    { text: 'con riêng mang họ mẹ có được không', chance: 0.85, stays: true },
    { text: 'con riêng mang họ mẹ có được không', chance: 0.95, stays: false },
    { text: 'con riêng muốn cấp lại trích lục mang họ mẹ có được không', chance: 0.85, stays: false },
  ])(
    'of whether something may be stays unless it names what is done or is sure: $text, $chance',
    async (each) => {
      const { text, chance, stays } = each;
      expect(await asked(text, { chance, coverage: 0.8 })).toMatchObject({ stays });
    },
  );
});
