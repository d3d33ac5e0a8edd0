// The built-in embedder: a word space learned from our own titles and aliases, beside hashed letters for what it never saw.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Embedder } from '../ports.ts';
import { fold, tokenise } from '../vietnamese.ts';
import { addLetters, LETTER_DIMENSIONS } from './letters.ts';

export const WORD_SPACE_FILE = fileURLToPath(new URL('./word-space.bin.gz', import.meta.url));

/** Share of the cosine that comes from meaning; the rest comes from spelling. */
const MEANING = 0.55;

const header = z.object({
  dimensions: z.number().int().positive(),
  terms: z.array(z.string()),
  weights: z.array(z.number()),
});

/**
 * Words that stand in the same procedures lie near each other (latent semantic analysis, Deerwester et al. 1990);
 * spelling keeps typos and missing marks near. Vectors have length 1; a text without a letter or digit gives the zero
 * vector. Made by scripts/train-embedder.ts; the name changes with the file.
 */
export function wordSpaceEmbedder(): Embedder {
  const packed = readFileSync(WORD_SPACE_FILE);
  const { dimensions, terms, weights, numbers } = unpack(packed);
  const rows = new Map(terms.map((term, row) => [term, row]));

  function embedOne(text: string): Float32Array {
    const words = tokenise(text).map(fold);
    const vector = new Float32Array(dimensions + LETTER_DIMENSIONS);
    const meaning = vector.subarray(0, dimensions);
    const letters = vector.subarray(dimensions);
    for (const word of words) {
      const row = rows.get(word);
      if (row === undefined) continue;
      for (let i = 0; i < dimensions; i++) meaning[i]! += numbers[row * dimensions + i]! * weights[row]!;
    }
    addLetters(letters, words);
    const known = scaleTo(meaning, Math.sqrt(MEANING));
    scaleTo(letters, known ? Math.sqrt(1 - MEANING) : 1);
    return vector;
  }

  return {
    name: `words-${createHash('sha256').update(packed).digest('hex').slice(0, 12)}`,
    dimensions: dimensions + LETTER_DIMENSIONS,
    embed: async (texts) => texts.map(embedOne),
  };
}

/** The folded syllables that the space knows: those of at least two procedures' titles and aliases. */
export function knownSyllables(): ReadonlySet<string> {
  return new Set(unpack(readFileSync(WORD_SPACE_FILE)).terms);
}

function unpack(packed: Buffer) {
  const bytes = gunzipSync(packed);
  const end = bytes.indexOf(0x0a);
  const { dimensions, terms, weights } = header.parse(JSON.parse(bytes.subarray(0, end).toString('utf8')));
  const numbers = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, terms.length * dimensions);
  return { dimensions, terms, weights, numbers };
}

/** Scales to the given length; false when the vector is zero. */
function scaleTo(vector: Float32Array, target: number): boolean {
  const length = Math.hypot(...vector);
  if (length === 0) return false;
  for (let i = 0; i < vector.length; i++) vector[i]! *= target / length;
  return true;
}
