// The walk: every fact of every procedure, stated, holds nothing that its record does not. Needs ../shared for the whole export.

import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../knowledge/catalogue.ts';
import { compose } from '../../knowledge/compose.ts';
import { FACETS } from '../../knowledge/facet.ts';
import { factLines } from '../../knowledge/facts.ts';
import { textOf, ungroundedClaims } from '../../knowledge/grounding.ts';
import { gather } from '../../knowledge/import/gather.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';
import type { Procedure } from '../../knowledge/procedure.ts';
import { type Question, readQuestion, shippedLanguage } from '../../knowledge/question.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { SAID } from '../../knowledge/wording.ts';
import { ENGLISH } from '../../knowledge/wording-english.ts';
import { aProcedure } from '../support/procedures.ts';
import { hasSharedData, sharedFile } from '../support/shared-data.ts';
import { unsupportedPromises, unsupportedWords } from '../support/unsupported-words.ts';

const TOO_LONG = 2500;
const WALK_MS = 600_000;
const DATA_MONTH = '07/2026';

const language = shippedLanguage();
const questions = [
  readQuestion(language, 'cho tôi hỏi thủ tục này'),
  readQuestion(
    language,
    'nghe nói nộp 987.654.321 đồng, chờ 4.321 ngày, theo Nghị định 999/2031/NĐ-CP ngày 31/12/2099 thì được miễn phí, mẫu ở https://example.org/mau, đúng không',
  ),
];
const HEARSAY = /987\.654|(?<!\d)4\.321(?!\d)|999\/2031|31\/12\/2099|example\.org/;

describe('every answer', () => {
  test('of the starter catalogue stands in its record', { timeout: WALK_MS }, async () => {
    const { procedures } = await readStarter();
    expect(walk(procedures, 'starter', () => questions)).toEqual({ seen: 28_090 * 2, faults: [] });
  });

  test.runIf(hasSharedData)('of the whole export stands in its record', { timeout: WALK_MS }, async () => {
    const file = sharedFile('data/national-portal-2026-07.jsonl.gz')!;
    const { procedures } = await gather({ files: [file], scope: DEFAULT_SCOPE });
    // Long records take long: here every fact is asked for once, in turn with one question and the other.
    const inTurn = (record: number, facet: number) => [questions[(record + facet) % questions.length]!];
    expect(walk(procedures, 'import', inTurn)).toEqual({ seen: 28_090, faults: [] });
  });
});

describe('the second opinion', () => {
  const record = aProcedure({
    submissions: [
      {
        channel: 'direct',
        time: { amount: 2.5, unit: 'day', text: null },
        fees: [{ kind: 'fee', amount: 1_250_000, currency: 'VND', text: 'Miễn phí cho người cao tuổi' }],
        note: null,
      },
    ],
  });

  test.each([
    ['1.250.000 đồng', []],
    ['1.250.001 đồng', ['1.250.001']],
    ['2,5 ngày', []],
    ['25 ngày', ['25']],
    ['Quyết định 1/QĐ-BTP ngày 16/01/2026', []],
    ['Quyết định 1/QĐ-BTC', ['1/QĐ-BTC']],
    ['ngày 17/01/2026', ['17/01/2026']],
    [`${record.link}`, []],
    [`${record.link}9`, [`${record.link}9`]],
    ['Miễn phí', []],
    ['không thu phí', ['không thu phí']],
  ])('on "%s" is %j', (answer, expected) => {
    expect(unsupportedWords(answer, record, DATA_MONTH)).toEqual(expected);
  });

  test('asks the fee texts alone about promises in a statement of fees', () => {
    const generous = { ...record, conditions: 'Không thu phí của trẻ em' };
    expect(unsupportedPromises('Không thu phí', generous)).toEqual(['Không thu phí']);
    expect(unsupportedPromises('Miễn phí', generous)).toEqual([]);
  });
});

/** States every facet of every procedure, in reply to the questions chosen for it. */
function walk(
  procedures: readonly Procedure[],
  from: CatalogueEntry['from'],
  chosen: (record: number, facet: number) => readonly Question[],
) {
  const faults: string[] = [];
  let seen = 0;
  for (const [at, record] of procedures.entries()) {
    const entry = {
      id: '1',
      version: 1,
      procedure: record,
      validFrom: new Date(0),
      from,
      dataDate: '2026-07',
    };
    const answers = FACETS.flatMap((facet, nth) =>
      chosen(at, nth).map((question, turn) =>
        // In either language in turn: the facts are the same, the words around them must promise nothing.
        (at + nth + turn) % 2 === 0
          ? compose(entry, question, facet)
          : compose(entry, question, facet, [], ENGLISH),
      ),
    );
    seen += answers.length;
    const all = answers.join('\n\n');
    const feesStated = [
      ...factLines(record, 'fee'),
      ...factLines(record, 'overview').filter((line) => line.startsWith(SAID.overviewFee)),
    ].join('\n');
    const found = [
      ...ungroundedClaims(all, `${textOf(record)}\n${DATA_MONTH}`),
      ...unsupportedWords(all, record, DATA_MONTH),
      ...unsupportedPromises(feesStated, record),
      ...answers.flatMap((answer) => defects(answer, record)),
    ];
    faults.push(...found.map((fault) => `${record.code}: ${fault}`));
  }
  return { seen, faults: faults.slice(0, 20) };
}

function defects(answer: string, { code, link }: Procedure): string[] {
  const found = Object.entries({
    'too long': answer.length > TOO_LONG,
    'no code': !answer.includes(code),
    'no link': !answer.endsWith(link),
    'no statement': answer.split('\n').filter((line) => line !== '').length < 4,
    'a hole': /null|undefined|\[object|NaN/.test(answer),
    hearsay: HEARSAY.test(answer),
  });
  return found.filter(([, is]) => is).map(([what]) => `${what} in ${answer.slice(0, 300)}`);
}
