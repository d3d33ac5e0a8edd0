// A process of its own that takes complaints in, until it is killed: the real application with the real assistant and
// desk, only without a catalogue. Run as `tsx intake-process.ts MILLISECONDS` with the environment of the site;
// MILLISECONDS is how far its clock is ahead. Says `ready` once it is.

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createAnswering } from '../../api/answering.ts';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { openDatabase } from '../../api/database/connect.ts';
import { untilReachable } from '../../api/database/until-reachable.ts';
import { createTicketDesk } from '../../api/tickets/desk.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createNotices } from '../../bot/notices.ts';
import { createCalendar } from '../../knowledge/calendar.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import { shippedFillers } from '../../knowledge/question.ts';

const ahead = Number(process.argv[2]);
const now = () => new Date(Date.now() + ahead);
const config = readConfig();
const logger = pino({ level: 'silent' });
const database = await untilReachable(() => openDatabase({ ...config.database, logger }), {
  logger,
  signal: new AbortController().signal,
});
const notices = createNotices({ database, processId: randomUUID(), now });
const desk = createTicketDesk({
  database,
  conversations: createConversations({ database, notices, now }),
  notices,
  calendar: createCalendar({ days: shippedHolidays(), hours: null }),
  rules: config.tickets,
  fillers: shippedFillers(),
  now,
});
const { handleTurn } = createAnswering({ database, contact: config.contact, desk });
const app = await createApp(config, { database, logger, now, handleTurn });
await app.ready;
console.log('ready');
