// A field left out is found by its title only, and afterwards the database is as it was.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answering, createAnswering } from '../../../api/answering.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { openInMemory } from '../../../api/database/embedded.ts';
import { migrate } from '../../../api/database/migrate.ts';
import { importCatalogue } from '../../../knowledge/import/import-catalogue.ts';
import { readQuestion } from '../../../knowledge/question.ts';
import { type LeftOut, leaveOutFields } from '../../../scripts/evaluation/leave-out.ts';
import type { Runner } from '../../../scripts/evaluation/run.ts';
import { aQuestion } from '../../support/evaluation-rows.ts';
import { aProcedure } from '../../support/procedures.ts';

const CONTACT = { phone: null, address: null, hours: null };
/** Real codes, so that the shipped aliases are theirs: one of the police, one of justice. */
const STAY = '1.004194';
const BIRTH = '1.001193';

let database: OpenDatabase;
let answering: Answering;
let groups: LeftOut[];
let before: unknown;
const progress: string[] = [];

beforeAll(async () => {
  database = await openInMemory();
  await migrate({ database });
  answering = createAnswering({ database, contact: CONTACT });
  await answering.refresh();
  const procedures = [
    aProcedure({ code: BIRTH, title: 'Thủ tục đăng ký khai sinh' }),
    aProcedure({ code: STAY, title: 'Đăng ký tạm trú' }),
  ];
  await importCatalogue({
    database,
    indexing: answering.indexing,
    incoming: { procedures, partial: true, spared: [] },
    about: { source: 'test', kind: 'import', dataDate: '2026-07', at: new Date(0) },
    allowRepeal: false,
  });
  before = await state();
  const asked = [
    aQuestion({ item: { id: 'q1', question: 'mẹ đơn thân', codes: [BIRTH] }, row: { ranked: [BIRTH] } }),
    aQuestion({ item: { id: 'q2', question: 'đăng ký tạm trú', codes: [STAY] }, row: { ranked: [STAY] } }),
    aQuestion({ item: { id: 'q3', codes: ['9.999999'] } }),
  ];
  groups = await leaveOutFields({
    database,
    contact: CONTACT,
    asked,
    runnerOf,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
});
afterAll(() => database.close());

function runnerOf({ search, language }: Answering): Runner {
  const find = (question: string) => search.find(readQuestion(language, question));
  return {
    find,
    question: async (item) => {
      const hits = await find(item.question);
      const ranked = hits.filter(({ lexical }) => lexical > 0).map(({ code }) => code);
      return { ...aQuestion({}).row, id: item.id, ranked };
    },
    message: () => Promise.reject(new Error('No message is asked')),
    dialog: () => Promise.reject(new Error('No dialog is held')),
  };
}

async function state(): Promise<unknown> {
  const { rows } = await database.query(
    `select (select count(*) from aliases) as aliases, (select sum(demand) from demand) as demand,
       (select json_agg(json_build_array(code, digest, lexical::text) order by code) from chunks) as chunks,
       (select json_agg(json_build_array(term, documents) order by term) from lexicon where documents > 0) as lexicon,
       (select json_object_agg(name, value) from index_facts) as facts`,
  );
  return rows;
}

describe('leaving out fields', () => {
  it('asks the questions of each field that has any, once without its aliases and once without all', () => {
    expect(groups.map(({ group, with: asked }) => [group, asked.map(({ item }) => item.id)])).toEqual([
      ['cong-an', ['q2']],
      ['tu-phap', ['q1']],
    ]);
    expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  it('finds nothing any more by everyday words, still by the title', () => {
    const ranked = (pairs: LeftOut['with']) => pairs.map(({ row }) => row.ranked[0]);
    const [police, justice] = groups;
    expect(ranked(police!.without)).toEqual([STAY]);
    expect(ranked(police!.titlesOnly)).toEqual([STAY]);
    expect(ranked(justice!.without)).not.toContain(BIRTH);
    expect(ranked(justice!.titlesOnly)).toEqual([undefined]);
  });

  it('leaves the database as it was', async () => {
    expect(await state()).toEqual(before);
    const [best] = await answering.search.find(readQuestion(answering.language, 'mẹ đơn thân'));
    expect(best?.code).toBe(BIRTH);
  });
});
