// The agencies that we ship: a table whose every row can be used, and what administrators change in it stays.

import { expect, it } from 'vitest';
import {
  activeAgencies,
  changeAgency,
  findAgency,
  listAgencies,
  parseAgencies,
  seedAgencies,
  shippedAgencies,
} from '../../../api/staff/agencies.ts';
import { fold } from '../../../knowledge/vietnamese.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

const shipped = shippedAgencies();

it.each(shipped.map((agency) => [agency.id, agency] as const))('%s can be used', (id, agency) => {
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(agency.name).toMatch(/^\p{Lu}/u);
  expect(agency.phrases.length).toBeGreaterThan(0);
  for (const text of [agency.name, ...agency.phrases]) {
    expect(text).toBe(text.normalize('NFC').trim());
    expect(text).not.toMatch(/\s\s|[|\t]/);
  }
});

it('names each agency once, and no two are called alike', () => {
  for (const key of ['id', 'name'] as const)
    expect(new Set(shipped.map((agency) => agency[key])).size).toBe(shipped.length);
  const called = shipped.flatMap(({ name, phrases }) => [name, ...phrases]).map((t) => fold(t).toLowerCase());
  expect(called.filter((text, at) => called.indexOf(text) !== at)).toEqual([]);
});

it('has the Center, the bodies of the province and no commune that is not certain', () => {
  const count = (kind: string) => shipped.filter((agency) => agency.kind === kind).length;
  expect([count('center'), count('department'), count('branch'), count('commune')]).toEqual([1, 15, 4, 13]);
  expect(shipped.filter(({ id }) => id.startsWith('so-'))).toHaveLength(12);
});

it('names the line that cannot be read', () => {
  expect(() => parseAgencies('a\tA\tcenter\t\nb\tB\tministry\tx')).toThrow(/agencies\.tsv line 2/);
});

it.each(databaseKinds)('leaves to administrators what they changed, on the %s database', async (kind) => {
  const database = await freshDatabase(kind);
  try {
    await Promise.all([seedAgencies(database), seedAgencies(database)]);
    expect(await listAgencies(database)).toHaveLength(shipped.length);
    expect((await listAgencies(database))[0]).toMatchObject({ kind: 'center' });

    const change = { id: 'so-y-te', name: 'Sở Y tế Quảng Ngãi', phrases: ['y tế'], active: false };
    expect(await changeAgency(database, change)).toBe('changed');
    expect(await changeAgency(database, { ...change, name: 'Sở Tài chính' })).toBe('name_taken');
    await seedAgencies(database);
    expect(await findAgency(database, 'so-y-te')).toEqual({ ...change, kind: 'department' });
    expect(await activeAgencies(database)).toHaveLength(shipped.length - 1);
  } finally {
    await database.close();
  }
});
