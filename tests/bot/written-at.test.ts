// The moment a citizen wrote, from whatever a channel calls a time.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writtenAt } from '../../bot/channels/written-at.ts';

const SECONDS = { min: Date.parse('1974-01-01') / 1000, max: Date.parse('2999-12-31') / 1000 };

it('is the same in seconds and milliseconds, as a number and as digits', () => {
  fc.assert(
    fc.property(fc.integer(SECONDS), (seconds) => {
      const timestamp = new Date(seconds * 1000);
      for (const moment of [seconds, seconds * 1000, String(seconds), String(seconds * 1000)])
        expect(writtenAt(moment)).toEqual({ timestamp });
    }),
  );
});

it.each([undefined, null, '', 'hôm qua', 0, -5, Number.NaN, 9e15, {}, []])(
  'is not made up from %j',
  (moment) => {
    expect(writtenAt(moment)).toEqual({});
  },
);
