// What leads of the desk see of the channels: the last word, what is on the way, what never will arrive, which keys ended.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelHealth } from '../../../api/channels/health.ts';
import { channelsOf } from '../../../api/channels/routes.ts';
import { readConfig } from '../../../api/config.ts';
import type { OpenDatabase } from '../../../api/database/connect.ts';
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
    const quiet = { heardAt: null, queued: 0, oldestQueuedAt: null, waitingForCitizen: 0, failed: 0 };
    const none = { ...quiet, lastFailure: null, keysUntil: null };
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
    await tried('zalo-oa:be', 1, -213, ago(30), true);
    await say('zalo-oa:cu', 1, 'failed', ago(3 * 24 * 60));
    await tried('zalo-oa:cu', 1, -32, ago(3 * 24 * 60));
    await say('zalo-oa:cu', 2, 'delivered', ago(2));
    expect((await seen())[1]).toEqual({
      channel: 'zalo-oa',
      troubles: [],
      heardAt: ago(2),
      queued: 1,
      oldestQueuedAt: ago(9),
      waitingForCitizen: 1,
      failed: 0,
      lastFailure: null,
      keysUntil: ago(-60),
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
});

describe('the channels that are served', () => {
  it('are web chat and what is configured', () => {
    expect(channelsOf(readConfig({}).zalo)).toEqual(['direct-line']);
    expect(channelsOf(readConfig({ ZALO_PERSONAL: 'on' }).zalo)).toEqual(['direct-line', 'zalo-personal']);
  });
});
