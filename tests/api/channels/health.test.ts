// What leads of the desk see of the channels: the last word, what is on the way, what never will arrive, which keys ended.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelHealth } from '../../../api/channels/health.ts';
import { channelsOf } from '../../../api/channels/routes.ts';
import { readConfig } from '../../../api/config.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createWindows } from '../../../bot/channels/zalo-oa/windows.ts';
import { createClock } from '../../support/clock.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';

const MINUTE = 60_000;

describe.each(databaseKinds)('the channels on the %s database', (kind) => {
  const clock = createClock();
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(() => database.close());

  const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * MINUTE);
  const seen = () => channelHealth(database, ['direct-line', 'zalo-oa', 'zalo-personal'], clock.now());

  async function say(id: string, position: number, status: 'queued' | 'failed' | 'delivered', at: Date) {
    await database.query(
      `insert into conversations (id, channel, user_id, last_position, created_at, last_active_at)
       values ($1, 'zalo-oa', $1, $2, $3, $3) on conflict (id) do update set last_position = $2, last_active_at = $3`,
      [id, position, at],
    );
    await database.query(
      `insert into activities (conversation_id, position, direction, status, activity, created_at)
       values ($1, $2, 'outbound', $3, '{"type":"message","text":"x"}', $4)`,
      [id, position, status, at],
    );
  }

  async function tried(id: string, position: number, code: number | null, at: Date, waits = false) {
    await database.query(
      `insert into deliveries (conversation_id, position, attempts, tried_at, next_try_at, waiting_since, code)
       values ($1, $2, 1, $3, $3, $4, $5)`,
      [id, position, at, waits ? at : null, code],
    );
  }

  it('say nothing of what never was', async () => {
    const quiet = {
      heardAt: null,
      queued: 0,
      oldestQueuedAt: null,
      waitingForCitizen: 0,
      waitingForQuota: 0,
      failed: 0,
    };
    const none = { ...quiet, lastFailure: null, keysUntil: null, quotas: [] };
    expect(await seen()).toEqual([
      { channel: 'direct-line', troubles: [], ...none },
      { channel: 'zalo-oa', troubles: ['no_consent'], ...none },
      { channel: 'zalo-personal', troubles: ['signed_out'], ...none },
    ]);
  });

  it('tell why the personal account is not served, once it does not come back by itself', async () => {
    const troubles = async () => (await seen())[2]?.troubles;
    await database.query(
      `insert into channel_sessions (account, credentials, changed_at) values ('zalo-personal', 'sealed', now())`,
    );
    expect(await troubles()).toEqual([]);
    const note = (trouble: string | null, since: Date | null) =>
      database.query('update channel_sessions set trouble = $1, trouble_since = $2', [trouble, since]);
    for (const trouble of ['signed_out', 'replaced']) {
      await note(trouble, ago(0));
      expect(await troubles()).toEqual([trouble]);
    }
    await note('not_connected', ago(9));
    expect(await troubles()).toEqual([]);
    await note('not_connected', ago(11));
    expect(await troubles()).toEqual(['not_connected']);
    await database.query('delete from channel_sessions');
  });

  it('tell what waits, what is stuck and what was given up, apart from what waits for the citizen', async () => {
    await database.query(
      `insert into channel_tokens (account, access_token, refresh_token, expires_at, refreshed_at)
       values ('zalo-oa:1', 'sealed', 'sealed', $1, $2)`,
      [ago(-60), ago(5)],
    );
    await say('zalo-oa:an', 1, 'queued', ago(9));
    await say('zalo-oa:be', 1, 'queued', ago(30));
    await tried('zalo-oa:be', 1, -230, ago(30), true);
    // What stands behind it waits as well.
    await say('zalo-oa:be', 2, 'queued', ago(30));
    await say('zalo-oa:cu', 1, 'failed', ago(3 * 24 * 60));
    await tried('zalo-oa:cu', 1, -32, ago(3 * 24 * 60));
    await say('zalo-oa:cu', 2, 'delivered', ago(2));
    expect((await seen())[1]).toEqual({
      channel: 'zalo-oa',
      troubles: [],
      heardAt: ago(2),
      queued: 1,
      oldestQueuedAt: ago(9),
      waitingForCitizen: 2,
      waitingForQuota: 0,
      failed: 0,
      lastFailure: null,
      keysUntil: ago(-60),
      quotas: [],
    });
    await say('zalo-oa:an', 2, 'failed', ago(20));
    await tried('zalo-oa:an', 2, 987654, ago(20));
    await say('zalo-oa:an', 3, 'failed', ago(10));
    await tried('zalo-oa:an', 3, -32, ago(10));
    await say('zalo-oa:du', 1, 'queued', ago(11));
    await database.query('update channel_tokens set dead_since = now()');
    expect((await seen())[1]).toMatchObject({
      troubles: ['consent_ended', 'stuck', 'failing'],
      queued: 2,
      oldestQueuedAt: ago(11),
      failed: 2,
      lastFailure: 'Gửi quá nhanh',
      keysUntil: null,
    });
    expect((await seen())[0]).toMatchObject({ troubles: [], queued: 0, failed: 0 });
  });

  it('tell what may still be sent, as it was told last of each kind, and what waits for more', async () => {
    const { now } = clock;
    const windows = createWindows({ database, freeMessages: 8, now });
    for (const id of ['zalo-oa:an', 'zalo-oa:be', 'zalo-oa:cu'] as const)
      await say(id, 1, 'delivered', ago(60));
    await windows.noteQuota('zalo-oa:an', { type: 'reply', remain: 7, total: 8 }, ago(9));
    await windows.noteQuota('zalo-oa:be', { type: 'reply', remain: 0, total: 8 }, ago(5));
    await windows.noteQuota('zalo-oa:cu', { type: 'sub_quota', remain: 480, total: 500 }, ago(7));
    await say('zalo-oa:be', 2, 'queued', ago(4));
    await tried('zalo-oa:be', 2, null, ago(4), true);
    await database.query(`update deliveries set failure = 'quota'`);
    const [, account] = await seen();
    expect(account).toMatchObject({
      troubles: ['no_consent', 'no_quota'],
      queued: 0,
      waitingForCitizen: 1,
      waitingForQuota: 1,
    });
    expect(account!.quotas).toEqual([
      { type: 'reply', remain: 0, total: 8, toldAt: ago(5) },
      { type: 'sub_quota', remain: 480, total: 500, toldAt: ago(7) },
    ]);
  });
});

describe('the channels that are served', () => {
  it('are web chat and what is configured', () => {
    expect(channelsOf(readConfig({}).zalo)).toEqual(['direct-line']);
    expect(channelsOf(readConfig({ ZALO_PERSONAL: 'on' }).zalo)).toEqual(['direct-line', 'zalo-personal']);
  });
});
