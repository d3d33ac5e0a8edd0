// CSV: read back as it was written, and nothing in it is a formula.

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../api/reports/csv.ts';

function read(csv: string): string[][] {
  return parse(csv, { bom: true, relax_column_count: true });
}

describe('a CSV export', () => {
  it.each(['=1+1', '+84', '-2', '@sum', '\t=1', '  =cmd|x', '\r=1'])('makes words of %j', (text) => {
    expect(read(toCsv([[text, 'a']]))[0]![0]).toBe(`'${text}`);
  });

  it('keeps every other text and every number', () => {
    expect(read(toCsv([['Đất đai, "nhà"\nở', -5, 0]]))).toEqual([['Đất đai, "nhà"\nở', '-5', '0']]);
    expect(toCsv([['a']])).toBe('\uFEFFa\r\n');
  });

  it('has no cell of text that begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 }), (rows) => {
        const cells = read(toCsv(rows)).flat();
        expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      }),
    );
  });
});
