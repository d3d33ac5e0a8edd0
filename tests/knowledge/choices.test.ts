// The question back: each choice with what it says to the question, in few words, all of it from its own record.

import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../knowledge/catalogue.ts';
import { choiceText } from '../../knowledge/choices.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { HEADINGS, SAID, VIETNAMESE } from '../../knowledge/wording.ts';
import { ENGLISH } from '../../knowledge/wording-english.ts';
import { aProcedure } from '../support/procedures.ts';

const question = readQuestion(shippedLanguage(), 'cấp giấy thả diều');

function entry(code: string, differing: Partial<Procedure>): CatalogueEntry {
  const procedure = aProcedure({ code, title: `Cấp giấy thả diều ${code}`, ...differing });
  return { id: '1', version: 1, procedure, validFrom: new Date(0), from: 'import', dataDate: '2026-07' };
}

function costing(amount: number): Partial<Procedure> {
  return {
    submissions: [
      {
        channel: 'direct',
        time: { amount: 3, unit: 'working_day', text: null },
        fees: [{ kind: 'fee', amount, currency: 'VND', text: null }],
        note: null,
      },
    ],
  };
}

describe('a question back', () => {
  test('says beside each choice what differs, with its code and how old it is', () => {
    const text = choiceText(
      [entry('9.000001', costing(5000)), entry('9.000002', costing(7000))],
      question,
      'fee',
      VIETNAMESE,
    );
    expect(text.split('\n')).toEqual([
      SAID.askBack,
      `- Cấp giấy thả diều 9.000001 (9.000001). ${HEADINGS.fee}: 5.000 đồng`,
      `- Cấp giấy thả diều 9.000002 (9.000002). ${HEADINGS.fee}: 7.000 đồng`,
      '',
      `${SAID.source} ${SAID.dataDate('07/2026')}`,
    ]);
  });

  test('says once what is the same for all', () => {
    const text = choiceText(
      [entry('9.000001', costing(5000)), entry('9.000002', costing(7000))],
      question,
      'time',
      VIETNAMESE,
    );
    expect(text).toContain(SAID.sameForAll(`${HEADINGS.time}: 3 ngày làm việc`));
    expect(text.match(/3 ngày/g)).toHaveLength(1);
  });

  test('is only titles where the choices say nothing, or an overview is asked', () => {
    const silent = [entry('9.000001', costing(0)), entry('9.000002', costing(0))];
    const titles = [SAID.askBack, '- Cấp giấy thả diều 9.000001', '- Cấp giấy thả diều 9.000002'];
    expect(choiceText(silent, question, 'fee', VIETNAMESE).split('\n')).toEqual(titles);
    expect(choiceText(silent, question, 'overview', VIETNAMESE).split('\n')).toEqual(titles);
  });

  test('does not say what does not stand in the record as it would be read', () => {
    const unsayable = costing(5000);
    unsayable.submissions![0]!.time = { amount: 2.123456, unit: 'day', text: null };
    const text = choiceText(
      [entry('9.000001', unsayable), entry('9.000002', costing(7000))],
      question,
      'time',
      VIETNAMESE,
    );
    expect(text).toContain('- Cấp giấy thả diều 9.000001\n');
    expect(text).toContain('3 ngày làm việc');
  });

  test('stays short, however much the records hold', () => {
    const endless = 'Đơn đề nghị được thả diều ban đêm ở bãi biển kèm giấy tờ '.repeat(40);
    const papers = Array.from({ length: 60 }, (_, i) => ({
      name: `${i} ${endless}`,
      originals: 1,
      copies: 0,
      forms: [],
    }));
    const five = [1, 2, 3, 4, 5].map((n) =>
      entry(`9.00000${n}`, { title: endless, paperSets: [{ name: null, papers, notes: [] }] }),
    );
    expect(choiceText(five, question, 'documents', VIETNAMESE).length).toBeLessThan(2500);
  });

  test('is asked in English of who writes English, with the Vietnamese title', () => {
    const text = choiceText([entry('9.000001', costing(5000))], question, 'fee', ENGLISH);
    expect(text).toContain(ENGLISH.said.askBack);
    expect(text).toContain('- Cấp giấy thả diều 9.000001 (9.000001). Fees: 5.000 đồng');
  });
});
