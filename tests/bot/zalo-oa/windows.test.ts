// When a message may go to a citizen of an Official Account: within 48 hours, within 7 days, beyond; and what Zalo told wins.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createWindows, holdOf, type Standing } from '../../../bot/channels/zalo-oa/windows.ts';
import { createConversations } from '../../../bot/conversations.ts';
import { createNotices } from '../../../bot/notices.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

const HOUR = 60 * 60 * 1000;
const NOW = new Date('2026-11-20T08:00:00+07:00');
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const NOTHING: Standing = { interactedAt: null, sent: 0, quota: null, refusedAt: null, spentAt: null };

const hold = (known: Partial<Standing>, freeMessages: number | null = 8) =>
  holdOf({ ...NOTHING, ...known }, { freeMessages, now: NOW });

describe('holdOf', () => {
  it.each<[string, Partial<Standing>, number | null | 'window']>([
    ['tries where nothing is known', {}, null],
    ['sends on the day', { interactedAt: ago(1) }, null],
    ['sends within the week', { interactedAt: ago(7 * 24 - 1), sent: 50 }, null],
    ['waits once the week is over', { interactedAt: ago(7 * 24) }, 'window'],
    ['believes Zalo that it is over', { interactedAt: ago(30), refusedAt: ago(29) }, 'window'],
    ['forgets that once the citizen has written', { interactedAt: ago(1), refusedAt: ago(2) }, null],
    ['believes Zalo where nobody ever wrote', { refusedAt: ago(2) }, 'window'],
    ['counts the free messages', { interactedAt: ago(10), sent: 7 }, null],
    ['waits for the rest of 48 hours when they are gone', { interactedAt: ago(10), sent: 8 }, 38],
    [
      'believes Zalo that there are more',
      { interactedAt: ago(10), sent: 8, quota: { type: 'reply', remain: 3, toldAt: ago(9) } },
      null,
    ],
    [
      'believes Zalo that there are none',
      { interactedAt: ago(10), sent: 2, quota: { type: 'reply', remain: 0, toldAt: ago(9) } },
      38,
    ],
    [
      'forgets what was told before the citizen wrote',
      { interactedAt: ago(10), sent: 0, quota: { type: 'reply', remain: 0, toldAt: ago(11) } },
      null,
    ],
    [
      'spends the package once Zalo does',
      { interactedAt: ago(10), sent: 9, quota: { type: 'sub_quota', remain: 480, toldAt: ago(9) } },
      null,
    ],
    ['rests an hour once the package is used up', { interactedAt: ago(60), spentAt: ago(0.75) }, 0.25],
    ['then tries again', { interactedAt: ago(60), spentAt: ago(1) }, null],
    ['sends what is free all the same', { interactedAt: ago(10), sent: 1, spentAt: ago(0.1) }, null],
  ])('%s', (_name, known, expected) => {
    const found = hold(known);
    if (expected === null) expect(found).toBeNull();
    else if (expected === 'window') expect(found).toEqual({ failure: 'window', until: null });
    else expect(found).toEqual({ failure: 'quota', until: ago(-expected) });
  });

  it('counts nothing where it is told not to', () => {
    expect(hold({ interactedAt: ago(1), sent: 1_000 }, null)).toBeNull();
  });

  it('holds for a quota no longer than 48 hours after the citizen wrote, or an hour after Zalo told', () => {
    const hours = fc.double({ min: 0, max: 400, noNaN: true }).map(ago);
    const known = fc.record({
      interactedAt: fc.option(hours),
      sent: fc.nat(20),
      quota: fc.option(
        fc.record({ type: fc.constantFrom('reply', 'sub_quota'), remain: fc.nat(3), toldAt: hours }),
      ),
      refusedAt: fc.option(hours),
      spentAt: fc.option(hours),
    });
    fc.assert(
      fc.property(known, (standing) => {
        const found = hold(standing);
        if (found?.failure !== 'quota') return;
        const latest = Math.max(
          (standing.interactedAt?.getTime() ?? 0) + 48 * HOUR,
          (standing.spentAt?.getTime() ?? 0) + HOUR,
        );
        expect(found.until.getTime()).toBeGreaterThan(NOW.getTime());
        expect(found.until.getTime()).toBeLessThanOrEqual(latest);
      }),
    );
  });
});

describe.each(databaseKinds)('windows on the %s database', (kind) => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(() => database.close());

  it('are kept, and begin anew with every message of the citizen', async () => {
    const clock = createClock();
    const notices = createNotices({ database, processId: 'one', now: clock.now });
    const conversations = createConversations({ database, notices, now: clock.now });
    const windows = () => createWindows({ database, freeMessages: 8, now: clock.now });
    const hear = (userId: string, type = 'message') =>
      conversations.accept({
        conversationId: `zalo-oa:${userId}`,
        channel: 'zalo-oa',
        userId,
        messageId: null,
        activity: { type },
      });
    await hear('an');
    await hear('binh');
    clock.forward(HOUR);
    await windows().noteQuota('zalo-oa:an', { type: 'reply', remain: 0, total: 8 }, clock.now());
    expect(await windows().hold('zalo-oa:an')).toMatchObject({ failure: 'quota' });
    expect(await windows().hold('zalo-oa:binh')).toBeNull();
    clock.forward(HOUR);
    await hear('an', 'event');
    expect(await windows().hold('zalo-oa:an')).toMatchObject({ failure: 'quota' });
    await hear('an');
    expect(await windows().hold('zalo-oa:an')).toBeNull();
    // An answer that comes late tells of the time before.
    const before = new Date(clock.now().getTime() - 1);
    await windows().noteQuota('zalo-oa:an', { type: 'reply', remain: 0, total: 8 }, before);
    expect(await windows().hold('zalo-oa:an')).toBeNull();

    clock.forward(50 * HOUR);
    await windows().noteQuota('zalo-oa:binh', { type: 'sub_quota', remain: 0, total: 500 }, clock.now());
    expect(await windows().hold('zalo-oa:an')).toMatchObject({ failure: 'quota' });
    clock.forward(2 * HOUR);
    expect(await windows().hold('zalo-oa:an')).toBeNull();
    await windows().noteRefused('zalo-oa:an', clock.now());
    expect(await windows().hold('zalo-oa:an')).toMatchObject({ failure: 'window' });
    clock.forward(HOUR);
    await hear('an', 'conversationUpdate');
    expect(await windows().hold('zalo-oa:an')).toBeNull();
    clock.forward(7 * 24 * HOUR);
    expect(await windows().hold('zalo-oa:an')).toMatchObject({ failure: 'window' });
  });
});
