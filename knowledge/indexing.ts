// Builds and writes the search index. Owns the tables chunks, lexicon and index_facts.

import { setImmediate as others } from 'node:timers/promises';
import { type Asked, askedFor } from './aliases.ts';
import { digestsKept, holdIndexEmbedder, INDEX_CHANNEL, keepVectors } from './embedding/vectors.ts';
import {
  documentTerms,
  embeddedText,
  type Features,
  features,
  featuresOf,
  sha256,
  silence,
} from './features.ts';
import { documentWeight } from './lexical.ts';
import type { Embedder, Queryable } from './ports.ts';
import type { Procedure } from './procedure.ts';
import type { Words } from './words.ts';

/** Number of dimensions of a sparse vector; a word's id in the lexicon is its dimension (pgvector allows 10^9). */
export const LEXICAL_DIMENSIONS = 1_000_000_000;
/** A graph index takes no more; the national catalogue's longest document has some 550. */
const MOST_TERMS = 1_000;
const EMBEDDED_AT_ONCE = 64;
const WRITTEN_AT_ONCE = 250;

export interface PreparedIndex {
  embedder: string;
  documents: { code: string; features: Features; textDigest: string }[];
  /** The aliases that went into the documents. */
  asked: ReadonlyMap<string, Asked>;
  /** How many texts had to be embedded: 0 when nothing changed. */
  embedded: number;
}

/**
 * Prepares documents for procedures, many of them best outside of any transaction: texts not yet embedded are embedded and kept by digest,
 * so a second run or a retry after a crash costs nothing. `embedder` is the built-in one; where the index uses
 * another, embedding/change.ts gives it the vectors soon after.
 */
export async function prepareIndex(input: {
  database: Queryable;
  embedder: Embedder;
  words: Words;
  procedures: readonly Procedure[];
  onProgress?: (done: number, total: number) => void;
}): Promise<PreparedIndex> {
  const { database, embedder, words, procedures, onProgress } = input;
  const asked = await askedFor(
    database,
    procedures.map(({ code }) => code),
  );
  const documents = procedures.map((procedure) => {
    const described = featuresOf(procedure, asked.get(procedure.code), words);
    return { code: procedure.code, features: described, textDigest: sha256(embeddedText(described)) };
  });
  const have = await digestsKept(
    database,
    embedder.name,
    documents.map(({ textDigest }) => textDigest),
  );
  const missing = documents.filter(({ textDigest }) => !have.has(textDigest));
  for (let at = 0; at < missing.length; at += EMBEDDED_AT_ONCE) {
    const batch = missing.slice(at, at + EMBEDDED_AT_ONCE);
    const vectors = await embedder.embed(batch.map((document) => embeddedText(document.features)));
    await keepVectors(
      database,
      embedder.name,
      batch.map(({ textDigest }) => textDigest),
      vectors,
    );
    onProgress?.(at + batch.length, missing.length);
    // Embedder and database may both work within this process: without a pause nobody is served meanwhile.
    await others();
  }
  return { embedder: embedder.name, documents, asked, embedded: missing.length };
}

/**
 * Writes prepared documents and drops those of procedures that are no longer current. Call inside the transaction that
 * changes the procedures: readers see the old index or the new one. Throws AliasesChanged when an officer has changed
 * aliases of these procedures since; then prepare and write once more.
 */
export async function writeIndex(tx: Queryable, prepared: PreparedIndex): Promise<void> {
  await refuseChangedAliases(tx, prepared);
  const embedder = await holdIndexEmbedder(tx, prepared.embedder);
  const counts = new Map<string, number>();
  const count = (described: Features, change: 1 | -1) => {
    for (const term of documentTerms(described).frequencies.keys())
      counts.set(term, (counts.get(term) ?? 0) + change);
  };
  const replaced = await tx.query<{ features: unknown }>(
    `delete from chunks where code = any($1)
       or not exists (select from procedures p where p.code = chunks.code and p.status = 'current')
     returning features`,
    [prepared.documents.map(({ code }) => code)],
  );
  for (const row of replaced.rows) count(features.parse(row.features), -1);
  for (const document of prepared.documents) count(document.features, 1);
  await writeCounts(tx, counts);

  const ids = await termIds(tx, prepared);
  const meanLength = await keepMeanLength(tx, prepared);
  for (let at = 0; at < prepared.documents.length; at += WRITTEN_AT_ONCE) {
    await writeDocuments(tx, embedder, prepared.documents.slice(at, at + WRITTEN_AT_ONCE), ids, meanLength);
    await others();
  }
  await tx.query(
    `insert into index_facts (name, value) values ('documents', (select to_jsonb(count(*)) from chunks))
     on conflict (name) do update set value = excluded.value`,
  );
  await tx.query('select pg_notify($1, $2)', [INDEX_CHANNEL, 'documents']);
}

