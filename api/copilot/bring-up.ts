// Puts the copilot together where it is switched on and the catalogue is served.

import type { Logger } from 'pino';
import type { Notices } from '../../bot/notices.ts';
import type { Calendar } from '../../knowledge/calendar.ts';
import type { Database } from '../../knowledge/ports.ts';
import type { Answering } from '../answering.ts';
import type { Config } from '../config.ts';
import { createShowing } from '../tickets/showing.ts';
import { type Copilot, createCopilot } from './copilot.ts';
import { createRunning } from './running.ts';

/** Nothing of LangChain is loaded before the first suggestion. */
export function bringUpCopilot({
  config,
  database,
  notices,
  calendar,
  answering,
  logger,
  now,
}: {
  config: Pick<Config, 'copilot' | 'tickets'>;
  database: Database;
  notices: Notices;
  calendar: Calendar;
  answering: Pick<Answering, 'search' | 'language'> | null;
  logger: Logger;
  now: () => Date;
}): Copilot | null {
  if (config.copilot === null || answering === null) return null;
  const { search, language } = answering;
  const { fillers } = language;
  const showing = createShowing({ database, notices, calendar, rules: config.tickets, fillers, now });
  const run = createRunning({
    database,
    settings: config.copilot,
    report: {
      onDown: (error) => logger.error({ err: error }, 'the copilot fails; officers write without it'),
      onUp: () => logger.info('the copilot works again'),
      onTrouble: (error) => logger.error({ err: error }, 'the copilot could not look something up'),
    },
    now,
  });
  return createCopilot({ database, search, language, read: showing.read, run, now });
}
