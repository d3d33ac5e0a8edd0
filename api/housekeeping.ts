// Work that nobody asks for and that comes back by itself: conversations left by their officer, old words, stray files, old guesses.

import type { Logger } from 'pino';
import type { Handovers } from '../bot/handover.ts';
import type { Database } from '../knowledge/ports.ts';
import type { KeptFiles } from './attachments/store.ts';
import type { Config } from './config.ts';
import { eraseOldRuns } from './copilot/runs.ts';
import { regularly } from './regularly.ts';
import { forgetOld } from './retention.ts';
import { forgetOldTries } from './tries.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function keepHouse({
  config,
  database,
  handovers,
  attachments,
  logger,
  now,
}: {
  config: Pick<Config, 'handover' | 'retention'>;
  database: Database;
  handovers: Handovers;
  attachments: Pick<KeptFiles, 'forgetOld'>;
  logger: Logger;
  now: () => Date;
}): { close(): Promise<void> } {
  const { quietMinutes } = config.handover;
  const works = [
    regularly({
      name: 'hand-overs that were forgotten',
      everyMs: MINUTE_MS,
      work: () => handovers.giveBackForgotten(new Date(now().getTime() - quietMinutes * MINUTE_MS)),
      logger,
    }),
    regularly({
      name: 'words that were kept long enough',
      everyMs: 24 * HOUR_MS,
      work: () => forgetOld({ database, days: config.retention.days, now: now() }),
      logger,
    }),
    regularly({
      name: 'words of the copilot that were kept long enough',
      everyMs: HOUR_MS,
      work: () =>
        eraseOldRuns(database, {
          before: new Date(now().getTime() - config.retention.days * 24 * HOUR_MS),
          at: now(),
        }),
      logger,
    }),
    regularly({
      name: 'files that no ticket has',
      everyMs: HOUR_MS,
      work: () => attachments.forgetOld(now()),
      logger,
    }),
    regularly({
      name: 'wrong guesses that count no more',
      everyMs: HOUR_MS,
      work: () => forgetOldTries(database, now()),
      logger,
    }),
  ];
  return {
    async close() {
      for (const work of works) await work.close();
    },
  };
}