/** Aliases of procedures were changed after their documents had been prepared. */
export class AliasesChanged extends Error {
  override readonly name = 'AliasesChanged';
}

async function refuseChangedAliases(tx: Queryable, { documents, asked }: PreparedIndex): Promise<void> {
  const codes = documents.map(({ code }) => code);
  const now = await askedFor(tx, codes);
  const phrases = (all: ReadonlyMap<string, Asked>, code: string) =>
    (all.get(code)?.phrases ?? []).toSorted().join('\n');
  const changed = codes.filter((code) => phrases(now, code) !== phrases(asked, code));
  if (changed.length > 0) throw new AliasesChanged(`Aliases of ${changed.join(', ')} have changed meanwhile`);
}

async function writeCounts(tx: Queryable, counts: ReadonlyMap<string, number>): Promise<void> {
  const changed = [...counts].filter(([, change]) => change !== 0);
  await tx.query(
    `insert into lexicon (term, documents)
     select * from unnest($1::text[], $2::integer[])
     on conflict (term) do update set documents = lexicon.documents + excluded.documents`,
    [changed.map(([term]) => term), changed.map(([, change]) => change)],
  );
}

async function termIds(tx: Queryable, prepared: PreparedIndex): Promise<Map<string, number>> {
  const terms = new Set(
    prepared.documents.flatMap((document) => [...documentTerms(document.features).frequencies.keys()]),
  );
  const { rows } = await tx.query<{ term: string; id: number }>(
    'select term, id from lexicon where term = any($1)',
    [[...terms]],
  );
  return new Map(rows.map(({ term, id }) => [term, id]));
}

/** The mean length is fixed when at least half of the index is written anew; between, weights stay comparable. */
async function keepMeanLength(tx: Queryable, prepared: PreparedIndex): Promise<number> {
  const { rows } = await tx.query<{ mean: number | null; others: string }>(
    `select (select value::text::float8 from index_facts where name = 'mean_length') as mean,
       (select count(*) from chunks) as others`,
  );
  const { mean = null, others = '0' } = rows[0] ?? {};
  if (prepared.documents.length === 0 || (mean !== null && prepared.documents.length < Number(others)))
    return mean ?? 1;
  const total = prepared.documents.reduce(
    (sum, document) => sum + documentTerms(document.features).length,
    0,
  );
  const fresh = total / prepared.documents.length;
  await tx.query(
    `insert into index_facts (name, value) values ('mean_length', to_jsonb($1::float8))
     on conflict (name) do update set value = excluded.value`,
    [fresh],
  );
  return fresh;
}

async function writeDocuments(
  tx: Queryable,
  embedder: string,
  documents: PreparedIndex['documents'],
  ids: ReadonlyMap<string, number>,
  meanLength: number,
): Promise<void> {
  const rows = documents.map((document) => ({
    code: document.code,
    digest: sha256(JSON.stringify(document.features)),
    text_digest: document.textDigest,
    features: document.features,
    lexical: lexicalVector(document.features, ids, meanLength),
  }));
  await tx.query(
    `insert into chunks (code, procedure_id, digest, text_digest, features, lexical, embedding)
     select d.code, p.id, d.digest, d.text_digest, d.features, d.lexical::sparsevec, e.embedding
     from jsonb_to_recordset($1::jsonb)
       as d (code text, digest text, text_digest text, features jsonb, lexical text)
     join procedures p on p.code = d.code and p.status = 'current'
     left join embeddings e on e.embedder = $2 and e.digest = d.text_digest`,
    [JSON.stringify(rows), embedder],
  );
}

/** A title alone cannot match the everyday words of a question: what it does match counts so much more. */
const SILENCE_BONUS = 1;

function lexicalVector(described: Features, ids: ReadonlyMap<string, number>, meanLength: number): string {
  const { frequencies, length } = documentTerms(described);
  const bonus = 1 + SILENCE_BONUS * silence(described);
  const weights = [...frequencies].map(([term, frequency]): [number, number] => [
    ids.get(term)!,
    bonus * documentWeight(frequency, length, meanLength),
  ]);
  return sparseVector(weights.sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS));
}

/** pgvector's text form of a sparse vector from [dimension, weight] pairs. */
export function sparseVector(entries: readonly (readonly [number, number])[]): string {
  const sorted = entries.toSorted((a, b) => a[0] - b[0]).map(([id, weight]) => `${id}:${weight.toFixed(4)}`);
  return `{${sorted.join(',')}}/${LEXICAL_DIMENSIONS}`;
}
