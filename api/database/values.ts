// How values travel to and from Postgres: one rule for both databases, so that a query gives the same on either.

import pg from 'pg';

const DATE = 1082;
const DATE_ARRAY = 1182;
const INTERVAL = 1186;
const INTERVAL_ARRAY = 1187;
const NUMERIC_ARRAY = 1231;
const TEXT = 25;
const TEXT_ARRAY = 1009;

/** Days have no time zone, and decimals more digits than a number: both stay the text that Postgres wrote. */
const READ_AS: Readonly<Record<number, number>> = {
  [DATE]: TEXT,
  [INTERVAL]: TEXT,
  [DATE_ARRAY]: TEXT_ARRAY,
  [INTERVAL_ARRAY]: TEXT_ARRAY,
  [NUMERIC_ARRAY]: TEXT_ARRAY,
};

/** The reader of one column type: `jsonb` parsed, `timestamptz` a Date, `bigint`, `numeric` and `date` strings. */
export function parserOf(oid: number): (text: string) => unknown {
  return pg.types.getTypeParser(READ_AS[oid] ?? oid, 'text');
}

/**
 * One query parameter as Postgres text: an array becomes a Postgres array, any other object JSON, so an array meant
 * for a `jsonb` column is given as `JSON.stringify(array)`. Throws TypeError for what has no such text.
 */
export function parameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (ArrayBuffer.isView(value)) throw new TypeError('A vector goes to Postgres as text, "[1,2,3]"');
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return JSON.stringify(value);
    default:
      throw new TypeError(`A ${typeof value} cannot be a query parameter`);
  }
}

function element(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`;
  const text = parameter(value);
  return text === null ? 'null' : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
