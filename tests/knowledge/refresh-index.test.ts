// After an upgrade the index is brought up to date once, and what officers added stays.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { shippedAliases } from '../../knowledge/aliases.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { prepareIndex, writeIndex } from '../../knowledge/indexing.ts';
import { refreshIndex } from '../../knowledge/refresh-index.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { shippedWords } from '../../knowledge/words.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const embedder = wordSpaceEmbedder();
const words = shippedWords();
const HOW_MANY = 20;

describe.each(databaseKinds)('the index on %s', (kind) => {
  let database: OpenDatabase;
  let codes: string[];
  beforeEach(async () => {
    database = await freshDatabase(kind);
    const procedures = (await readStarter()).procedures.slice(0, HOW_MANY);
    codes = procedures.map(({ code }) => code);
    await importCatalogue({
      database,
      indexing: {
        prepare: (some) => prepareIndex({ database, embedder, words, procedures: some }),
        write: writeIndex,
      },
      incoming: { procedures, partial: true, spared: [] },
      about: { source: 'cũ', kind: 'import', dataDate: '2026-07', at: new Date('2026-07-20') },
      allowRepeal: false,
    });
  });
  afterEach(() => database.close());

  async function phrasesOf(code: string): Promise<string[]> {
    const { rows } = await database.query<{ phrases: string[] }>(
      `select array(select jsonb_array_elements_text(features->'phrases')) as phrases from chunks where code = $1`,
      [code],
    );
    return rows[0]?.phrases ?? [];
  }

  test('made before the aliases were shipped gets them all, once', async () => {
    const [code = ''] = codes;
    expect(await phrasesOf(code)).toHaveLength(1);
    expect(await refreshIndex({ database, embedder, words })).toBe(HOW_MANY);
    const shipped = shippedAliases().find((entry) => entry.code === code)!;
    expect(await phrasesOf(code)).toHaveLength(1 + shipped.phrases.length + shipped.shared.length);
    expect(await refreshIndex({ database, embedder, words })).toBe(0);
  });

  test('keeps what officers added, and demand is the shipped one', async () => {
    const [code = ''] = codes;
    await database.query(
      `insert into aliases (code, phrase, source) values ($1, 'lời của cán bộ', 'officer')`,
      [code],
    );
    await refreshIndex({ database, embedder, words });
    expect(await phrasesOf(code)).toContain('lời của cán bộ');
    const { rows } = await database.query<{ code: string; demand: number }>(
      `select code, (features->>'demand')::integer as demand from chunks`,
    );
    const expected = shippedAliases().filter((entry) => codes.includes(entry.code));
    expect(new Map(rows.map((row) => [row.code, row.demand]))).toEqual(
      new Map(expected.map((entry) => [entry.code, entry.demand])),
    );
  });
});
