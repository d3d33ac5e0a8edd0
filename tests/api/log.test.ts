// The log: one JSON object a line, and nothing in it that a person wrote or that opens a door.

import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLogger } from '../../api/log.ts';
import { freshDatabase } from '../support/databases.ts';

function collect() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, logger: createLogger({ level: 'info', destination }) };
}

it('writes one JSON object a line with level, time and message', () => {
  const { lines, logger } = collect();
  logger.info({ intent: 'guidance' }, 'turn');
  logger.debug('unheard');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    intent: 'guidance',
    msg: 'turn',
  });
});

it('leaves out secrets and texts wherever they stand', () => {
  const { lines, logger } = collect();
  logger.info({ token: 'hush', a: { secret: 'hush', b: { authorization: 'hush', text: 'hush' } } }, 'turn');
  expect(lines.join()).toContain('turn');
  expect(lines.join()).not.toContain('hush');
});

it('tells a database error without the values it was about', async () => {
  const database = await freshDatabase('embedded');
  await database.query('create table people (phone text primary key)');
  await database.query('insert into people values ($1)', ['0912345678']);
  const failure = await database.query('insert into people values ($1)', ['0912345678']).catch((e) => e);
  const unreadable = await database.query('select $1::text::integer', ['0912345678 của Tám']).catch((e) => e);
  await database.close();

  const { lines, logger } = collect();
  logger.error({ err: new Error('request failed', { cause: failure }) }, 'failed');
  logger.error({ err: unreadable }, 'failed');
  expect(lines.join()).toContain('23505');
  expect(lines.join()).toContain('invalid input syntax for type integer: \\"…\\"');
  expect(lines.join()).not.toContain('0912345678');
});
