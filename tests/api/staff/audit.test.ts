// The audit is only ever added to, and can be read by who, what and whose.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { readAudit, recordAudit } from '../../../api/staff/audit.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

const clock = createClock();

describe.each(databaseKinds)('the audit on the %s database', (kind) => {
  let database: OpenDatabase;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    await database.query(
      `insert into staff (username, name, role, created_at) values ('hoa', 'Hoa', 'operator', now()), ('an', 'An', 'coordinator', now())`,
    );
    for (const [staffId, action, subject] of [
      ['1', 'ticket.read', 'ticket:PA-1'],
      ['2', 'ticket.read', 'ticket:PA-1'],
      ['1', 'ticket.moved', 'ticket:PA-2'],
      [null, 'ticketing', null],
    ] as const)
      await recordAudit(database, { staffId, action, subject, at: clock.now() });
  });
  afterEach(() => database.close());

  it('tells newest first who did what, page by page', async () => {
    const first = await readAudit(database, { limit: 3 });
    expect(first.entries.map(({ staff, action }) => [staff?.name ?? null, action])).toEqual([
      [null, 'ticketing'],
      ['Hoa', 'ticket.moved'],
      ['An', 'ticket.read'],
    ]);
    const rest = await readAudit(database, { limit: 3, before: first.next! });
    expect(rest).toEqual({
      entries: [
        {
          id: '1',
          at: clock.now(),
          staff: { id: '1', name: 'Hoa' },
          action: 'ticket.read',
          subject: 'ticket:PA-1',
          detail: null,
        },
      ],
      next: null,
    });
  });

  it.each([
    [{ who: '1' }, 2],
    [{ what: 'ticket' }, 3],
    [{ what: 'ticket.read' }, 2],
    [{ subject: 'ticket:PA-1' }, 2],
    [{ who: '2', what: 'ticket.moved' }, 0],
  ])('finds %j', async (query, count) => {
    expect((await readAudit(database, { ...query, limit: 10 })).entries).toHaveLength(count);
  });

  it.each([
    `update audit set action = 'nothing'`,
    'delete from audit where id = 1',
    'truncate audit',
    'update audit set detail = null where false',
  ])('refuses: %s', async (sql) => {
    await expect(database.query(sql)).rejects.toThrow('only ever added to');
    expect((await readAudit(database, { limit: 10 })).entries).toHaveLength(4);
  });

  it('is not written when what it tells of is not', async () => {
    const failing = database.transaction(async (tx) => {
      await recordAudit(tx, { staffId: '1', action: 'ticket.moved', subject: null, at: clock.now() });
      throw new Error('not moved');
    });
    await expect(failing).rejects.toThrow('not moved');
    expect((await readAudit(database, { limit: 10 })).entries).toHaveLength(4);
  });
});
