// The pair of tokens of an Official Account: renewed early, by one process at a time, kept before it is used.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Database } from '../../../knowledge/ports.ts';
import { ZaloRefused, ZaloUnclear } from './failure.ts';

const CALL_LIMIT_MS = 12_000;
const LEASE_MS = 20_000;
const LOOK_AGAIN_MS = 100;
const LOOK_FOR_MS = 30_000;
const KEEP_ATTEMPTS = 60;
const KEEP_AGAIN_MS = 1_000;
/** Of 25 hours that a token lives, this much is left when it is renewed. */
const RENEW_BEFORE_MS = 5 * 60 * 60 * 1000;

/** `generation` tells pairs apart, so that nobody renews what another has renewed already. */
export type CurrentToken = { accessToken: string; generation: string };

export type Tokens = {
  /** The token to use now. Rejects with ZaloRefused (`human`) once the refresh token is dead or none was ever given. */
  current(): Promise<CurrentToken>;
  /** A pair newer than `generation`, by asking Zalo or by waiting for whoever asks. */
  renew(generation: string): Promise<CurrentToken>;
  /** The first pair, from the administrator's consent; replaces a dead one. */
  seed(pair: { accessToken: string; refreshToken: string; expiresInSeconds: number }): Promise<void>;
};

const Pair = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  // Arrives as a string.
  expires_in: z.coerce.number().positive(),
});
const Refusal = z.looseObject({ error: z.coerce.number(), error_name: z.string().catch('') });

type Row = {
  access_token: string;
  refresh_token: string;
  expires_at: Date;
  generation: string;
  dead_since: Date | null;
};

/** The lease is for the one call; whoever holds a generation that is gone gets no lease. */
const LEASE = `
update channel_tokens set lease_owner = $2, lease_until = $4
where account = $1 and generation = $5 and dead_since is null and (lease_owner is null or lease_until <= $3)
returning refresh_token`;

const KEEP = `
update channel_tokens set access_token = $2, refresh_token = $3, expires_at = $4, refreshed_at = $5,
  generation = generation + 1, lease_owner = null, lease_until = null
where account = $1 and generation = $6`;

const SEED = `
insert into channel_tokens (account, access_token, refresh_token, expires_at, refreshed_at)
values ($1, $2, $3, $4, $5)
on conflict (account) do update set access_token = excluded.access_token, refresh_token = excluded.refresh_token,
  expires_at = excluded.expires_at, refreshed_at = excluded.refreshed_at, generation = channel_tokens.generation + 1,
  dead_since = null, lease_owner = null, lease_until = null`;

