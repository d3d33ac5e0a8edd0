// Hashed spelling of words: near for typos and other word order, whatever the words mean.

export const LETTER_DIMENSIONS = 64;
/** Each feature is spread over this many dimensions, so that two features seldom coincide in all of them. */
const SPREAD = 4;

/** Adds words, word pairs and letter trigrams by feature hashing with signs (Weinberger et al. 2009). */
export function addLetters(vector: Float32Array, words: readonly string[]): void {
  words.forEach((word, i) => {
    const share = 1 / Math.sqrt(word.length + 1);
    addFeature(vector, word, 1);
    const framed = `^${word}$`;
    for (let at = 0; at + 3 <= framed.length; at++) addFeature(vector, framed.slice(at, at + 3), 0.5 * share);
    if (i > 0) addFeature(vector, `${words[i - 1]} ${word}`, 0.8);
  });
}

function addFeature(vector: Float32Array, feature: string, weight: number): void {
  let hash = fnv1a(feature);
  for (let i = 0; i < SPREAD; i++) {
    const sign = hash & 1 ? 1 : -1;
    vector[(hash >>> 1) % vector.length]! += (sign * weight) / Math.sqrt(SPREAD);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  }
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
