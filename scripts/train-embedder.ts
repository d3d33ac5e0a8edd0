// Learns the built-in word space from what we ship: `npx tsx scripts/train-embedder.ts`; the same input gives the same file.

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { shippedAliases } from '../knowledge/aliases.ts';
import { WORD_SPACE_FILE } from '../knowledge/embedding/word-space.ts';
import { titleCore } from '../knowledge/features.ts';
import { readStarter } from '../knowledge/starter.ts';
import { fold, tokenise } from '../knowledge/vietnamese.ts';
import { shippedWords } from '../knowledge/words.ts';

const DIMENSIONS = 128;
const ITERATIONS = 14;
const LEAST_DOCUMENTS = 2;
const SEED = 20261123;

type Sparse = { column: number; value: number }[];

const { terms, idf, rows } = await wordsByProcedure();
const basis = leadingSubspace(rows, terms.length);
writeFileSync(WORD_SPACE_FILE, gzipSync(encode(terms, idf, basis), { level: 9 }));
console.log(
  `${terms.length} words × ${DIMENSIONS} dimensions from ${rows.length} procedures → ${WORD_SPACE_FILE}`,
);

/** One row a procedure: term frequency × inverse document frequency of its folded words, length 1. */
async function wordsByProcedure() {
  const words = shippedWords();
  const asked = new Map(shippedAliases().map(({ code, phrases, shared }) => [code, [...phrases, ...shared]]));
  const { procedures } = await readStarter();
  const counts = procedures.map(({ code, title }) => {
    const count = new Map<string, number>();
    for (const phrase of [titleCore(title), ...(asked.get(code) ?? [])])
      for (const token of words.rewrite(tokenise(phrase))) {
        const word = fold(token);
        count.set(word, (count.get(word) ?? 0) + 1);
      }
    return count;
  });
  const documents = new Map<string, number>();
  for (const count of counts)
    for (const word of count.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  const terms = [...documents]
    .filter(([, n]) => n >= LEAST_DOCUMENTS)
    .map(([word]) => word)
    .sort();
  const columns = new Map(terms.map((word, i) => [word, i]));
  const idf = terms.map((word) => Math.log(1 + counts.length / documents.get(word)!));
  const rows = counts.map((count): Sparse => {
    const row = [...count].flatMap(([word, n]) => {
      const column = columns.get(word);
      return column === undefined ? [] : [{ column, value: (1 + Math.log(n)) * idf[column]! }];
    });
    const length = Math.hypot(...row.map(({ value }) => value));
    return row.map(({ column, value }) => ({ column, value: value / length }));
  });
  return { terms, idf, rows };
}

/**
 * An orthonormal basis (column-major) of the leading right singular subspace, by subspace iteration (Halko, Martinsson
 * & Tropp 2011). Inner products do not depend on the rotation inside the subspace, so no further decomposition is needed.
 */
function leadingSubspace(rows: readonly Sparse[], width: number): Float64Array[] {
  const random = gaussian(SEED);
  let basis = Array.from({ length: DIMENSIONS }, () => Float64Array.from({ length: width }, random));
  orthonormalise(basis);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    basis = basis.map((column) => {
      const next = new Float64Array(width);
      for (const row of rows) {
        let dot = 0;
        for (const { column: at, value } of row) dot += value * column[at]!;
        for (const { column: at, value } of row) next[at]! += value * dot;
      }
      return next;
    });
    orthonormalise(basis);
  }
  return basis;
}

/** Modified Gram–Schmidt, in place. */
function orthonormalise(columns: readonly Float64Array[]): void {
  columns.forEach((column, i) => {
    for (const before of columns.slice(0, i)) {
      let dot = 0;
      for (let at = 0; at < column.length; at++) dot += column[at]! * before[at]!;
      for (let at = 0; at < column.length; at++) column[at]! -= dot * before[at]!;
    }
    const length = Math.hypot(...column);
    for (let at = 0; at < column.length; at++) column[at]! /= length;
  });
}

/** Standard normal numbers from a seed (mulberry32 and Box–Muller). */
function gaussian(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A JSON line {dimensions, terms, weights} and then one signed byte a number; the weight of a word is its idf times its scale. */
function encode(terms: readonly string[], idf: readonly number[], basis: readonly Float64Array[]): Buffer {
  const scales: number[] = [];
  const bytes = new Int8Array(terms.length * DIMENSIONS);
  terms.forEach((_, row) => {
    const vector = basis.map((column) => column[row]!);
    const largest = Math.max(...vector.map(Math.abs), Number.EPSILON);
    vector.forEach((value, i) => {
      bytes[row * DIMENSIONS + i] = Math.round((value / largest) * 127);
    });
    scales.push((largest / 127) * idf[row]!);
  });
  const header = JSON.stringify({
    dimensions: DIMENSIONS,
    terms,
    weights: scales.map((scale) => +scale.toPrecision(5)),
  });
  return Buffer.concat([Buffer.from(`${header}\n`), Buffer.from(bytes.buffer)]);
}
