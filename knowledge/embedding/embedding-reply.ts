// Reads what an embedding endpoint sent and believes nothing of it unchecked.

import { EmbeddingFailed } from './embedding-failed.ts';

/**
 * The vectors of a reply `{data: [{index, embedding}]}` in the order of the texts, length 1. `embedding` may be numbers
 * or base64 of 32-bit floats, since some servers send that unasked. `dimensions` null takes the first vector's. Throws
 * EmbeddingFailed when a text has no vector or a vector is of another length, not finite, or zero.
 */
export function vectorsOf(
  reply: unknown,
  { texts, dimensions }: { texts: number; dimensions: number | null },
): Float32Array[] {
  const data = (reply as { data?: unknown } | null)?.data;
  if (!Array.isArray(data)) throw useless('it holds no list of embeddings');
  const vectors = new Map<number, Float32Array>();
  for (const item of data as { index?: unknown; embedding?: unknown }[]) {
    const index = item?.index;
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= texts)
      throw useless(`it holds index ${String(index)} for ${texts} texts`);
    if (vectors.has(index)) throw useless(`it holds index ${index} twice`);
    vectors.set(index, unitVector(item.embedding));
  }
  const expected = dimensions ?? vectors.get(0)?.length ?? 0;
  return Array.from({ length: texts }, (_, index) => {
    const vector = vectors.get(index);
    if (vector === undefined) throw useless(`it lacks index ${index} of ${texts}`);
    if (vector.length !== expected)
      throw useless(`vectors of ${vector.length} dimensions instead of ${expected}`);
    return vector;
  });
}

function unitVector(embedding: unknown): Float32Array {
  const vector = floatsOf(embedding);
  const length = Math.hypot(...vector);
  if (!(length > 0) || !Number.isFinite(length)) throw useless('it holds a vector without a direction');
  return vector.map((value) => value / length);
}

function floatsOf(embedding: unknown): Float32Array {
  if (typeof embedding === 'string') {
    const bytes = Buffer.from(embedding, 'base64');
    if (bytes.length === 0 || bytes.length % 4 !== 0)
      throw useless(`it holds ${bytes.length} bytes of base64, no whole vector`);
    return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
  }
  if (!Array.isArray(embedding) || !embedding.every((value) => typeof value === 'number'))
    throw useless('it holds an embedding that is no list of numbers');
  return Float32Array.from(embedding);
}

function useless(what: string): EmbeddingFailed {
  return new EmbeddingFailed(`The embedding endpoint sent what cannot be used: ${what}`);
}
