// Regular work: begun at once, again and again, also after a failure, and not after it was ended.

import { pino } from 'pino';
import { expect, it } from 'vitest';
import { regularly } from '../../api/regularly.ts';
import { until } from '../support/until.ts';

it('goes on after a failure, and ends once what is under way has ended', async () => {
  let begun = 0;
  let ended = 0;
  const regular = regularly({
    name: 'a test',
    everyMs: 1,
    work: async () => {
      begun++;
      if (begun === 1) throw new Error('the first time');
      await new Promise(setImmediate);
      ended++;
    },
    logger: pino({ level: 'silent' }),
  });
  await until(() => ended >= 2);
  await regular.close();
  expect(ended).toBe(begun - 1);
  const before = begun;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(begun).toBe(before);
});
