// The diff of two versions: everything that differs is shown, nothing else is, and it leads from one to the other.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../knowledge/changes.ts';
import { digestOf, type Procedure } from '../../knowledge/procedure.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { FIELD_NAMES } from '../../knowledge/wording.ts';
import { aProcedure } from '../support/procedures.ts';

const SUBMISSION = aProcedure().submissions[0]!;
const TIME = SUBMISSION.time!;
const FEE = { kind: 'fee', amount: 8000, currency: 'VND', text: null } as const;
const PAPER = aProcedure().paperSets[0]!.papers[0]!;

describe('changes between two versions', () => {
  it.each<[string, Partial<Procedure>, string[], string[]]>([
    ['title', { title: 'Tên mới' }, ['Thủ tục số 1.000001'], ['Tên mới']],
    [
      'submissions',
      { submissions: [{ ...SUBMISSION, time: { ...TIME, amount: 5 } }] },
      ['Nộp trực tiếp: 3 ngày làm việc'],
      ['Nộp trực tiếp: 5 ngày làm việc'],
    ],
    [
      'submissions',
      { submissions: [{ ...SUBMISSION, fees: [FEE] }] },
      ['Nộp trực tiếp: 3 ngày làm việc'],
      ['Nộp trực tiếp: 3 ngày làm việc; phí 8.000 VND'],
    ],
    [
      'paperSets',
      { paperSets: [{ name: null, papers: [PAPER, { ...PAPER, name: 'Giấy chứng sinh' }], notes: [] }] },
      [],
      ['Giấy chứng sinh (1 bản chính)'],
    ],
    ['wholeOnline', { wholeOnline: true }, ['không'], ['có']],
    ['conditions', { conditions: 'Đủ 18 tuổi' }, [], ['Đủ 18 tuổi']],
  ])('in %s are told', (field, differing, removed, added) => {
    expect(changesBetween(aProcedure(), aProcedure(differing))).toEqual([
      { field, label: FIELD_NAMES[field as keyof typeof FIELD_NAMES], removed, added },
    ]);
  });

  it('in the order of a list alone are told without a line', () => {
    const changes = changesBetween(aProcedure({ results: ['a', 'b'] }), aProcedure({ results: ['b', 'a'] }));
    expect(changes).toEqual([{ field: 'results', label: FIELD_NAMES.results, removed: [], added: [] }]);
  });

  it('are none of a version to itself, some to any other, and the same backwards with the signs changed', async () => {
    const { procedures } = await readStarter();
    const anyOf = fc.constantFrom(...procedures);
    fc.assert(
      fc.property(anyOf, anyOf, (one, other) => {
        const after = { ...other, code: one.code };
        expect(changesBetween(one, one)).toEqual([]);
        const changes = changesBetween(one, after);
        expect(changes.length > 0).toBe(digestOf(one) !== digestOf(after));
        expect(
          changesBetween(after, one).map(({ added, removed, ...rest }) => ({
            ...rest,
            removed: added,
            added: removed,
          })),
        ).toEqual(changes);
      }),
    );
  });
});
