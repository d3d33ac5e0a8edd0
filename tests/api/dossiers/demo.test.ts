// The made-up year: the proportions of the report, the same for the same seed, dates that fit each other.

import { describe, expect, it } from 'vitest';
import { makeDemoYear, parseDemoProcedures, REPORT } from '../../../api/dossiers/demo.ts';
import { Dossier } from '../../../api/dossiers/dossier.ts';
import { dossierStatus } from '../../../bot/dossiers/statuses.ts';
import { findDossierCode } from '../../../bot/entities.ts';
import { createCalendar } from '../../../knowledge/calendar.ts';
import { shippedHolidays } from '../../../knowledge/holidays.ts';

const now = new Date('2026-11-04T09:00:00+07:00');
const calendar = createCalendar({ days: shippedHolidays(), hours: null });
const year = makeDemoYear({ calendar, now });
const settled = year.filter(({ finishedAt }) => finishedAt !== null);

describe('the made-up year', () => {
  it('has the proportions of the report', () => {
    const late = settled.filter(({ finishedAt, dueAt }) => finishedAt! > dueAt!);
    expect({
      received: year.length,
      settled: settled.length,
      onTimeShare: Math.round((1 - late.length / settled.length) * 1000) / 1000,
      filedOnline: year.filter(({ filedBy }) => filedBy === 'online').length,
      filedByPost: year.filter(({ filedBy }) => filedBy === 'postal').length,
      returnedByPost: year.filter(({ returnedBy }) => returnedBy === 'postal').length,
    }).toEqual(REPORT);
  });

  it('has codes of their own that are read as they are written, and shapes like real ones', () => {
    expect(new Set(year.map(({ code }) => code)).size).toBe(year.length);
    for (const one of year.slice(0, 2000)) {
      expect(findDossierCode(one.code)).toBe(one.code);
      expect(Dossier.safeParse(one).success).toBe(true);
    }
  });

  it('is received on working days, settled before today, and open only where something is left to do', () => {
    const wrong = year.filter(({ receivedAt, dueAt, finishedAt, status }) => {
      const inOrder = receivedAt! <= now && receivedAt! < dueAt! && (finishedAt ?? now) <= now;
      const open = dossierStatus(status).clock !== 'ended';
      return !inOrder || (finishedAt ?? now) < receivedAt! || open !== (finishedAt === null);
    });
    expect(wrong).toEqual([]);
  });

  it('has every status that a citizen may meet and some that are overdue', () => {
    expect([...new Set(year.map(({ status }) => status))].toSorted((a, b) => a - b)).toEqual([
      1, 2, 4, 5, 6, 7, 9, 10,
    ]);
    const overdue = year.filter(
      ({ status, dueAt }) => dossierStatus(status).clock === 'running' && dueAt! < now,
    );
    expect(overdue.length).toBeGreaterThan(100);
  });

  it('is the same for the same seed and another for another', () => {
    const few = (seed: number) => makeDemoYear({ calendar, now, seed, count: 500 });
    expect(few(7)).toEqual(few(7));
    expect(few(8)).not.toEqual(few(7));
  });

  it.each(['1.001193\tĐăng ký khai sinh\tHộ tịch\tUBND xã\t0', '1.001193\tĐăng ký khai sinh\tHộ tịch\t\t1'])(
    'refuses %j, naming its line',
    (line) => {
      expect(() => parseDemoProcedures(line)).toThrow('demo-procedures.tsv line 1');
    },
  );
});
