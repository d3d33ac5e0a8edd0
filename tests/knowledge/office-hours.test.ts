// Office hours as the configuration writes them.

import { describe, expect, test } from 'vitest';
import { parseOfficeHours } from '../../knowledge/office-hours.ts';

describe('office hours', () => {
  test('are sessions by day', () => {
    const hours = parseOfficeHours('Mon-Fri 07:00-11:30, 13:30-17:00; sat 7:30-11:30;');
    const weekday = [
      { from: 420, to: 690 },
      { from: 810, to: 1020 },
    ];
    expect(hours).toEqual([[], weekday, weekday, weekday, weekday, weekday, [{ from: 450, to: 690 }]]);
  });

  test('may go over the end of the week', () => {
    expect(parseOfficeHours('sat-mon 00:00-24:00').map((sessions) => sessions.length)).toEqual([
      1, 1, 0, 0, 0, 0, 1,
    ]);
  });

  test.each([
    '',
    ';',
    'mon',
    '07:00-11:30',
    'mon 7h-11h',
    'mon 11:30-07:00',
    'mon 07:00-25:00',
    'mon 07:60-08:00',
    'mon 07:00-11:30,11:00-12:00',
    'mon 07:00-11:30; mon-tue 13:30-17:00',
    'monday 07:00-11:30',
    'mon-wed-fri 07:00-11:30',
    'mon 07:00-11:30-12:00',
  ])('refuse %j, saying what was expected', (text) => {
    expect(() => parseOfficeHours(text)).toThrow(/^expected .+, got "/);
  });
});
