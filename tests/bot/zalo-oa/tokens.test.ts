// The token race: many senders, several processes, an expired token; one refresh token is used once and nothing is lost.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../api/database/connect.ts';
import { createZaloClient } from '../../../bot/channels/zalo-oa/client.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { startZaloServer, type ZaloServer } from '../../support/zalo-server.ts';
import { tokensOn } from '../../support/zalo-site.ts';

const HOUR_MS = 3_600_000;

describe.each(databaseKinds)('the tokens of an account on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;

  beforeEach(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    await (await tokensOn(database, zalo, 'an administrator')).seed(zalo.seed);
  });
  afterEach(async () => {
    await zalo.close();
    await database.close();
  });

  const clientOf = async (owner: string) =>
    createZaloClient({ baseUrl: zalo.url, tokens: await tokensOn(database, zalo, owner) });

  it('is renewed once for fifty senders of two processes, through a refresh that fails once', async () => {
    const clients = [await clientOf('one'), await clientOf('other')];
    zalo.expireToken();
    zalo.fail('/v4/oa/access_token', { status: 500 });
    const texts = Array.from({ length: 50 }, (_, i) => `tin ${i}`);
    const send = async (text: string, i: number): Promise<void> => {
      await clients[i % 2]!.sendText('an', text).catch(() => clients[i % 2]!.sendText('an', text));
    };
    await Promise.all(texts.map(send));
    expect(zalo.messages.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    // The one that failed was never taken, so it goes out again; what was taken never does.
    expect(zalo.usedRefreshTokens.filter((token) => token === 'refresh-0').length).toBeLessThanOrEqual(1);
    expect(new Set(zalo.usedRefreshTokens)).toEqual(new Set(['refresh-0']));
  });

  it('is renewed early while the old one still serves', async () => {
    let time = Date.now();
    const tokens = await tokensOn(database, zalo, 'one', () => new Date(time));
    expect((await tokens.current()).accessToken).toBe('access-0');
    time += 21 * HOUR_MS;
    // Whoever asks now starts the renewal in the background: the one that follows must be that same one.
    const old = await tokens.current();
    expect(old.accessToken).toBe('access-0');
    const renewed = await tokens.renew(old.generation);
    expect(renewed.accessToken).toMatch(/^access-1-/);
    expect(zalo.usedRefreshTokens).toEqual(['refresh-0']);
    time += 26 * HOUR_MS;
    expect((await tokens.current()).accessToken).toMatch(/^access-2-/);
  });

  it('dies with its refresh token until an administrator gives consent again', async () => {
    const tokens = await tokensOn(database, zalo, 'one');
    zalo.expireToken();
    zalo.fail('/v4/oa/access_token', { error: -14014 });
    const { generation } = await tokens.current();
    await expect(tokens.renew(generation)).rejects.toMatchObject({ failure: 'human' });
    await expect(tokens.current()).rejects.toMatchObject({ failure: 'human' });
    expect(zalo.usedRefreshTokens).toEqual([]);
    await tokens.seed({ accessToken: 'new', refreshToken: 'new refresh', expiresInSeconds: 90_000 });
    expect((await tokens.current()).accessToken).toBe('new');
  });

  it('is unreadable at rest, and nobody else may read it', async () => {
    const { rows } = await database.query('select * from channel_tokens');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/access-0|refresh-0/);
  });

  it('tells that none was ever given', async () => {
    await database.query('delete from channel_tokens');
    await expect((await clientOf('one')).sendText('an', 'x')).rejects.toMatchObject({ failure: 'human' });
  });
});
