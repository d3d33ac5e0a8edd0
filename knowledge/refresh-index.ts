// Brings the index up to date with the words we ship: after an upgrade with other aliases or glossary.

import { shippedAliases, shippedAliasesDigest, storeShippedAliases } from './aliases.ts';
import { lockCatalogue } from './catalogue.ts';
import { sha256 } from './features.ts';
import { AliasesChanged, prepareIndex, writeIndex } from './indexing.ts';
import type { Database, Embedder } from './ports.ts';
import { type Procedure, procedure } from './procedure.ts';
import { shippedGlossaryText, type Words } from './words.ts';

/** Raise when the same words and the same record give another document. */
const DOCUMENT_VERSION = 1;
const ATTEMPTS = 3;

/**
 * Stores the shipped aliases and indexes every current procedure anew when the words or the form of
 * documents differ from what the index was made with. Resolves to the number of documents written.
 */
export async function refreshIndex(input: {
  database: Database;
  embedder: Embedder;
  words: Words;
  onProgress?: (done: number, total: number) => void;
}): Promise<number> {
  const { database } = input;
  const made = sha256([DOCUMENT_VERSION, shippedAliasesDigest(), shippedGlossaryText()].join('\n'));
  const { rows } = await database.query<{ value: string }>(
    `select value from index_facts where name = 'made_from'`,
  );
  if (rows[0]?.value === made) return 0;

  await database.transaction((tx) => storeShippedAliases(tx, shippedAliases()));
  for (let attempt = 1; ; attempt++) {
    try {
      return await indexAnew(input, made);
    } catch (error) {
      if (!(error instanceof AliasesChanged) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function indexAnew(input: Parameters<typeof refreshIndex>[0], made: string): Promise<number> {
  const { database } = input;
  const prepared = await prepareIndex({ ...input, procedures: await currentProcedures(database) });
  await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    await writeIndex(tx, prepared);
    await tx.query(
      `insert into index_facts (name, value) values ('made_from', to_jsonb($1::text))
       on conflict (name) do update set value = excluded.value`,
      [made],
    );
  });
  return prepared.documents.length;
}

async function currentProcedures(database: Database): Promise<Procedure[]> {
  const { rows } = await database.query<{ body: unknown }>(
    `select body from procedures where status = 'current' order by code`,
  );
  return rows.map(({ body }) => procedure.parse(body));
}
