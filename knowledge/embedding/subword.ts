// The built-in embedder: hashed words, word pairs and letter trigrams. Needs no model, no download, no training.

import type { Embedder } from '../ports.ts';
import { fold, tokenise } from '../vietnamese.ts';

const DIMENSIONS = 256;
/** Each feature is spread over this many dimensions, so that two features seldom coincide in all of them. */
const SPREAD = 4;

/**
 * Feature hashing with signs (Weinberger et al. 2009) over folded text, so that a typo, a missing diacritic or another
 * word order stays near. Vectors have length 1; an empty text gives the zero vector.
 */
export function subwordEmbedder(): Embedder {
  return {
    name: `subword-${DIMENSIONS}-v1`,
    dimensions: DIMENSIONS,
    embed: async (texts) => texts.map(embedOne),
  };
}

function embedOne(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  let previous: string | null = null;
  for (const token of tokenise(text)) {
    const word = fold(token);
    const share = 1 / Math.sqrt(word.length + 1);
    addFeature(vector, word, 1);
    const framed = `^${word}$`;
    for (let at = 0; at + 3 <= framed.length; at++) addFeature(vector, framed.slice(at, at + 3), 0.5 * share);
    if (previous !== null) addFeature(vector, `${previous} ${word}`, 0.8);
    previous = word;
  }
  return toUnitLength(vector);
}

function addFeature(vector: Float32Array, feature: string, weight: number): void {
  let hash = fnv1a(feature);
  for (let i = 0; i < SPREAD; i++) {
    const sign = hash & 1 ? 1 : -1;
    vector[(hash >>> 1) % DIMENSIONS]! += (sign * weight) / Math.sqrt(SPREAD);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  }
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