/** `seal` and `unseal` keep tokens unreadable at rest; `oauthUrl` is `https://oauth.zaloapp.com` in production. */
export function createTokens({
  database,
  account,
  appId,
  appSecret,
  oauthUrl,
  seal,
  unseal,
  owner,
  logger,
  now,
}: {
  database: Database;
  account: string;
  appId: string;
  appSecret: string;
  oauthUrl: string;
  seal: (text: string) => string;
  unseal: (sealed: string) => string;
  owner: string;
  logger: Logger;
  now: () => Date;
}): Tokens {
  let renewing: { generation: string; work: Promise<CurrentToken> } | null = null;

  async function stored(): Promise<Row> {
    const { rows } = await database.query<Row>(
      'select access_token, refresh_token, expires_at, generation, dead_since from channel_tokens where account = $1',
      [account],
    );
    const [row] = rows;
    if (row === undefined || row.dead_since !== null)
      throw new ZaloRefused(-118, 'no living refresh token: an administrator must give consent');
    return row;
  }

  async function current(): Promise<CurrentToken> {
    const row = await stored();
    const left = row.expires_at.getTime() - now().getTime();
    if (left > RENEW_BEFORE_MS) return tokenOf(row);
    if (left <= 0) return renew(row.generation);
    // Still good: nobody waits for the next one, and a failure costs nothing yet.
    renew(row.generation).catch((error) => logger.warn({ err: error }, 'cannot renew the Zalo token early'));
    return tokenOf(row);
  }

  function renew(generation: string): Promise<CurrentToken> {
    if (renewing?.generation === generation) return renewing.work;
    const work = renewOrWait(generation).finally(() => {
      if (renewing?.work === work) renewing = null;
    });
    renewing = { generation, work };
    return work;
  }

  async function renewOrWait(generation: string): Promise<CurrentToken> {
    const giveUpAt = Date.now() + LOOK_FOR_MS;
    for (;;) {
      const row = await stored();
      if (row.generation !== generation) return tokenOf(row);
      const { rows } = await database.query<{ refresh_token: string }>(LEASE, [
        account,
        owner,
        now(),
        new Date(now().getTime() + LEASE_MS),
        generation,
      ]);
      if (rows[0]) return await ask(unseal(rows[0].refresh_token), generation);
      if (Date.now() > giveUpAt) throw new ZaloUnclear('Another process has not renewed the token');
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** Asks Zalo, and keeps the pair before anybody sees it. */
  async function ask(refreshToken: string, generation: string): Promise<CurrentToken> {
    const pair = await exchange(refreshToken).catch(async (error: unknown) => {
      await giveUp(error);
      throw error;
    });
    const expiresAt = new Date(now().getTime() + pair.expires_in * 1000);
    await keep([account, seal(pair.access_token), seal(pair.refresh_token), expiresAt, now(), generation]);
    logger.info({ account, expiresAt }, 'Zalo token renewed');
    // Read again: an administrator may have given a newer pair meanwhile.
    return tokenOf(await stored());
  }

  /** The refresh token is spent, so the only copy of the new one is here: writing it is tried for as long as it makes sense. */
  async function keep(values: readonly unknown[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await database.query(KEEP, values);
        return;
      } catch (error) {
        logger.error({ err: error, account, attempt }, 'cannot keep the new Zalo token: trying again');
        if (attempt === KEEP_ATTEMPTS) throw error;
        await sleep(KEEP_AGAIN_MS);
      }
    }
  }

  async function giveUp(error: unknown): Promise<void> {
    const dead = error instanceof ZaloRefused && error.failure === 'human';
    if (dead)
      logger.error({ account, code: error.code }, 'the Zalo refresh token is dead: give consent again');
    await database.query(
      `update channel_tokens set lease_owner = null, lease_until = null, dead_since = $3
       where account = $1 and lease_owner = $2`,
      [account, owner, dead ? now() : null],
    );
  }

  async function exchange(refreshToken: string): Promise<z.output<typeof Pair>> {
    const response = await fetch(`${oauthUrl}/v4/oa/access_token`, {
      method: 'POST',
      redirect: 'error',
      headers: { secret_key: appSecret, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        app_id: appId,
        refresh_token: refreshToken,
        grant_type: 'refresh_token',
      }),
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    }).catch((cause: unknown) => {
      throw new ZaloUnclear('The token service of Zalo could not be reached', { cause });
    });
    const body: unknown = await response.json().catch(() => null);
    const pair = Pair.safeParse(body);
    if (pair.success) return pair.data;
    const refusal = Refusal.safeParse(body);
    if (refusal.success && refusal.data.error !== 0)
      throw new ZaloRefused(refusal.data.error, refusal.data.error_name);
    throw new ZaloUnclear(`The token service of Zalo answered ${response.status} in another shape`);
  }

  function tokenOf({ access_token, generation }: Row): CurrentToken {
    return { accessToken: unseal(access_token), generation };
  }

  return {
    current,
    renew,
    async seed({ accessToken, refreshToken, expiresInSeconds }) {
      const expiresAt = new Date(now().getTime() + expiresInSeconds * 1000);
      await database.query(SEED, [account, seal(accessToken), seal(refreshToken), expiresAt, now()]);
    },
  };
}
