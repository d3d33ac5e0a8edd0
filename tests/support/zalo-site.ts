// Our process with a Zalo account on a loopback Zalo: citizens write through the webhook and read what Zalo was given.

import { pino } from 'pino';
import { createApp, type Outside } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { zaloTokens } from '../../api/zalo.ts';
import { ZALO_OA_PATH } from '../../bot/channels/zalo-oa/router.ts';
import type { ZaloSettings } from '../../bot/channels/zalo-oa/zalo-oa.ts';
import { until } from './until.ts';
import {
  APP_ID,
  APP_SECRET,
  OA_ID,
  OA_SECRET,
  sendEvent,
  textEvent,
  type ZaloServer,
} from './zalo-server.ts';

export const logger = pino({ level: 'silent' });

export function zaloEnv({ url }: Pick<ZaloServer, 'url'>): Record<string, string> {
  return {
    PORT: '0',
    ZALO_OA_ID: OA_ID,
    ZALO_APP_ID: APP_ID,
    ZALO_APP_SECRET: APP_SECRET,
    ZALO_OA_SECRET: OA_SECRET,
    ZALO_API_URL: url,
    ZALO_OAUTH_URL: url,
  };
}

export function settingsOf(zalo: ZaloServer): ZaloSettings {
  const { account } = readConfig(zaloEnv(zalo)).zalo;
  if (account === null) throw new Error('The environment of the site has no account');
  return account;
}

/** The token store as a process with this name has it. */
export const tokensOn = (database: OpenDatabase, zalo: ZaloServer, owner: string, now = () => new Date()) =>
  zaloTokens({ settings: settingsOf(zalo), database, owner, logger, now });

/** The database must be migrated; the consent of the account is given. `mediaAt`: origins that media may come from. */
export async function startZaloSite(
  database: OpenDatabase,
  zalo: ZaloServer,
  {
    env = {},
    mediaAt = [],
    ...outside
  }: Outside & { env?: Record<string, string>; mediaAt?: readonly string[] } = {},
) {
  await (await tokensOn(database, zalo, 'an administrator')).seed(zalo.seed);
  const config = readConfig({ ...zaloEnv(zalo), ...env });
  const media = { ...config.zalo.media, origins: mediaAt };
  const app = await createApp(
    { ...config, zalo: { ...config.zalo, media } },
    { database, logger, ...outside },
  );
  await app.ready;
  const webhook = app.url + ZALO_OA_PATH;
  const told = (citizenId: string) =>
    zalo.messages.filter(({ to }) => to === citizenId).map(({ text }) => text);
  return {
    url: app.url,
    webhook,
    told,
    /** Sends a message and resolves to what the citizen is told next. */
    async ask(citizenId: string, text: string): Promise<string> {
      const before = told(citizenId).length;
      const { status } = await sendEvent(webhook, textEvent(citizenId, text));
      if (status !== 200) throw new Error(`The webhook answered ${status}`);
      return until(() =>
        told(citizenId)
          .slice(before)
          .find((one) => !one.startsWith('Xin chào!')),
      );
    },
    close: () => app.close(),
  };
}
