// A process of its own that serves a Zalo account with turns that are slow on purpose, until it is killed.
// Run as `tsx zalo-process.ts MILLISECONDS` with the environment of the site; says `ready` once it is.

import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { logger } from './zalo-site.ts';

const slowness = Number(process.argv[2]);
const app = await createApp(readConfig(), {
  logger,
  handleTurn: async (context) => {
    await sleep(slowness);
    await context.sendActivity(`nghe: ${context.activity.text}`);
  },
});
await app.ready;
console.log('ready');
