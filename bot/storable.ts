// What is kept of a value that came from outside: what Postgres can hold, and nothing that reads otherwise than it shows.

/** Marks that reorder what stands around them; no Vietnamese text needs one. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A copy of `value` that `jsonb` accepts: NUL bytes and marks of direction removed, lone surrogates replaced by
 * U+FFFD, text in NFC. Takes what JSON can hold; the caller bounds its depth and size.
 */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map((item) => storable(item));
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storable(item)]));
}

/** The same for one text. */
export function storableText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(BIDI_CONTROLS, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC');
}
