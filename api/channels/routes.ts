// The channels to citizens that this installation serves, as whoever leads the desk sees them.

import type { Channel } from '../../bot/conversations.ts';
import type { Database } from '../../knowledge/ports.ts';
import type { Config } from '../config.ts';
import { type Route, route } from '../route.ts';
import { channelHealth } from './health.ts';
import { ChannelList } from './views.ts';

/** Web chat is always there. */
export function channelsOf({ account, bot, personal }: Config['zalo']): Channel[] {
  const zalo: [Channel, boolean][] = [
    ['zalo-oa', account !== null],
    ['zalo-bot', bot !== null],
    ['zalo-personal', personal],
  ];
  return ['direct-line', ...zalo.flatMap(([channel, served]) => (served ? [channel] : []))];
}

export function channelRoutes({
  database,
  channels,
  now,
}: {
  database: Database;
  channels: readonly Channel[];
  now: () => Date;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/channels',
      roles: ['coordinator', 'administrator'],
      summary:
        'Tình trạng các kênh: tin nhận gần nhất, tin đang chờ gửi, tin không gửi được, hạn mức còn lại.',
      output: ChannelList,
      async handle() {
        const all = await channelHealth(database, channels, now());
        return {
          channels: all.map(({ heardAt, oldestQueuedAt, keysUntil, quotas, ...rest }) => ({
            ...rest,
            heardAt: heardAt?.toISOString() ?? null,
            oldestQueuedAt: oldestQueuedAt?.toISOString() ?? null,
            keysUntil: keysUntil?.toISOString() ?? null,
            quotas: quotas.map(({ toldAt, ...quota }) => ({ ...quota, toldAt: toldAt.toISOString() })),
          })),
        };
      },
    }),
  ];
}
